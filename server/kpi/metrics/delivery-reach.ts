import { defineMetric } from '../define-metric.ts'
import { shareOfMany } from '../shapes.ts'

/** How many of our replies reach the customer (到达率). */
export const deliveryReach = defineMetric({
  id: 'deliveryReach',
  family: 'quality',
  stage: 2,
  unit: 'share',
  version: 1,
  over: 'episode',
  title: { zh: '送达率', en: 'Delivery reach' },
  formula: {
    zh: '送达的人工公开回复 ÷（送达的 + 发送失败的）；同一次诉求的每条回复各算一条。',
    en: 'Public human replies delivered ÷ (delivered + failed); each reply of an episode counts.',
  },
  exclusions: [
    { zh: '自动应答、机器人回复、内部备注', en: 'Acknowledgements, bots and internal notes' },
    { zh: '尚未确认送达的回复', en: 'Replies whose delivery is not known yet' },
  ],
  parts: { '': { title: { zh: '送达率', en: 'Delivery reach' }, shape: shareOfMany } },
  among: ({ humanReplies, failedReplies }) => humanReplies + failedReplies > 0,
  contributions: ({ humanReplies, failedReplies }) => [
    ...Array.from({ length: humanReplies }, () => ({ part: '', value: 1 })),
    ...Array.from({ length: failedReplies }, () => ({ part: '', value: 0 })),
  ],
})
