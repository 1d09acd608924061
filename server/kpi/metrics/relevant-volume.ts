import { defineMetric } from '../define-metric.ts'
import { count } from '../shapes.ts'
import { knownBy } from '../spans.ts'

/** What was looked at and needs handling. */
export const relevantVolume = defineMetric({
  id: 'relevantVolume',
  family: 'scale',
  stage: 1,
  unit: 'count',
  version: 1,
  over: 'item',
  title: { zh: '相关数量', en: 'Relevant volume' },
  formula: {
    zh: '已浏览的来信中，判定为诉求（需要处理）的条数。',
    en: 'Of the inbound items that were browsed, those judged to be demands (needing handling).',
  },
  exclusions: [
    { zh: '结束语、垃圾信息、我方内容回流', en: 'Closers, spam and echoes of our own words' },
  ],
  among: ({ kind, listenedAt }, view) => kind !== 'echo' && knownBy(view, listenedAt) !== undefined,
  parts: { '': { title: { zh: '相关数量', en: 'Relevant volume' }, shape: count } },
  contributions: ({ kind }) => (kind === 'demand' ? [{ part: '', value: 1 }] : []),
})
