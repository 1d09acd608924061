import { hash } from 'node:crypto'
import type { KpiCircle, KpiFacts } from '../core/store/index.ts'
import { deriveFacts } from '../kpi/derive.ts'
import { knownAt } from '../kpi/event-order.ts'
import type { Fact } from '../kpi/facts.ts'
import { createJournalReader } from '../kpi/from-journal.ts'
import type { Hours } from '../kpi/hours.ts'
import { recordsIn } from './kpi-members.ts'

function digestOf(body: string): string {
  return hash('sha1', body, 'base64url').slice(0, 16)
}

function byHour(facts: readonly Fact[], hours: Hours): ReadonlyMap<number, readonly Fact[]> {
  const grouped = new Map<number, Fact[]>()
  for (const fact of facts) {
    const hour = hours.hourOf(fact.at)
    const group = grouped.get(hour)
    if (group) group.push(fact)
    else grouped.set(hour, [fact])
  }
  return grouped
}

function isOpen(facts: readonly Fact[]): boolean {
  return facts.some(
    (fact) =>
      fact.fact === 'episode' &&
      (fact.firstReplyAt ?? fact.solvedAt ?? fact.abandonedAt) === undefined,
  )
}

/** The facts of circles as they stand at a moment, and which of them are new. */
export function factsOf(
  tenant: string,
  circles: readonly KpiCircle[],
  { asOf, hours }: { readonly asOf: number; readonly hours: Hours },
): KpiFacts {
  const facts: KpiFacts['facts'][number][] = []
  const settled = circles.map(({ id, records, hours: known, wanted }) => {
    const events = createJournalReader().take(recordsIn(tenant, records))
    const { items, episodes, turns } = deriveFacts(events, asOf)
    const grouped = byHour([...items, ...episodes, ...turns], hours)
    const before = JSON.parse(known) as Readonly<Record<string, string>>
    const now: Record<string, string> = {}
    for (const [hour, group] of grouped) {
      const body = JSON.stringify(group)
      const digest = (now[hour] = digestOf(body))
      if (before[hour] !== digest) facts.push({ hour, circle: id, body, isOpen: isOpen(group) })
    }
    for (const hour of Object.keys(before).map(Number))
      if (!grouped.has(hour)) facts.push({ hour, circle: id, body: '', isOpen: false })
    const later = events.map(knownAt).filter((at) => at > asOf)
    const changesAt = later.length > 0 ? Math.min(...later) : null
    return { id, wanted, hours: JSON.stringify(now), changesAt }
  })
  return { circles: settled, facts }
}
