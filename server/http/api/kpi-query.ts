import { RelayError } from '../../core/error.ts'
import { hoursOf, type Hours } from '../../kpi/hours.ts'
import type { View } from '../../kpi/metric.ts'
import { viewsOf, type KpiSettings } from '../../kpi/settings.ts'
import { sliceDimensions, type SliceDimension, type SliceFilter } from '../../kpi/slices.ts'
import type { Span } from '../../kpi/stretches.ts'
import type { Call } from './call.ts'

const dayMs = 86_400_000
const longestDays = 400

/** What a board asks about: whose figures, when, and of what part. */
export interface Scope {
  readonly tenant: string
  readonly settings: KpiSettings
  readonly hours: Hours
  readonly viewAt: (asOf: number) => View
}

type Parts = Omit<Scope, 'tenant'>

/** A time zone and a schedule are looked up once, not with every call. */
const known = new WeakMap<KpiSettings, Parts>()

function partsOf(settings: KpiSettings): Parts {
  const made = known.get(settings) ?? {
    settings,
    hours: hoursOf(settings.timeZone),
    viewAt: viewsOf(settings),
  }
  known.set(settings, made)
  return made
}

export function scopeOf({ session }: Pick<Call, 'session'>): Scope {
  const { tenant, kpi } = session.tenant
  return scopeFor(tenant.id, kpi)
}

export function scopeFor(tenant: string, settings: KpiSettings): Scope {
  return { tenant, ...partsOf(settings) }
}

const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/

function momentIn({ query }: Pick<Call, 'query'>, name: 'from' | 'to'): number {
  const text = query[name] ?? ''
  const at = pattern.test(text) ? Date.parse(text) : NaN
  if (Number.isNaN(at))
    throw new RelayError('api.invalid', `${name} must be a moment: ISO 8601 with offset.`)
  return at
}

export function spanOf(call: Pick<Call, 'query'>): Span {
  const [from, to] = [momentIn(call, 'from'), momentIn(call, 'to')]
  if (to <= from) throw new RelayError('api.invalid', 'to must be after from.')
  if (to - from > longestDays * dayMs)
    throw new RelayError('api.invalid', `A span has at most ${longestDays} days.`)
  return { from, to }
}

export function filterIn({ query }: Pick<Call, 'query'>): SliceFilter {
  return Object.fromEntries(
    sliceDimensions.flatMap((name) => {
      const value = query[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** `hour`: of the day; `weekHour`: of the week, 0 to 167. */
export type GroupBy = SliceDimension | 'hour' | 'weekHour'

export function groupingIn({ query: { by } }: Pick<Call, 'query'>): GroupBy | undefined {
  const names: readonly GroupBy[] = [...sliceDimensions, 'hour']
  const found = names.find((name) => name === by)
  if (by !== undefined && !found)
    throw new RelayError('api.invalid', `by must be one of ${names.join(', ')}.`)
  return found
}
