import { countedEvents } from './counted-events.ts'
import { knownAt } from './event-order.ts'
import type { KpiEvent } from './event.ts'

/** What became of the events of a report. */
export interface EventCounts {
  readonly read: number
  /** Not yet known at the report’s moment. */
  readonly later: number
  /** Told before. */
  readonly repeated: number
  /** When the newest that counts happened, epoch ms; undefined: none counts. */
  readonly newestAt: number | undefined
}

export function countEvents(events: readonly KpiEvent[], asOf: number): EventCounts {
  let later = 0
  let newestAt: number | undefined
  for (const event of events) {
    if (knownAt(event) > asOf) later += 1
    else if (newestAt === undefined || event.at > newestAt) newestAt = event.at
  }
  const { conversations, links, deletions } = countedEvents(events, asOf)
  let counted = links.length + deletions.size
  for (const told of conversations.values()) counted += told.length
  return { read: events.length, later, repeated: events.length - later - counted, newestAt }
}
