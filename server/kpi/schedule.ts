/** When people are at work. Minutes of the day are local to the time zone, 0 to 1440. */
export interface Schedule {
  /** IANA name. */
  readonly timeZone: string
  /** ISO days, 1 = Monday. */
  readonly weekdays: readonly number[]
  readonly openMinute: number
  /** Not after `openMinute`: the shift ends on the next day. */
  readonly closeMinute: number
  /** Local dates `YYYY-MM-DD` without work, and days of work that the week would not have (调休). */
  readonly holidays: readonly string[]
  readonly makeUpWorkdays: readonly string[]
}

/** Schedules by the moment from which each holds; the first holds before that too. */
export interface ScheduleVersion {
  /** Epoch ms. */
  readonly from: number
  readonly schedule: Schedule
}
