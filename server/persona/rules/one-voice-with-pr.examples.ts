import type { LintContext } from '../context.ts'
import type { RuleExamples } from '../rule.ts'

function onlyPr(id: string, words: readonly string[], asked?: string): LintContext {
  const topics = [{ id, words, verdict: 'pr' as const }]
  return asked === undefined ? { topics } : { topics, inbound: [{ text: asked }] }
}
const launch = onlyPr('新机', ['M5', '新机'], 'M5什么时候出？会不会涨价')
const merger = onlyPr('并购', ['并购', '收购'])
const layoffs = onlyPr('裁员', ['裁员'], '听说你们在裁员？')
const spokesman = onlyPr('代言人', ['代言人', '代言'])
const recall = onlyPr('召回', ['召回'])
const lawsuit = onlyPr('诉讼', ['诉讼', '官司'])

export const examples: RuleExamples = {
  flagged: [
    { draft: 'M5预计9月发布，价格和上一代差不多。', context: launch },
    { draft: '悄悄告诉您，M5有三个颜色。', context: launch },
    { draft: '9月发布，起售价大概3999。', context: launch },
    { draft: 'M5不会涨价的，您放心。', context: launch },
    { draft: '新机的拍照绝对惊艳，官方公告很快出。', context: launch },
    { draft: '关于M5，下个月就能买到了。', context: launch },
    { draft: 'M 5的续航比M4长。', context: launch },
    { draft: '收购已经谈妥，客户权益不受影响。', context: merger },
    { draft: '网上说的并购都是谣言。', context: merger },
    { draft: '我们没有并购计划。', context: merger },
    { draft: '并购以后套餐会更便宜。', context: merger },
    { draft: '我们没有裁员，只是正常的人员调整。', context: layoffs },
    { draft: '是真的，上周走了一批人。', context: layoffs },
    { draft: '裁员只涉及外包同事。', context: layoffs },
    { draft: '代言人已经解约了，您可以放心购买。', context: spokesman },
    { draft: '代言人的事是他的个人行为，和我们无关。', context: spokesman },
    { draft: '您这一批不在召回范围内。', context: recall },
    { draft: '抱歉让您担心，召回是因为电池有隐患。', context: recall },
    { draft: '官司我们一定会赢。', context: lawsuit },
    { draft: '这起诉讼是对方恶意碰瓷，详情看官方声明。', context: lawsuit },
    { draft: '至于诉讼，法院还没开庭，我们很有信心。', context: lawsuit },
    { draft: '感谢关注，M5确实比上一代强。', context: launch },
  ],
  passing: [
    { draft: '谢谢您的期待，M5的消息请以官方公告为准。', context: launch },
    { draft: 'M5目前没有可以透露的信息，请留意官方微博。', context: launch },
    { draft: '小微也很期待新机，一有公告就来告诉您。', context: launch },
    { draft: '您最期待新机的哪方面？我们转达给产品同事。', context: launch },
    { draft: '关于M5，请关注官网公告。M4现在有货，要不要先看看？', context: launch },
    { draft: '您对M5的建议已经记下，会转给产品团队，谢谢。', context: launch },
    { draft: '您好，M4电池5000毫安时，充满约50分钟。', context: launch },
    { draft: '并购的情况我们不便评论，请以公司公告为准。', context: merger },
    { draft: '您问的收购，官网有说明，请您查阅。', context: merger },
    { draft: '您的套餐仍按合同执行，每月99元。', context: merger },
    { draft: '感谢您的关心，裁员相关的问题请以官方通报为准。', context: layoffs },
    { draft: '您的退款不受影响，今天18:00前到账。', context: layoffs },
    { draft: '代言人的话题请看官方声明。您的订单今天发出。', context: spokesman },
    { draft: '抱歉，代言的事我们这边没有收到通知，无法答复。', context: spokesman },
    { draft: '召回的批次和办理方式，请看官方公告里的说明。', context: recall },
    { draft: '请不要轻信网上关于召回的传言，以官网公告为准。', context: recall },
    { draft: '您的担心我们理解，诉讼进展请关注官方声明。', context: lawsuit },
    { draft: '官司的事我们不做回应，您的维修9月5日完成。', context: lawsuit },
    { draft: 'M50充电器有货，39元。', context: launch },
    { draft: '并购下月完成。' },
    { draft: '新机发布会的直播入口会在官方微博公布，敬请关注。', context: launch },
    { draft: '理解您想早点知道M5的价格，公布后小微第一时间告诉您。', context: launch },
  ],
}
