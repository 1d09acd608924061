import type { LintContext } from '../../persona/context.ts'
import { momentIn } from '../../persona/moments.ts'

/** The next word promised to the customer. */
export interface Due {
  /** Epoch ms; undefined where nobody says what time it is. */
  readonly at: number | undefined
  /** As the reply says it: 今天18:00前. */
  readonly words: string
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** Beijing time, as everywhere in the rules. */
const offset = 8 * hour

const usualLeadMinutes = 120
const opensAt = 9
const closesAt = 21
/** After a night the first word needs a moment. */
const firstHour = 10
/** A promise is kept this long before the window closes, not in its last second. */
const spare = 15 * minute

function hourOf(at: number): number {
  return Math.floor(((at + offset) % day) / hour)
}

function dayStart(at: number): number {
  return Math.floor((at + offset) / day) * day - offset
}

/** The next full hour at which somebody is there to answer. */
function withinHours(at: number): number {
  const full = Math.ceil(at / hour) * hour
  const at24 = hourOf(full)
  if (at24 < opensAt) return dayStart(full) + firstHour * hour
  return at24 >= closesAt ? dayStart(full) + day + firstHour * hour : full
}

function wordsFor(at: number, now: number): string {
  const days = Math.round((dayStart(at) - dayStart(now)) / day)
  const name = ['今天', '明天', '后天'][days]
  const local = new Date(at + offset)
  const date = `${local.getUTCMonth() + 1}月${local.getUTCDate()}日`
  const clock = `${local.getUTCHours()}:${String(local.getUTCMinutes()).padStart(2, '0')}`
  return `${name ?? date}${clock}前`
}

/**
 * When the next word may be promised: never sooner than the agent's authority allows, within working
 * hours, and while the channel still takes a reply, if that can be kept.
 */
export function dueBy({ now, policy, authority, channel }: LintContext): Due {
  const at = momentIn(now)
  const lead = Math.max(
    policy?.progressMinutes ?? usualLeadMinutes,
    (authority?.fastestHours?.reply ?? 0) * 60,
  )
  if (at === undefined) return { at: undefined, words: `${Math.ceil(lead / 60)}小时内` }
  const wanted = withinHours(at + lead * minute)
  const end = momentIn(channel?.windowEndsAt)
  const last = end === undefined ? wanted : Math.floor((end - spare) / (15 * minute)) * 15 * minute
  const earliest = at + Math.max(30, (authority?.fastestHours?.reply ?? 0) * 60) * minute
  const due = last < wanted && last >= earliest ? last : wanted
  return { at: due, words: wordsFor(due, at) }
}
