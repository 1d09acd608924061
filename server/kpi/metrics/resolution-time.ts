import { defineMetric } from '../define-metric.ts'
import { durations } from '../shapes.ts'
import { bothClocks, knownBy } from '../spans.ts'

/** How long it takes until the matter is settled. */
export const resolutionTime = defineMetric({
  id: 'resolutionTime',
  family: 'service',
  stage: 2,
  unit: 'ms',
  version: 1,
  over: 'episode',
  title: { zh: '解决时间', en: 'Resolution time' },
  formula: {
    zh: '从一次诉求的第一条可答复消息发布，到第一次解决（首次解决）或最后一次解决（完全解决）。没有人工回复就解决的（机器人、用户互助、自助）也计入。',
    en: 'From the publication of an episode’s first answerable message to its first solve (first) or its last one (full). Episodes solved without a human reply (bot, peer, self-service) count too.',
  },
  exclusions: [
    {
      zh: '未解决的诉求，只计入覆盖率的分母',
      en: 'Episodes not solved yet; they only lower the coverage',
    },
  ],
  parts: {
    'first.calendar': {
      title: { zh: '首次解决（自然时间）', en: 'First, by the clock' },
      shape: durations,
    },
    'first.business': {
      title: { zh: '首次解决（工作时间）', en: 'First, working time' },
      shape: durations,
    },
    'full.calendar': {
      title: { zh: '完全解决（自然时间）', en: 'Full, by the clock' },
      shape: durations,
    },
    'full.business': {
      title: { zh: '完全解决（工作时间）', en: 'Full, working time' },
      shape: durations,
    },
  },
  contributions: ({ at, solvedAt, lastSolvedAt }, view) => {
    const [first, last] = [knownBy(view, solvedAt), knownBy(view, lastSolvedAt)]
    if (first === undefined) return []
    return [
      ...bothClocks('first.', [at, first], view),
      ...bothClocks('full.', [at, last ?? first], view),
    ]
  },
})
