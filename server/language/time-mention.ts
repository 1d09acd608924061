import type { Span } from './normal.ts'

/** A calendar day in Beijing; `year` is missing where neither the text nor a base names it. */
export interface Day {
  readonly year?: number
  readonly month: number
  readonly day: number
}

/** A time as somebody wrote it. */
export interface TimeMention extends Span {
  readonly day?: Day
  /** Every month on that day: 每月18日. */
  readonly dayOfMonth?: number
  /** Minutes since midnight. */
  readonly minutes?: number
  /** 0 = Sunday; only where the text names one. */
  readonly weekday?: number
  /** Named beside a day without a clock: 明天上午. */
  readonly part?: 'morning' | 'noon' | 'afternoon' | 'evening'
  /** A length from now: 三天内, 24小时内. In ms; working days count as days. */
  readonly withinMs?: number
  /** True for a date or clock that does not exist: 31 April, 13月, 上午15点. */
  readonly isImpossible?: boolean
  /** True where the week is not said: 周五 may be this one or the next. */
  readonly isLoose?: boolean
  /** True where the half of the day is not said: 4点 may be 16:00. */
  readonly isTwelveHour?: boolean
  /** True for a stretch with an end but no day of its own: 本周内, 月底前. */
  readonly isStretch?: boolean
  /** True for words that name no clock and no date: 尽快, 稍后, 近期. */
  readonly isVague?: boolean
}
