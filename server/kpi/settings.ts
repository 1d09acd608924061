import { businessClock } from './business-clock-of.ts'
import type { Stage, Targets, View } from './metric.ts'
import type { ScheduleVersion } from './schedule.ts'

/** What a company agreed on for its figures. */
export interface KpiSettings {
  /** Where it stands by its own word: metrics of later stages stay folded. */
  readonly stage: Stage
  /** IANA name; days and hours of the figures are its own. */
  readonly timeZone: string
  readonly targets: Targets
  /** By the moment from which each holds; none: somebody is always at work. */
  readonly schedules: readonly ScheduleVersion[]
  /** Judged episodes from which a place is coloured. */
  readonly mapMinimum: number
  /** Work on one message, seconds; undefined: not known. */
  readonly handlingSeconds?: number
  /** Of all messages so many are to be taken up within the target. */
  readonly answeredShare: number
}

/** By which a figure of that moment (epoch ms) is read. */
export function viewsOf({ targets, schedules }: KpiSettings): (asOf: number) => View {
  const business = businessClock(schedules)
  return (asOf) => ({ asOf, targets, business })
}
