import { defineMetric } from '../define-metric.ts'
import { durations } from '../shapes.ts'
import { bothClocks, knownBy } from '../spans.ts'

/** How soon somebody owns it. */
export const assignmentTime = defineMetric({
  id: 'assignmentTime',
  family: 'efficiency',
  stage: 2,
  unit: 'ms',
  version: 1,
  over: 'episode',
  title: { zh: '分配时间', en: 'Assignment time' },
  formula: {
    zh: '从一次诉求进入系统，到第一次分配给客服。',
    en: 'From an episode’s first message entering the relay to its first assignment to an agent.',
  },
  exclusions: [
    {
      zh: '尚未分配的诉求，只计入覆盖率的分母',
      en: 'Episodes not assigned yet; they only lower the coverage',
    },
  ],
  parts: {
    calendar: { title: { zh: '自然时间', en: 'By the clock' }, shape: durations },
    business: { title: { zh: '工作时间', en: 'Working time' }, shape: durations },
  },
  contributions: ({ enteredAt, assignedAt }, view) => {
    const until = knownBy(view, assignedAt)
    return until === undefined ? [] : bothClocks('', [enteredAt, until], view)
  },
})
