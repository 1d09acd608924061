import { defineMetric } from '../define-metric.ts'
import { share } from '../shapes.ts'
import { knownBy } from '../spans.ts'

/** How much customers solve for each other. */
export const peerResolvedShare = defineMetric({
  id: 'peerResolvedShare',
  family: 'efficiency',
  stage: 4,
  unit: 'share',
  version: 1,
  over: 'episode',
  title: { zh: '互助解决占比', en: 'Peer-resolved share' },
  formula: {
    zh: '由其他客户解决（解决方式标为用户互助）的诉求 ÷ 全部诉求，含未解决的。',
    en: 'Episodes solved by other customers (mode “peer”) ÷ all episodes, those not solved included.',
  },
  exclusions: [{ zh: '结束语和垃圾信息', en: 'Closers and spam' }],
  parts: { '': { title: { zh: '互助解决占比', en: 'Peer-resolved share' }, shape: share } },
  contributions: ({ solvedAt, mode }, view) => [
    { part: '', value: knownBy(view, solvedAt) !== undefined && mode === 'peer' ? 1 : 0 },
  ],
})
