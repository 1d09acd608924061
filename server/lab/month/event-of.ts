import { isoOf } from './china-time.ts'
import type { MonthEvent, MonthEventBase } from './month-events.ts'
import type { ConversationPlan } from './month-plan.ts'

type Of<T extends MonthEvent['type']> = MonthEvent & { readonly type: T }
type Place = 'type' | 'at' | 'conversation' | Exclude<keyof MonthEventBase, 'id'>
/** What only this type of line says; undefined is left out. */
type Own<E> = E extends unknown ? { readonly [K in keyof Omit<E, Place>]: E[K] | undefined } : never

/** The dimensions of a line beside those of its conversation. */
export interface Beside {
  readonly group?: string | undefined
  readonly category?: string | undefined
  readonly agent?: string | undefined
}

/**
 * One line of a conversation. Written field by field: spreading objects over one another is what a
 * million lines would spend their time on.
 */
export function eventOf<T extends Exclude<MonthEvent['type'], 'linked' | 'unlinked'>>(
  type: T,
  { id, account, place, tier }: ConversationPlan,
  at: number,
  { beside, own }: { readonly beside: Beside; readonly own: Own<Of<T>> },
): MonthEvent {
  const event: Record<string, unknown> = { type, at: isoOf(at), account }
  if (type !== 'deleted') event['conversation'] = id
  if (place) {
    event['province'] = place.province
    event['city'] = place.city
  }
  if (tier !== undefined) event['tier'] = tier
  if (beside.group !== undefined) event['group'] = beside.group
  if (beside.category !== undefined) event['category'] = beside.category
  if (beside.agent !== undefined) event['agent'] = beside.agent
  for (const [name, value] of Object.entries(own)) if (value !== undefined) event[name] = value
  // `Own` is what the type has besides; the importer's own reader checks it line by line in the tests.
  return event as unknown as MonthEvent
}
