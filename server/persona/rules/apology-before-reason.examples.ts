import type { RuleExamples } from '../rule.ts'

const complaint = { ticket: { type: 'complaint' } } as const
const question = { ticket: { type: 'question' } } as const
const solved = { ticket: { type: 'complaint', status: 'solved' } } as const
const apologised = {
  ...complaint,
  earlier: [{ from: 'brand', text: '非常抱歉，耽误您了。' }],
} as const

export const examples: RuleExamples = {
  flagged: [
    { draft: '因为货车故障，沙发晚到了，对不起。', context: complaint },
    { draft: '由于仓库爆单，发货延迟。抱歉让您久等。', context: complaint },
    { draft: '延误系天气原因所致，我们深表歉意。', context: complaint },
    { draft: '因系统升级，账单出错，抱歉。', context: complaint },
    { draft: '原因是光缆被挖断。对不起，明天修好。', context: complaint },
    { draft: '停电是因为变压器故障，抱歉。', context: complaint },
    { draft: '货车故障，下午送到。', context: complaint },
    { draft: '您好，已登记，明天处理。', context: complaint },
    { draft: '因为师傅临时请假，今天没去成，不好意思。', context: complaint },
    { draft: '由于银行系统维护，退款晚了两天，抱歉。', context: complaint },
    { draft: '快递爆仓导致延误，实在抱歉。', context: complaint },
    { draft: '38元是彩铃费。', context: complaint },
    { draft: '明天上门检修。', context: complaint },
    { draft: '由于工作人员操作原因，订单漏发，抱歉。', context: complaint },
    { draft: '您好，退款3天到账。', context: complaint },
    { draft: '因台风影响，航班取消，包裹晚到，抱歉给您添麻烦。', context: complaint },
    { draft: '请提供订单号。', context: complaint },
    { draft: '这批货质检延期，所以没发。', context: complaint },
    { draft: '起因是配件缺货，对不起让您等。', context: complaint },
    { draft: '原因是基站断电，14:00恢复。', context: complaint },
    { draft: '包裹今天补发。', context: complaint },
  ],
  passing: [
    { draft: '对不起，沙发晚到了，因为货车半路故障，今天14:00送到。', context: complaint },
    { draft: '抱歉让您久等，仓库爆单导致发货延迟，今天发出。', context: complaint },
    { draft: '让您空等一下午，实在抱歉。原因是师傅的车坏了。', context: complaint },
    { draft: '您的心情我理解，这笔费用是因为误订，今天退。', context: complaint },
    { draft: '给您添麻烦了，由于线路老化停电，21:00恢复。', context: complaint },
    { draft: '您批评得对，我们漏登记了，所以没人上门。', context: complaint },
    { draft: '耽误您了，明天10点上门。', context: complaint },
    { draft: '非常抱歉，账单多了38元，今天退回。', context: complaint },
    { draft: '由于我们的疏忽给您带来不便，深表歉意。', context: complaint },
    { draft: '换谁都会生气，是我们没跟进。', context: complaint },
    { draft: '真不好意思，货发错了，今天补发。', context: complaint },
    { draft: '抱歉，停电是因为变压器故障。', context: complaint },
    { draft: '碎了四个太扫兴了，抱歉，今天补发。', context: complaint },
    { draft: '停水一天，您受累了，管道爆裂导致的，今晚修好。', context: complaint },
    { draft: '因为线路检修，今天停电。', context: question },
    { draft: '由于库存不足，15日补货。', context: question },
    { draft: '包裹今天补发。', context: solved },
    { draft: '包裹今天补发，单号发您。', context: apologised },
    { draft: '因为货车故障，下午送到。' },
    {
      draft: '不客气，再见。',
      context: { ticket: { type: 'complaint' }, inbound: [{ text: '好的谢谢' }] },
    },
    { draft: '明天上门检修。', context: question },
  ],
}
