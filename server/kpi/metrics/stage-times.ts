import { defineMetric } from '../define-metric.ts'
import type { EpisodeFact } from '../facts.ts'
import type { View } from '../metric.ts'
import { durations } from '../shapes.ts'
import { knownBy } from '../spans.ts'

/** Where each stage ends, none before the one before it and none after the solve. Epoch ms. */
function endsOf(episode: EpisodeFact, view: View): readonly number[] | undefined {
  const known = (at: number | undefined): number | undefined => knownBy(view, at)
  const [repliedAt, solvedAt] = [known(episode.firstReplyAt), known(episode.solvedAt)]
  if (repliedAt === undefined || solvedAt === undefined) return undefined
  let last = episode.at
  const until = (at: number | undefined): number =>
    (last = Math.max(last, Math.min(at ?? Infinity, solvedAt)))
  return [
    until(Math.min(known(episode.assignedAt) ?? repliedAt, repliedAt)),
    until(repliedAt),
    until(known(episode.dispatchedAt)),
    until(known(episode.returnedAt)),
    until(solvedAt),
  ]
}

const stages = ['wait', 'firstTouch', 'work', 'dispatch', 'close'] as const

/** Where the time of a solved episode goes: stretches that leave nothing out and overlap nowhere. */
export const stageTimes = defineMetric({
  id: 'stageTimes',
  family: 'efficiency',
  stage: 3,
  unit: 'ms',
  version: 1,
  over: 'episode',
  title: { zh: '各阶段用时', en: 'Time by stage' },
  formula: {
    zh: '从客户发布到首次解决，分成首尾相接的五段：等待（到分配或首次回复，取早）、首次接触（到首次回复送达）、处理（到派单后台，未派单则到解决）、后台（到退回，未退回则到解决）、收尾（到解决）。每段最早从上一段结束算起，因此各段均值之和等于总均值；中位数不能相加。自然时间。',
    en: 'From the customer’s publication to the first solve in five stretches, each beginning where the one before ends: wait (until the assignment or the first reply, whichever is earlier), first touch (until the first reply is delivered), work (until it is dispatched to a back office, else the solve), dispatch (until it is returned, else the solve), close (until the solve). The means add up to the mean of the whole; medians do not. By the clock.',
  },
  exclusions: [
    {
      zh: '未解决或没有人工回复的诉求，只计入覆盖率的分母',
      en: 'Episodes not solved, or without a human reply; they only lower the coverage',
    },
    {
      zh: '首次回复之前派单的时间，计入首次接触',
      en: 'Time with a back office before the first reply: it is part of first touch',
    },
  ],
  parts: {
    total: { title: { zh: '合计', en: 'Whole' }, shape: durations },
    wait: { title: { zh: '等待', en: 'Wait' }, shape: durations },
    firstTouch: { title: { zh: '首次接触', en: 'First touch' }, shape: durations },
    work: { title: { zh: '处理', en: 'Work' }, shape: durations },
    dispatch: { title: { zh: '后台', en: 'Dispatch' }, shape: durations },
    close: { title: { zh: '收尾', en: 'Close' }, shape: durations },
  },
  contributions: (episode, view) => {
    const ends = endsOf(episode, view)
    if (!ends) return []
    const spans = ends.map((end, i) => end - (ends[i - 1] ?? episode.at))
    return [
      { part: 'total', value: spans.reduce((sum, span) => sum + span, 0) },
      ...stages.map((part, i) => ({ part, value: spans[i] ?? 0 })),
    ]
  },
})
