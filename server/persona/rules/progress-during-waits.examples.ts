import type { RuleExamples } from '../rule.ts'

const late = {
  now: '2026-05-12T10:00:00+08:00',
  ticket: { status: 'pending', waitingSince: '2026-05-10T10:00:00+08:00' },
  policy: { progressMinutes: 1440 },
} as const
const early = { ...late, now: '2026-05-10T12:00:00+08:00' } as const
const solved = { ...late, ticket: { ...late.ticket, status: 'solved' } } as const
const noPolicy = { ...late, policy: {} } as const

export const examples: RuleExamples = {
  flagged: [
    { draft: '请耐心等待。', context: late },
    { draft: '您好，处理中。', context: late },
    { draft: '我们会尽快处理。', context: late },
    { draft: '抱歉让您久等。', context: late },
    { draft: '已收到您的反馈。', context: late },
    { draft: '感谢您的理解。', context: late },
    { draft: '维修中，请等待。', context: late },
    { draft: '稍后回复您。', context: late },
    { draft: '还在处理，请放心。', context: late },
    { draft: '有结果会通知您。', context: late },
    { draft: '您的问题我们很重视。', context: late },
    { draft: '会继续跟进。', context: late },
    { draft: '请稍等。', context: late },
    { draft: '已反馈相关部门。', context: late },
    { draft: '现在处理中，请等一等。', context: late },
    { draft: '抱歉，请您谅解。', context: late },
    { draft: '收到，会催一下。', context: late },
    { draft: '好的。', context: late },
    { draft: '请您放心，不会忘的。', context: late },
    { draft: '我们一直在努力。', context: late },
    { draft: '正在处理中。', context: late },
  ],
  passing: [
    { draft: '主板已经到货，明天换上。', context: late },
    { draft: '目前卡在等配件，5月14日到。', context: late },
    { draft: '明天18:00前给您结果。', context: late },
    { draft: '24小时内回复您。', context: late },
    { draft: '检测完成了，屏幕没有问题。', context: late },
    { draft: '已提交银行，3个工作日到账。', context: late },
    { draft: '现在师傅在现场抢修，预计14:00恢复。', context: late },
    { draft: '还在等主板到货，到了当天修好。', context: late },
    { draft: '今天上午查到包裹在杭州仓。', context: late },
    { draft: '退款审核通过了，明天到账。', context: late },
    { draft: '已经修好，随时来取。', context: late },
    { draft: '正在更换变压器，21:00送电。', context: late },
    { draft: '目前进行到第三步复检，周五出报告。', context: late },
    { draft: '刚刚和仓库确认，今晚发出。', context: late },
    { draft: '订单已补发，单号发您。', context: late },
    { draft: '请耐心等待。', context: early },
    { draft: '处理中。', context: early },
    { draft: '请耐心等待。', context: solved },
    { draft: '请耐心等待。', context: noPolicy },
    { draft: '请耐心等待。' },
  ],
}
