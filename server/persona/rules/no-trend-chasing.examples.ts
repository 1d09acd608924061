import type { LintContext } from '../context.ts'
import type { RuleExamples } from '../rule.ts'

const own: LintContext = {
  thread: { hashtags: ['小集夏日'] },
  brand: { name: '小集', products: ['云跑鞋'] },
}
const none: LintContext = { thread: { hashtags: [] } }
const city: LintContext = { thread: { hashtags: ['#东风路停电#', '杭州暴雨'] } }

export const examples: RuleExamples = {
  flagged: [
    { draft: '#某明星离婚# 都在看热闹，不如来看看跑鞋。', context: own },
    { draft: '抱歉，今天发出。#热搜第一#', context: own },
    { draft: '#世界杯# 夜里看球，网速要稳。', context: none },
    { draft: '21:00恢复供电。#高考加油#', context: city },
    { draft: '＃全网都在聊＃您的订单已发出', context: own },
    { draft: '#星辰手机翻车# M3升级2.1.4温控更好', context: none },
    { draft: '跟风一下，#早安打工人#', context: own },
    { draft: '#小集夏日# #塌房# 快来', context: own },
    { draft: '#某剧大结局# 追剧选我们', context: none },
    { draft: '抢修中 #今日份快乐#', context: city },
    { draft: '#王某某 官宣#祝福！', context: none },
    { draft: '#AI画画#好玩', context: none },
    { draft: '#东风路# 停电', context: city },
    { draft: '到货啦！#双十一#', context: own },
    { draft: '#春晚吐槽大会#您怎么看', context: city },
    { draft: '来了 #热门话题#', context: own },
    { draft: '。#反转了#', context: none },
    { draft: '您好 #周杰某新歌# 送流量', context: none },
    { draft: '#杭州地铁#已恢复', context: city },
    { draft: '#小集冬日#', context: { thread: { hashtags: ['别的'] } } },
  ],
  passing: [
    { draft: '#小集夏日# 您最想在哪跑步？', context: own },
    { draft: '＃小集夏日＃晒图领券', context: own },
    { draft: '#小集新品#上架', context: own },
    { draft: '#云跑鞋#有43码', context: own },
    { draft: '#东风路停电#21:00恢复', context: city },
    { draft: '#杭州暴雨#抢修中', context: city },
    { draft: '# 杭州暴雨 #抢修中', context: city },
    { draft: '3#楼和5#楼今晚停水', context: city },
    { draft: '请按1#键，再按2#键', context: none },
    { draft: '#世界杯#夜里看球' },
    { draft: '今天发出。', context: own },
    { draft: '#', context: own },
    { draft: '##', context: own },
    { draft: '#123#', context: none },
    { draft: '#小集[超话]#签到', context: own },
    { draft: 'C#和F#都支持', context: none },
    { draft: '#东风路停电[超话]#', context: city },
    { draft: '#\n#世界', context: none },
    { draft: '', context: none },
    { draft: '订单#20260418 已发出', context: none },
  ],
}
