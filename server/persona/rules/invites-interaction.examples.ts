import type { LintContext } from '../context.ts'
import type { RuleExamples } from '../rule.ts'

const post: LintContext = { proactive: true, channel: { kind: 'weibo', form: 'post' } }
const drafts = (texts: readonly string[]): RuleExamples['flagged'] =>
  texts.map((draft) => ({ draft, context: post }))

export const examples: RuleExamples = {
  flagged: drafts([
    '新款跑鞋上架，43码齐全。',
    '城东店装修完成，停车免费2小时。',
    '畅享套餐每月30GB，99元。',
    '我们的师傅今年完成了一万次上门。',
    'T1平板支持手写笔。',
    '夏天到了，空调记得清洗滤网。',
    '低谷电价每度0.36元，晚上十点后开始。',
    '今天是植树节，我们种了100棵树。',
    '积木礼盒适合6岁以上的孩子。',
    '端午安康。',
    '客服热线升级为全天服务。',
    '沙发可以选六种颜色。',
    '微桥搬家让换机更省心。',
    '新版App更快了。',
    '防晒通过了敏感肌测试。',
    '晚安。',
    '燃气表具免费检查月。',
    '本店会员日满100减20。',
    '感谢大家一年的陪伴。',
    '天气转凉，添件外套。',
  ]),
  passing: [
    ...drafts([
      '新款跑鞋上架，您最想在哪跑步？',
      '城东店装修完成，欢迎来坐坐。',
      '晒出您的新家，点赞前十名送抱枕。',
      '评论区说说您的换机经历吧。',
      '转发这条，周五抽三位送流量。',
      '一起种树，报名入口在置顶。',
      '猜猜这是什么新品',
      '快来城东店试坐。',
      '停水通知：河东片区今晚22:00检修，请提前储水。',
      '检修公告：5月12日22:00至次日5:00。',
      '就配送延误向大家致歉，今晚全部发出。',
      '深切悼念遇难同胞。',
      '台风预警：请关好门窗。',
      '私信小桥，领取新用户礼。',
      '投票选出您喜欢的颜色。',
      '留言告诉我们您的愿望。',
      '',
    ]),
    { draft: '新款跑鞋上架，43码齐全。' },
    { draft: '今天发出，20日送达。', context: { proactive: false } },
    { draft: '端午安康。', context: { channel: { kind: 'weibo', form: 'comment' } } },
  ],
}
