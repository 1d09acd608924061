import type { Targets } from './metric.ts'
import { readMoment } from './read-moment.ts'
import type { Schedule, ScheduleVersion } from './schedule.ts'
import { zoneOf } from './zone.ts'

/** What is wrong, and where: `[1].open`, `targets.fcrDays`. */
export interface ScheduleProblem {
  readonly path: string
  readonly message: string
}

/** When people are at work, and what was agreed. No versions: always. */
export interface Agreements {
  readonly versions: readonly ScheduleVersion[]
  readonly targets: Targets
}

export type ScheduleReading =
  | ({ readonly ok: true } & Agreements)
  | { readonly ok: false; readonly problems: readonly ScheduleProblem[] }

/** Where nothing was agreed: an answer within the hour, 7 days to come back, 24 h for a mention. */
export const defaultTargets: Targets = {
  serviceLevelSeconds: { calendar: 3600, business: 3600 },
  fcrDays: 7,
  reopenDays: 7,
  mentionHours: 24,
}

type Fields = Readonly<Record<string, unknown>>
type Complain = (path: string, message: string) => void

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function zoneIn(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  try {
    zoneOf(value)
    return value
  } catch {
    return undefined
  }
}

/** Minutes of the day; `last` is the latest there may be. */
function minuteIn(value: unknown, last: number): number | undefined {
  const [, hours, minutes] = /^(\d\d):([0-5]\d)$/.exec(String(value)) ?? []
  const minute = Number(hours) * 60 + Number(minutes)
  return minute <= last ? minute : undefined
}

function isDate(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\d$/.test(value) &&
    readMoment(`${value}T00:00Z`) !== undefined
  )
}

function datesIn(fields: Fields, name: string, complain: Complain): readonly string[] {
  const value = fields[name] ?? []
  if (!Array.isArray(value)) {
    complain(name, 'must be a list of dates')
    return []
  }
  value.forEach((one: unknown, i) => {
    if (!isDate(one)) complain(`${name}[${i}]`, 'must be a date such as 2026-10-01')
  })
  return value.filter(isDate)
}

function weekdaysIn(value: unknown): readonly number[] | undefined {
  if (!Array.isArray(value)) return undefined
  const days = value.filter(
    (day): day is number => Number.isInteger(day) && Number(day) >= 1 && Number(day) <= 7,
  )
  return days.length === value.length ? days : undefined
}

function readOne(fields: Fields, complain: Complain): Schedule | undefined {
  const timeZone = zoneIn(fields['timeZone'])
  const openMinute = minuteIn(fields['open'], 24 * 60 - 1)
  const closeMinute = minuteIn(fields['close'], 24 * 60)
  const weekdays = weekdaysIn(fields['weekdays'])
  const holidays = datesIn(fields, 'holidays', complain)
  const makeUpWorkdays = datesIn(fields, 'makeUpWorkdays', complain)
  if (timeZone === undefined) complain('timeZone', 'must be a time zone such as Asia/Shanghai')
  if (openMinute === undefined) complain('open', 'must be a time of day such as 09:00')
  if (closeMinute === undefined) complain('close', 'must be a time of day up to 24:00')
  if (weekdays === undefined) complain('weekdays', 'must be a list of days, 1 (Monday) to 7')
  for (const date of makeUpWorkdays.filter((one) => holidays.includes(one)))
    complain('makeUpWorkdays', `must not hold ${date}, which is a holiday too`)
  if (timeZone === undefined || openMinute === undefined) return undefined
  if (closeMinute === undefined || weekdays === undefined) return undefined
  return { timeZone, openMinute, closeMinute, weekdays, holidays, makeUpWorkdays }
}

/** A moment, or the beginning of a day by the schedule’s own clock. */
function fromIn(value: unknown, { timeZone }: Schedule): number | undefined {
  if (typeof value !== 'string') return undefined
  if (!isDate(value)) return readMoment(value)
  return zoneOf(timeZone).momentOf(readMoment(`${value}T00:00Z`) ?? 0)
}

const isAmount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0

/** The numbers named in `standard`, as far as they are given. */
function amountsIn<K extends string>(
  value: unknown,
  standard: Readonly<Record<K, number>>,
  complain: Complain,
): Readonly<Record<K, number>> {
  if (value === undefined) return standard
  if (!isFields(value)) {
    complain('', 'must be an object')
    return standard
  }
  const entries = Object.entries<number>(standard).map(([name, usual]) => {
    const given = value[name] ?? usual
    if (isAmount(given)) return [name, given] as const
    complain(`.${name}`, 'must be a number above 0')
    return [name, usual] as const
  })
  // The keys are those of `standard`.
  return Object.fromEntries(entries) as Record<K, number>
}

function targetsIn(value: unknown, before: Targets, complain: Complain): Targets {
  const { serviceLevelSeconds: seconds, ...days } = before
  const level = isFields(value) ? value['serviceLevelSeconds'] : undefined
  return {
    ...amountsIn(value, days, (path, message) => complain(`targets${path}`, message)),
    serviceLevelSeconds: amountsIn(level, seconds, (path, message) =>
      complain(`targets.serviceLevelSeconds${path}`, message),
    ),
  }
}

const scheduleFields = ['timeZone', 'open', 'close', 'weekdays', 'holidays', 'makeUpWorkdays']

/** The first may leave out from when it holds. */
function versionIn(fields: Fields, isFirst: boolean, complain: Complain): ScheduleVersion[] {
  const schedule = readOne(fields, complain)
  if (!schedule) return []
  const from =
    isFirst && fields['from'] === undefined ? -Infinity : fromIn(fields['from'], schedule)
  if (from !== undefined) return [{ from, schedule }]
  complain('from', 'must be a date, or a time in ISO 8601 with offset')
  return []
}

/**
 * Reads what a schedule file holds (§5 of the KPI reference): one schedule, or a list of them, each with
 * the moment `from` which it holds. Targets left out are `defaultTargets`, or those of the version
 * before; the last ones count for the whole report. A file with targets alone means always at work.
 */
export function readSchedule(value: unknown): ScheduleReading {
  const problems: ScheduleProblem[] = []
  const isList = Array.isArray(value)
  const given: readonly unknown[] = isList ? value : [value]
  const versions: ScheduleVersion[] = []
  let targets = defaultTargets
  given.forEach((one, i) => {
    const place = isList ? `[${i}]` : ''
    const complain: Complain = (path, message) => {
      problems.push({ path: place && path ? `${place}.${path}` : place || path, message })
    }
    if (!isFields(one)) return complain('', 'must be an object {timeZone, open, close, weekdays}')
    targets = targetsIn(one['targets'], targets, complain)
    const isSchedule = isList || scheduleFields.some((name) => one[name] !== undefined)
    const [version] = isSchedule ? versionIn(one, i === 0, complain) : []
    if (!version) return
    if (versions.some(({ from }) => from >= version.from))
      complain('from', 'must be later than that of the version before')
    versions.push(version)
  })
  if (given.length === 0) problems.push({ path: '', message: 'must hold at least one schedule' })
  return problems.length > 0 ? { ok: false, problems } : { ok: true, versions, targets }
}
