import { DAY, MINUTE, SECOND } from './china-time.ts'
import { isNight } from './arrivals.ts'
import { dayAgents, leaver, nightAgent, type MonthAgent, type MonthGroup } from './cast.ts'
import type { Scene } from './scene.ts'

export interface Answer {
  readonly at: number
  readonly agent: string
  readonly isNightShift: boolean
}

const dayShares = [45, 35, 20]
/** Of what comes in while the office is closed, so much does not wait until it opens. */
const DUTY = { night: 0.55, day: 0.8 }
/** The pile of the night is worked off over the morning. */
const MORNING_PILE = 70 * MINUTE
/** Who stands in a public queue is looked after later. */
const PUBLIC_PACE = 1.6
const INCIDENT_PACE = 3.2

/** Who answers what came in by then, and when. `hurry`: below 1 where the agent already knows the matter. */
export function answerAfter(scene: Scene, from: number, hurry = 1): Answer {
  const { dice, calendar } = scene
  const agent = dayAgents[dice.weighted(dayShares)] ?? nightAgent
  const pace = (median: number): number =>
    20 * SECOND + dice.around(median * paceOf(scene, from) * hurry, 0.8)

  const soon = from + pace(agent.pace)
  if (calendar.isOpen(from) && calendar.isOpen(soon)) return byDay(scene, agent, soon)
  // Either nobody was there, or the shift ended before it was this one's turn.
  const handedOver = calendar.isOpen(from) ? soon : from
  if (dice.chance(isNight(handedOver) ? DUTY.night : DUTY.day)) {
    return { at: handedOver + pace(nightAgent.pace), agent: nightAgent.name, isNightShift: true }
  }
  return byDay(scene, agent, calendar.nextOpening(handedOver) + pace(MORNING_PILE + agent.pace))
}

function paceOf({ calendar, isPublic, isIncident }: Scene, at: number): number {
  const { from, until } = calendar.incident
  const isBusy = isIncident && at >= from && at < until + DAY / 2
  return (isPublic ? PUBLIC_PACE : 1) * (isBusy ? INCIDENT_PACE : 1)
}

function byDay({ calendar }: Scene, { name }: MonthAgent, at: number): Answer {
  const isGone = name === leaver && at >= calendar.farewell
  return { at, agent: isGone ? (dayAgents[0]?.name ?? name) : name, isNightShift: false }
}

/** The group that stands behind an answer of first line or night shift. */
export const groupOf = ({ isNightShift }: Answer): MonthGroup => (isNightShift ? '夜班' : '一线')
