import { MINUTE, SECOND } from './china-time.ts'
import { answerAfter, groupOf, type Answer } from './answers.ts'
import { burst, closer, readableAt } from './bursts.ts'
import { followUps } from './cast.ts'
import { beginCourse, written, type Course } from './course.ts'
import { ending } from './ending.ts'
import type { AsidePlan, EpisodePlan, ItemPlan, ReplyPlan } from './month-plan.ts'
import { moveBefore } from './moves.ts'
import type { Scene } from './scene.ts'

const furtherTurns = [58, 26, 11, 5]
const NEVER_ANSWERED_AGAIN = 0.03
const REFUSED = 0.025
/** The customer reads before writing on. */
const READING = 40 * SECOND

/** Somebody answers: turn by turn, through the groups, to its end. */
export function answered(
  scene: Scene,
  items: readonly ItemPlan[],
  asides: readonly AsidePlan[],
): EpisodePlan {
  const { dice } = scene
  const course = beginCourse(scene, asides)
  let reply = answerTurn(course, items, answerAfter(scene, readableAt(items)))
  const more = dice.weighted(furtherTurns)
  for (let i = 1; i <= more; i += 1) {
    const writes = toldAt(reply) + READING + dice.around(16 * MINUTE, 1.2)
    const again = burst(scene, writes, dice.pick(followUps))
    if (i === more && dice.chance(NEVER_ANSWERED_AGAIN)) {
      course.turns.push({ items: again })
      return written(course)
    }
    reply = answerTurn(course, again, answerAfter(scene, readableAt(again), 0.6))
  }
  if (dice.chance(0.45)) {
    course.closers.push(closer(scene, toldAt(reply) + READING + dice.around(3 * MINUTE, 1)))
  }
  return ending(course, reply)
}

const toldAt = ({ at, deliveredAt = at }: ReplyPlan): number => deliveredAt

function answerTurn(course: Course, items: readonly ItemPlan[], answer: Answer): ReplyPlan {
  const { scene, turns, otherReplies } = course
  const { dice } = scene
  moveBefore(course, readableAt(items), answer)
  besides(course, readableAt(items), answer)
  const who = { by: 'human', isPublic: true, agent: answer.agent, group: course.group } as const
  const due = turns.length === 0 ? onTheDot(scene, items, answer.at) : undefined
  let { at } = answer
  if (due === undefined && dice.chance(REFUSED)) {
    otherReplies.push({ ...who, at, failedAt: at + dice.whole(400, 8_000) })
    at += 30 * SECOND + dice.around(6 * MINUTE, 0.7)
  }
  const reply = { ...who, at, deliveredAt: due ?? at + dice.whole(350, 3_000) }
  turns.push({ items, reply })
  return reply
}

/** Now and then an answer is delivered on the very last moment of a target. */
function onTheDot(
  { dice, calendar }: Scene,
  items: readonly ItemPlan[],
  at: number,
): number | undefined {
  const { calendar: always, business } = calendar.schedule.targets.serviceLevelSeconds
  const due = (items[0]?.at ?? at) + dice.pick([always, business]) * SECOND
  return due >= at && due < at + 5 * MINUTE && dice.chance(0.8) ? due : undefined
}

/** Assignment, dispatch to the back office and back, notes: between reading and answering. */
function besides(course: Course, read: number, answer: Answer): void {
  const { scene, asides, otherReplies, turns } = course
  const { dice, topic } = scene
  const part = (share: number): number => read + Math.floor((answer.at - read) * share)
  const { agent } = answer
  if (turns.length === 0) {
    asides.push({ type: 'assigned', at: part(0.5), agent, group: groupOf(answer) })
  }
  const isSentOut = asides.some(({ type }) => type === 'dispatched')
  if (topic.needsHands && !isSentOut && dice.chance(0.14)) {
    asides.push({ type: 'dispatched', at: part(0.6), agent })
    asides.push({ type: 'returned', at: part(0.9), agent })
  }
  if (dice.chance(0.12)) {
    const at = part(0.8)
    otherReplies.push({
      at,
      deliveredAt: at,
      by: 'human',
      isPublic: false,
      agent,
      group: course.group,
    })
  }
}
