import type { ClusterList } from '../../server/api/clusters.ts'

export type Incident = ClusterList['clusters'][number]
export type Course = 'growing' | 'fading' | 'quiet' | 'steady'

/** Where it is heading: only more than one message of difference says anything. */
export function courseOf({
  lastHour,
  hourBefore,
}: Pick<Incident, 'lastHour' | 'hourBefore'>): Course {
  if (lastHour === 0) return 'quiet'
  if (lastHour > hourBefore + 1) return 'growing'
  return lastHour < hourBefore - 1 ? 'fading' : 'steady'
}

const hourMs = 3_600_000

/** The last 24 hours as points for a curve. */
export function curveOf(
  hours: readonly number[],
  asOf: number,
): readonly { readonly at: number; readonly value: number }[] {
  return hours.map((value, i) => ({ at: asOf - (hours.length - i) * hourMs, value }))
}
