import type { KpiEvent } from './event.ts'

type Loose = Readonly<Record<string, string | number | boolean | undefined>>

const typesInOrder =
  'received acked classified listened assigned dispatched returned reached_out transferred deleted abandoned failed replied solved reopened surveyed rated linked unlinked'.split(
    ' ',
  )
const fieldsInOrder =
  'at enteredAt deliveredAt conversation platformId customer sameAs channel mention kind issue by public what fromGroup toGroup mode score polarity anger findings reason account group agent category province city tier id'.split(
    ' ',
  )

const digits = (n: number): string => String(n).padStart(16, '0')
export const standsAt = (event: KpiEvent): number =>
  event.type === 'replied' && event.deliveredAt !== undefined ? event.deliveredAt : event.at
/** A text that sorts as the events do; the same text means the same event. */
export function keyOf(event: KpiEvent): string {
  const values = event as unknown as Loose
  const rank = String(typesInOrder.indexOf(event.type)).padStart(2, '0')
  return [
    digits(standsAt(event)),
    rank,
    ...fieldsInOrder.map((field) => {
      const value = values[field]
      return typeof value === 'number' ? digits(value) : String(value ?? '')
    }),
  ].join('\u0000')
}
export const knownKeyOf = (event: KpiEvent): string =>
  digits(
    event.type === 'received' && event.enteredAt > event.at ? event.enteredAt : standsAt(event),
  ) + keyOf(event)

/** Each event once: of one id the first known; without id, of the same text one. */
export function eachOnce(events: readonly KpiEvent[]): KpiEvent[] {
  const entries = events.map((event, index) => ({ event, index, key: knownKeyOf(event) }))
  return entries
    .filter(
      (mine) =>
        !entries.some(
          (other) =>
            other.event.id === mine.event.id &&
            (mine.event.id === undefined
              ? other.key === mine.key && other.index < mine.index
              : other.key < mine.key || (other.key === mine.key && other.index < mine.index)),
        ),
    )
    .map(({ event }) => event)
}
