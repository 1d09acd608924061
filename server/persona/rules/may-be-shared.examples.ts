import type { LintContext } from '../context.ts'
import type { RuleExamples } from '../rule.ts'

const solved: LintContext = {
  ticket: { status: 'solved' },
  customer: { mood: { polarity: 'positive', anger: 0 } },
}
const closed: LintContext = { ...solved, ticket: { type: 'praise', status: 'closed' } }
const open: LintContext = { ...solved, ticket: { status: 'open' } }
const neutral: LintContext = {
  ticket: { status: 'solved' },
  customer: { mood: { polarity: 'neutral', anger: 0 } },
}

const said = (context: LintContext, drafts: readonly string[]): RuleExamples['flagged'] =>
  drafts.map((draft) => ({ draft, context }))

export const examples: RuleExamples = {
  flagged: [
    ...said(solved, [
      '谢谢夸奖，住得舒服最要紧。',
      '收到您的好消息，小桥也放心了。',
      '来电就好！有需要随时找小明。',
      '退款到账了就好，谢谢您的耐心。',
      '修好了就好，祝您用得开心。',
      '手机搬家成功，恭喜您。',
      '43码合脚就好。',
      '网速正常就放心了。',
      '不客气，这是我们该做的。',
      '谢谢您，师傅听到一定很高兴。',
    ]),
    ...said(closed, [
      '谢谢您的好评！',
      '祝您新家住得开心。',
      '您的表扬已转给抢修师傅。',
      '谢谢您一直信任小集。',
      '能帮上忙真好。',
      '谢谢，周末愉快。',
      '水费核对清楚了，谢谢您配合。',
      '礼盒赶上生日，太好了。',
      '窗帘装好了，谢谢您等我们。',
      '哈哈，谢谢！',
    ]),
  ],
  passing: [
    ...said(open, [
      '谢谢夸奖，还有一件在路上，20日到。',
      '收到，我们继续跟进。',
      '修好后我告诉您。',
      '谢谢您的耐心。',
      '明天10:00安装。',
    ]),
    ...said(neutral, [
      '退款已到账。',
      '已经处理好了。',
      '不客气。',
      '修好了，请您试试。',
      '有需要随时找小桥。',
    ]),
    ...said(solved, [
      '谢谢夸奖！方便的话，可以把这次经历分享给大家吗？',
      '欢迎晒晒您的新家。',
      '喜欢的话请给个好评。',
      '可以公开您的好评吗？我们会隐去姓名。',
      '',
    ]),
    { draft: '谢谢夸奖！' },
    { draft: '谢谢夸奖！', context: { ticket: { status: 'solved' } } },
    { draft: '谢谢！', context: { customer: { mood: { polarity: 'positive', anger: 0 } } } },
    {
      draft: '抱歉让您生气了，已经修好。',
      context: {
        ticket: { status: 'solved' },
        customer: { mood: { polarity: 'negative', anger: 2 } },
      },
    },
    { draft: '好的', context: { ...solved, ticket: { status: 'pending' } } },
  ],
}
