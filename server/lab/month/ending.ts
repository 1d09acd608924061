import { MINUTE, SECOND } from './china-time.ts'
import { written, type Course } from './course.ts'
import type { EpisodePlan, ReplyPlan } from './month-plan.ts'

const LEFT_OPEN = 0.06
/** Answer and solve are one submit of the ticket: the solve then comes before the delivery. */
const SOLVED_WITH_REPLY = 0.55
const SOLVED_TWICE = 0.02
const SURVEYED = 0.6
const RATED = 0.38
const CHANGED_MIND = 0.05
const scores = { bitter: [18, 14, 20, 28, 20], mild: [3, 4, 9, 34, 50] }

/** How an answered episode ends: solved, most of the time, and asked about. */
export function ending(course: Course, reply: ReplyPlan): EpisodePlan {
  const { dice, isAlone, calendar, channel } = course.scene
  const told = reply.deliveredAt ?? reply.at
  if (dice.chance(LEFT_OPEN)) return written(course)
  const isAtOnce = dice.chance(SOLVED_WITH_REPLY)
  if (!isAtOnce && dice.chance(0.15)) {
    course.otherReplies.push({ ...reply, at: told + 4 * SECOND, deliveredAt: told + 6 * SECOND })
  }
  const first = isAtOnce
    ? reply.at + dice.whole(1, 250)
    : told + MINUTE + dice.around(35 * MINUTE, 1.1)
  const solves = [first]
  if (isAlone && dice.chance(SOLVED_TWICE)) {
    // Opened again by mistake: nobody has written.
    const opened = first + 5 * MINUTE
    course.asides.push({ type: 'reopened', at: opened })
    solves.push(opened + dice.around(9 * MINUTE, 0.5))
  }
  const end = { ...written(course), solves, mode: 'staff' as const }
  const last = Math.max(...solves, told)
  const isAsked = dice.chance(channel === 'wechat' ? SURVEYED : SURVEYED / 2)
  if (!isAsked || last > calendar.until) return end
  const surveyedAt = last + MINUTE
  return { ...end, surveyedAt, ratings: ratings(course, surveyedAt) }
}

function ratings({ scene }: Course, asked: number): EpisodePlan['ratings'] {
  const { dice, isBitter, isIncident } = scene
  if (!dice.chance(RATED)) return []
  const weights = isBitter || isIncident ? scores.bitter : scores.mild
  const at = asked + 10 * SECOND + dice.around(25 * MINUTE, 1)
  const first = { at, score: dice.weighted(weights) + 1 }
  if (!dice.chance(CHANGED_MIND)) return [first]
  return [first, { at: at + dice.around(30 * MINUTE, 0.6), score: dice.weighted(weights) + 1 }]
}
