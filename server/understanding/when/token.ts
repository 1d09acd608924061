import type { Grain, Span } from '../result.ts'

export interface Range {
  readonly from: number
  readonly to: number
  readonly grain: Grain
}

/** A piece of a time as it stands in the text; `range` and `day` are local times. */
export interface Token extends Span {
  /** Midnight of a day that is meant. */
  readonly day?: number
  readonly range?: Range
  /** Hours of a part of the day: 凌晨 is 0 to 6. */
  readonly part?: { readonly from: number; readonly to: number; readonly word: string }
  readonly clock?: Clock
  /** Where a span of hours ends: 9点到11点. */
  readonly until?: Clock
  /** A date that does not exist. */
  readonly isImpossible?: boolean
  /** Only counts beside a day. */
  readonly isWeak?: boolean
}

export interface Clock {
  readonly hour: number
  readonly minute: number
  /** True where the text tells the minute: 12点半, 20:30. */
  readonly isExact: boolean
  /** True where the half of the day is not said: 三点. */
  readonly isOpen: boolean
}

/** When the text was written, and which way it looks. */
export interface Base {
  /** Local time of writing. */
  readonly now: number
  readonly today: number
  readonly text: string
}

const aheadAfter =
  /^(?:(?:之前|以前|前|那天|左右|的时候|的?[\u4e00-\u9fff]{0,2})?(?:就|才|都|还)?(?:能|会|要|可以|可不可以|应该|预计|到期|截止|开抢|将|准备|打算|开售|发售|开业|恢复正常吗|到得了)|(?:之前|以前|前)[^，。,!！]{0,8}(?:能|会|要|可以|吗|给我|必须|解决|处理|发货|修好|到货|到吗))/
const aheadBefore =
  /(?:预计|预约|约在?|约了|约到|约定|计划|打算|准备|说是?|等到?|最迟|最晚|截止到?|截止日期是?|改到|推迟到|延期到|延到|拖到|有效期到|有效期至|到期日?是?|必须在|要在|请在|想在|定在|定于|改约)$/

/** Whether the words around point to what is to come. */
export function looksAhead({ text }: Base, start: number, end: number): boolean {
  return (
    aheadAfter.test(text.slice(end, end + 20)) ||
    aheadBefore.test(text.slice(Math.max(0, start - 8), start))
  )
}
