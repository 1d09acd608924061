import type { KpiEvent } from './event.ts'

type FieldOf<T> = T extends unknown ? keyof T : never
type Field = Exclude<FieldOf<KpiEvent>, 'type'>
type Value = string | number | boolean | undefined

/** At the same moment what asks comes before what answers, and an answer before the solve. */
const ranks = {
  received: 0,
  acked: 1,
  classified: 2,
  listened: 3,
  assigned: 4,
  dispatched: 5,
  returned: 6,
  reached_out: 7,
  transferred: 8,
  deleted: 9,
  abandoned: 10,
  failed: 11,
  replied: 12,
  solved: 13,
  reopened: 14,
  surveyed: 15,
  rated: 16,
  linked: 17,
  unlinked: 18,
} satisfies Record<KpiEvent['type'], number>

/** Every field an event can have, in the order in which they decide between events of one moment and type. */
const fields = Object.keys({
  at: true,
  enteredAt: true,
  deliveredAt: true,
  conversation: true,
  platformId: true,
  customer: true,
  sameAs: true,
  channel: true,
  mention: true,
  kind: true,
  issue: true,
  by: true,
  public: true,
  what: true,
  fromGroup: true,
  toGroup: true,
  mode: true,
  score: true,
  polarity: true,
  anger: true,
  findings: true,
  reason: true,
  account: true,
  group: true,
  agent: true,
  category: true,
  province: true,
  city: true,
  tier: true,
  id: true,
} satisfies Record<Field, true>) as readonly Field[]

function compareValues(a: Value, b: Value): number {
  if (a === b) return 0
  if (a === undefined) return -1
  if (b === undefined) return 1
  return a < b ? -1 : 1
}

/** Where an event stands in its conversation: an item at its publishing, a reply at its delivery. */
export function momentOf(event: KpiEvent): number {
  return event.type === 'replied' ? (event.deliveredAt ?? event.at) : event.at
}

/** From when an event counts: an item not yet entered is not known, however early it was published. */
export function knownAt(event: KpiEvent): number {
  return event.type === 'received' ? Math.max(event.at, event.enteredAt) : momentOf(event)
}

/** Total over all fields: 0 only of events equal in full. By code units, the same in every locale. */
export function compareEvents(a: KpiEvent, b: KpiEvent): number {
  const early = momentOf(a) - momentOf(b) || ranks[a.type] - ranks[b.type]
  if (early !== 0) return early
  const [left, right]: readonly Partial<Record<Field, Value>>[] = [a, b]
  for (const field of fields) {
    const order = compareValues(left?.[field], right?.[field])
    if (order !== 0) return order
  }
  return 0
}
