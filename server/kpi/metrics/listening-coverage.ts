import { defineMetric } from '../define-metric.ts'
import { share } from '../shapes.ts'
import { knownBy } from '../spans.ts'

/** How much of what reached us somebody looked at. */
export const listeningCoverage = defineMetric({
  id: 'listeningCoverage',
  family: 'scale',
  stage: 2,
  unit: 'share',
  version: 1,
  over: 'item',
  title: { zh: '聆听覆盖率', en: 'Listening coverage' },
  formula: {
    zh: '有人或规则浏览过的来信 ÷ 诉求量（期间内发布的全部来信）。',
    en: 'Inbound items that a person or a rule has browsed ÷ demand volume (all items published in the period).',
  },
  exclusions: [{ zh: '我方自己的内容回流', en: 'Echoes of our own words' }],
  among: ({ kind }) => kind !== 'echo',
  parts: { '': { title: { zh: '聆听覆盖率', en: 'Listening coverage' }, shape: share } },
  contributions: ({ listenedAt }, view) => [
    { part: '', value: knownBy(view, listenedAt) === undefined ? 0 : 1 },
  ],
})
