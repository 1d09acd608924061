import { defineMetric } from '../define-metric.ts'
import { count } from '../shapes.ts'
import { knownBy } from '../spans.ts'

/** What somebody looked at. */
export const listeningVolume = defineMetric({
  id: 'listeningVolume',
  family: 'scale',
  stage: 1,
  unit: 'count',
  version: 1,
  over: 'item',
  title: { zh: '聆听数量', en: 'Listening volume' },
  formula: {
    zh: '期间内发布的来信中，已有人或规则浏览过的条数。',
    en: 'Of the inbound items published in the period, those that a person or a rule has browsed.',
  },
  exclusions: [{ zh: '我方自己的内容回流', en: 'Echoes of our own words' }],
  among: ({ kind }) => kind !== 'echo',
  parts: { '': { title: { zh: '聆听数量', en: 'Listening volume' }, shape: count } },
  contributions: ({ listenedAt }, view) =>
    knownBy(view, listenedAt) === undefined ? [] : [{ part: '', value: 1 }],
})
