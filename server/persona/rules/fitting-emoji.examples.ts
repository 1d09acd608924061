import type { LintContext } from '../context.ts'
import type { RuleExamples } from '../rule.ts'

const angry: LintContext = { customer: { mood: { polarity: 'negative', anger: 2 } } }
const sad: LintContext = { customer: { mood: { polarity: 'negative', anger: 0 } } }
const complaint: LintContext = { ticket: { type: 'complaint' } }
const lost: LintContext = { inbound: [{ text: '我妈住院了，手机又弄丢了，能停机吗' }] }
const none: LintContext = { channel: { kind: 'weibo', emojiBudget: 0 } }
const one: LintContext = { channel: { kind: 'wechat', emojiBudget: 1 } }
const happy: LintContext = { customer: { mood: { polarity: 'positive', anger: 0 } } }

export const examples: RuleExamples = {
  flagged: [
    { draft: '抱歉让您久等😂今天发出。', context: angry },
    { draft: '对不起[doge]明天一定到。', context: angry },
    { draft: '马上处理[哈哈]', context: angry },
    { draft: '已经在查啦😜', context: angry },
    { draft: '停电我们也热🤣', context: sad },
    { draft: '师傅迟到了[允悲]14:00到。', context: complaint },
    { draft: '退款今天到账🎉', context: complaint },
    { draft: '号码已停机[偷笑]', context: lost },
    { draft: '已经帮您挂失😎', context: lost },
    { draft: '赔您一个新的[吃瓜]', context: complaint },
    { draft: '好哒😀😀😀😀' },
    { draft: '谢谢您🌹🌹🌹🌹🌹' },
    { draft: '新品来啦🎉🎉🎉🔥' },
    { draft: '[微笑][微笑][微笑][微笑]已处理' },
    { draft: '收到🙏', context: none },
    { draft: '收到[抱拳]', context: none },
    { draft: '谢谢😊❤️', context: one },
    { draft: '明天见👋🏻👋🏻', context: one },
    { draft: '一家人👨‍👩‍👧🇨🇳齐上阵', context: one },
    { draft: '好的😄，您的投诉已登记。', context: angry },
    { draft: '😂', context: angry },
  ],
  passing: [
    { draft: '抱歉让您久等🙏今天发出。', context: angry },
    { draft: '对不起[抱拳]明天一定到。', context: angry },
    { draft: '心疼您[拥抱]号码已停机。', context: lost },
    { draft: '谢谢夸奖😊 有需要随时找小居。', context: happy },
    { draft: '恭喜乔迁🎉', context: happy },
    { draft: '新品来啦🎉🎉🎉' },
    { draft: '一家人👨‍👩‍👧齐上阵', context: one },
    { draft: '明天见👋🏻', context: one },
    { draft: '微桥通信®，1号线™，©2026', context: none },
    { draft: '已处理[图片]', context: none },
    { draft: '请看说明[链接][视频]', context: one },
    { draft: '今天14:00修好。', context: none },
    { draft: '拨打10099，按1#键', context: none },
    { draft: '选[1]或[2]都可以', context: none },
    { draft: '哈哈，您说得对。', context: happy },
    { draft: '[微笑]已经退回。' },
    { draft: '您的服务编号是FW260512031。', context: angry },
    { draft: '好哒😂😂', context: happy },
    { draft: '', context: angry },
    { draft: '收到❤️', context: angry },
  ],
}
