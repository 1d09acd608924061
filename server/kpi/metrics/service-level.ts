import { defineMetric } from '../define-metric.ts'
import type { EpisodeFact } from '../facts.ts'
import type { View } from '../metric.ts'
import { share } from '../shapes.ts'
import { isSolvedUnanswered, isWaiting, knownBy } from '../spans.ts'

type Span = (from: number, until: number) => number

/** 1 on time, 0 too late, undefined: not to be judged (yet). */
function verdict(episode: EpisodeFact, view: View, span: Span, limit: number): 0 | 1 | undefined {
  const repliedAt = knownBy(view, episode.firstReplyAt)
  if (repliedAt !== undefined) return span(episode.at, repliedAt) <= limit ? 1 : 0
  const until = knownBy(view, episode.abandonedAt) ?? view.asOf
  return span(episode.at, until) > limit ? 0 : undefined
}

/** How many first answers come within the agreed time. */
export const serviceLevel = defineMetric({
  id: 'serviceLevel',
  family: 'service',
  stage: 2,
  unit: 'share',
  version: 1,
  over: 'episode',
  title: { zh: '服务水平', en: 'Service level' },
  formula: {
    zh: '目标时间内（含）首次答复的诉求 ÷（已答复 + 等待已超过目标 + 超过目标后放弃）。从客户发布算到第一条人工回复送达。放弃指客户删除内容、取消关注，或有人标明无法答复。自然时间和工作时间的目标各算各的。',
    en: 'Episodes first answered within the target (the target itself included) ÷ (answered + waiting longer than the target + abandoned after the target). From the customer’s publication to the delivery of the first human reply. Abandoned: the customer deleted the post or unfollowed, or a person marked that no answer is possible. Calendar and working-time targets are judged apart.',
  },
  exclusions: [
    { zh: '等待尚未超过目标的诉求', en: 'Episodes that wait, but not yet longer than the target' },
    { zh: '目标时间内放弃的诉求', en: 'Episodes abandoned within the target' },
    {
      zh: '没有人工回复就解决的诉求（机器人、用户互助、自助）',
      en: 'Episodes solved without any human reply (bot, peer, self-service)',
    },
  ],
  among: (episode, view) => !isSolvedUnanswered(episode, view),
  parts: {
    calendar: { title: { zh: '自然时间', en: 'By the clock' }, shape: share },
    business: { title: { zh: '工作时间', en: 'Working time' }, shape: share },
  },
  contributions: (episode, view) => {
    const { calendar, business } = view.targets.serviceLevelSeconds
    const verdicts = {
      calendar: verdict(episode, view, (from, until) => until - from, calendar * 1000),
      business: verdict(episode, view, view.business.between, business * 1000),
    }
    return Object.entries(verdicts).flatMap(([part, value]) =>
      value === undefined ? [] : [{ part, value }],
    )
  },
  turnsAt: (episode, view) => {
    if (!isWaiting(episode, view)) return []
    const { calendar, business } = view.targets.serviceLevelSeconds
    // Too late is the first ms beyond the target.
    return [episode.at + calendar * 1000 + 1, view.business.after(episode.at, business * 1000 + 1)]
  },
})
