import type { Fact } from './facts.ts'
import { zoneOf } from './zone.ts'

/** What figures can be sliced by. */
export const dimensions = [
  'channel',
  'account',
  'group',
  'agent',
  'category',
  'province',
  'city',
  'tier',
  'hour',
] as const
export type Dimension = (typeof dimensions)[number]

const hourMs = 3_600_000

/** Whereabouts of a fact along a dimension; '' = not said. The hour is that of its beginning, `00` to `23`, by the wall clock there. */
export function placer(by: Dimension, timeZone: string): (fact: Fact) => string {
  if (by !== 'hour') return (fact) => fact[by] ?? ''
  const { offsetAt } = zoneOf(timeZone)
  return ({ at }) => {
    const hour = Math.floor((at + offsetAt(at)) / hourMs) % 24
    return String((hour + 24) % 24).padStart(2, '0')
  }
}
