import type { InboxStore, ItemCount } from '../core/store/inbox.ts'
import { boundsOf } from './local-day.ts'

/**
 * How an inbound item stands. R1 browsed, R2 replied, R3 reached out to: final. `listened`: kept and told
 * to whom it concerns, no answer due (thanks, follows, menu taps). `with_agents`: in a ticket, an answer
 * is due. `quarantined`, `dead_letter`: before an admin. `unreadable`: kept word for word, see the log.
 * `none`: nobody has had it before them.
 */
export const standings = [
  'R1',
  'R2',
  'R3',
  'listened',
  'with_agents',
  'quarantined',
  'dead_letter',
  'unreadable',
  'none',
] as const
export type Standing = (typeof standings)[number]

/** A state this table does not know is seen by nobody. */
const byState: Readonly<Record<string, Standing | undefined>> = {
  recorded: 'listened',
  quarantined: 'quarantined',
  dead: 'dead_letter',
}

export function standingOf(item: Omit<ItemCount, 'n'>): Standing {
  const { state, disposition, isAnswerable, isUnreadable } = item
  if (disposition) return disposition
  if (isUnreadable && state === 'recorded') return 'unreadable'
  if (state === 'filed') return isAnswerable ? 'with_agents' : 'listened'
  return byState[state] ?? 'none'
}

export interface DispositionReport {
  readonly day: string
  readonly items: number
  readonly dispositions: Readonly<Record<Exclude<Standing, 'none'>, number>>
  /** Items nobody has had before them (mission row S0-40): 0 once a day is over and all is well. */
  readonly without: number
  /** The oldest of them. */
  readonly missing: Awaited<ReturnType<InboxStore['unseenItems']>>
}

const mostShown = 100

/** What became of everything that came in on one day `YYYY-MM-DD` of a time zone. */
export async function dispositionReport(
  inbox: Pick<InboxStore, 'countItems' | 'unseenItems'>,
  tenant: string,
  { day, timeZone }: { readonly day: string; readonly timeZone: string },
): Promise<DispositionReport> {
  const span = boundsOf(day, timeZone)
  const counted = await inbox.countItems(tenant, span)
  const numbers = Object.fromEntries(standings.map((name) => [name, 0])) as Record<Standing, number>
  for (const item of counted) numbers[standingOf(item)] += item.n
  const { none: without, ...dispositions } = numbers
  const missing = without > 0 ? await inbox.unseenItems(tenant, { ...span, limit: mostShown }) : []
  const items = counted.reduce((sum, { n }) => sum + n, 0)
  return { day, items, dispositions, without, missing }
}
