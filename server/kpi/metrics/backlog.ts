import { defineMetric } from '../define-metric.ts'
import type { EpisodeFact } from '../facts.ts'
import type { View } from '../metric.ts'
import { count } from '../shapes.ts'
import { isWaiting, knownBy } from '../spans.ts'

const isOpen = ({ solvedAt, abandonedAt }: EpisodeFact, view: View): boolean =>
  knownBy(view, solvedAt) === undefined && knownBy(view, abandonedAt) === undefined

const lateAt = ({ at }: EpisodeFact, { targets }: View): number =>
  at + targets.serviceLevelSeconds.calendar * 1000 + 1

/** What is still to be done. */
export const backlog = defineMetric({
  id: 'backlog',
  family: 'efficiency',
  stage: 2,
  unit: 'count',
  version: 1,
  over: 'episode',
  isStanding: true,
  title: { zh: '积压', en: 'Backlog' },
  formula: {
    zh: '统计时刻（或期间结束时）既未解决也未放弃的诉求数；其中尚无人工回复的，以及从客户发布起已超过服务水平自然时间目标的。不论何时开始都计入。',
    en: 'Episodes neither solved nor abandoned at the moment of the report (or the end of the period); of these, those without a human reply, and those older than the calendar target of the service level, from the customer’s publication. Whenever they began.',
  },
  exclusions: [{ zh: '结束语和垃圾信息', en: 'Closers and spam' }],
  parts: {
    '': { title: { zh: '未完结', en: 'Open' }, shape: count },
    unanswered: { title: { zh: '尚无人工回复', en: 'Without a human reply' }, shape: count },
    late: { title: { zh: '超过目标', en: 'Older than the target' }, shape: count },
  },
  contributions: (episode, view) => {
    if (!isOpen(episode, view)) return []
    return [
      { part: '', value: 1 },
      ...(isWaiting(episode, view) ? [{ part: 'unanswered', value: 1 }] : []),
      ...(lateAt(episode, view) <= view.asOf ? [{ part: 'late', value: 1 }] : []),
    ]
  },
  turnsAt: (episode, view) => (isOpen(episode, view) ? [lateAt(episode, view)] : []),
})
