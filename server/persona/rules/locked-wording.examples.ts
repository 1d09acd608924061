import type { LintContext } from '../context.ts'
import type { RuleExamples } from '../rule.ts'

const first = '我们已下架涉及批次，并联系每一位买家退款。最新说明见官方公告。'
const second = '停水原因已查明，预计18:00恢复。进展请看官方公告。'
const roster = { code: '^J03', codes: ['^J03', '^J08'] }
const on: LintContext = { crisis: { on: true, locked: [first, second] }, roster }
const noRoster: LintContext = { crisis: { on: true, locked: [first] } }
const everywhere: LintContext = {
  crisis: { on: true, locked: [first], scope: 'all' },
  channel: { kind: 'wechat', visibility: 'private' },
}
const inPrivate: LintContext = { ...on, channel: { kind: 'wechat', visibility: 'private' } }
const off: LintContext = { crisis: { on: false, locked: [first] }, roster }
const empty: LintContext = { crisis: { on: true, locked: [] } }

export const examples: RuleExamples = {
  flagged: [
    { draft: '都是谣言，放心用。', context: on },
    { draft: '我们很重视，正在调查。', context: on },
    { draft: '我们已下架涉及批次，并联系每一位买家退款。', context: on },
    { draft: `您好，${first}`, context: on },
    { draft: `${first}抱歉给您添麻烦。`, context: on },
    { draft: first.replace('每一位', '所有'), context: on },
    { draft: first.replace('。最新', '，最新'), context: on },
    { draft: `${first}${second}`, context: on },
    { draft: `${first} ^J08`, context: on },
    { draft: first.replace('，', ', '), context: on },
    { draft: '您的订单今天发出，20日送达。', context: on },
    { draft: '停水原因已查明，预计19:00恢复。进展请看官方公告。', context: on },
    { draft: `【声明】${second}`, context: on },
    { draft: `${second}🙏`, context: on },
    { draft: '^J03', context: { ...on, attachments: [{ kind: 'image' }] } },
    { draft: '好的', context: on },
    { draft: '请私信我们订单尾号。', context: everywhere },
    { draft: `亲，${first}`, context: everywhere },
    { draft: '请看官方公告。', context: empty },
    { draft: '谢谢关注。', context: noRoster },
    { draft: first.replace('退款', '退\n款'), context: on },
  ],
  passing: [
    { draft: first, context: on },
    { draft: second, context: on },
    { draft: `  ${first}\n`, context: on },
    { draft: `${first}^J03`, context: on },
    { draft: `${first} ^J03 `, context: on },
    { draft: `${second} ＾j03`, context: on },
    { draft: `${second}\n^J03`, context: on },
    { draft: `^J03 ${second}`, context: on },
    { draft: `\u3000${second}\u3000`, context: on },
    { draft: first, context: noRoster },
    { draft: `${first} ^A17`, context: noRoster },
    { draft: first, context: everywhere },
    { draft: `${first}\r\n`, context: everywhere },
    { draft: '您的订单今天发出，20日送达。', context: inPrivate },
    { draft: '请私信我们订单尾号。', context: inPrivate },
    { draft: '都可以退款，您放心。', context: off },
    { draft: '您好，今天18:00前给您答复。', context: off },
    { draft: '您好，今天18:00前给您答复。' },
    { draft: '', context: on },
    { draft: '  \n ', context: on },
    { draft: `${first} ^J03 ^J03`, context: on },
  ],
}
