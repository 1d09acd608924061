import { readFileSync } from 'node:fs'
import { RelayError } from '../core/error.ts'
import { dimensions, type Dimension } from '../kpi/dimension.ts'
import { readMoment } from '../kpi/read-moment.ts'
import { defaultTargets, readSchedule, type Agreements } from '../kpi/read-schedule.ts'
import { zoneOf } from '../kpi/zone.ts'
import { printProblems, type Flags } from './command.ts'

export const usage =
  'Use: kpi (--config FILE [--tenant ID] [--export] | --events FILE) --from ISO --to ISO [--as-of ISO] ' +
  '[--schedule FILE] [--by channel] [--json] [--locale zh-CN|en], kpi --config FILE --reconciliation [--tenant ID], or kpi --explain ID'

export const refuse = (message: string): RelayError => new RelayError('config.invalid', message)

/** What `--schedule FILE` says; without it people are always at work. Undefined after printing every problem. */
export function agreementsOf({ schedule: path }: Flags): Agreements | undefined {
  if (path === undefined) return { versions: [], targets: defaultTargets }
  let value: unknown
  try {
    value = JSON.parse(readFileSync(String(path), 'utf8'))
  } catch (cause) {
    const why = cause instanceof SyntaxError ? 'it is not JSON' : 'it cannot be read'
    throw new RelayError('config.invalid', `Cannot use the schedule in ${String(path)}: ${why}.`, {
      cause,
    })
  }
  const reading = readSchedule(value)
  if (reading.ok) return reading
  printProblems(reading.problems.map((one) => ({ ...one, path: one.path || 'schedule' })))
  return undefined
}

/** A moment with offset, or the beginning of a day in the time zone of the schedule. */
function momentIn(values: Flags, name: string, timeZone: string): number | undefined {
  const text = values[name]
  if (text === undefined) return undefined
  const day = readMoment(`${String(text)}T00:00Z`)
  const at = day === undefined ? readMoment(String(text)) : zoneOf(timeZone).momentOf(day)
  if (at === undefined)
    throw refuse(
      `Name the time of --${name} as a date or in ISO 8601 with offset: 2026-11-01T00:00:00+08:00`,
    )
  return at
}

/** Which period is asked for, as it stands when, sliced by what. */
export interface Asked {
  readonly from: number
  readonly to: number
  readonly asOf: number
  readonly timeZone: string
  readonly by?: Dimension
}

export function askedIn(values: Flags, timeZone: string, now: number): Asked {
  const [from, to] = [momentIn(values, 'from', timeZone), momentIn(values, 'to', timeZone)]
  if (from === undefined || to === undefined) throw refuse(usage)
  if (from >= to) throw refuse('The period must begin before it ends: --from is not before --to.')
  const by = dimensions.find((one) => one === values['by'])
  if (values['by'] !== undefined && by === undefined)
    throw refuse(`Figures can be sliced by ${dimensions.join(', ')}.`)
  const asOf = momentIn(values, 'as-of', timeZone) ?? now
  return { from, to, asOf, timeZone, ...(by !== undefined && { by }) }
}
