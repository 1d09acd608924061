import { everyMatch } from './every-match.ts'
import { clocksIn, dayPartsIn, lengthsIn } from './clocks.ts'
import { datesIn, dayOf, relativeDaysIn, startOf, weekdaysIn } from './days.ts'
import { remembered } from './remembered.ts'
import type { TimeMention } from './time-mention.ts'

export { dayOf, startOf, weekdayOf } from './days.ts'
export type { Day, TimeMention } from './time-mention.ts'

const dayMs = 24 * 3_600_000
const weekMs = 7 * dayMs

const vague =
  /尽快|尽早|马上|立刻|立即|即刻|稍后|稍候|待会儿?|一会儿?|近期|近日|过几天|过两天|改天|早日|抓紧|及时|届时|这几天|这两天|不久|第一时间|最短时间|有时间/g
const stretch =
  /(?=[本这下月年季周双节])(?:(?:本|这个?|下个?)[周月](?:之内|以内|内|底|末)?前?(?![一二三四五六日天])|(?<!\d)(?:月|年|季)(?:底|末)(?:之前|以前|前)?|年内|周末前?|双休日|节假日)/g

function wordsIn(text: string): readonly TimeMention[] {
  function all(pattern: RegExp, mark: Partial<TimeMention>): readonly TimeMention[] {
    return everyMatch(text, pattern).map(({ 0: word, index }) => ({
      start: index,
      end: index + word.length,
      ...mark,
    }))
  }
  return [...all(stretch, { isStretch: true }), ...all(vague, { isVague: true })]
}

/** A day and nothing else; without a base a relative day names none, yet stands for one. */
function isDayOnly(mention: TimeMention): boolean {
  const { minutes, part, withinMs } = mention
  const isOther = mention.isVague === true || mention.isStretch === true
  return minutes === undefined && part === undefined && withinMs === undefined && !isOther
}

/** A date and a weekday written side by side, in either order: 5月13日（周三）. */
function isDatePair(one: TimeMention, other: TimeMention): boolean {
  const named = [one.weekday, other.weekday].filter((weekday) => weekday !== undefined)
  return named.length === 1 && isDayOnly(one) && isDayOnly(other)
}

/** Two names of one day: 明天（5月13日）, 今天19日. */
function isSameDay(one: TimeMention, other: TimeMention): boolean {
  if (!isDayOnly(one) || !isDayOnly(other) || !one.day || !other.day) return false
  return startOf(one.day) === startOf(other.day) && one.day.year === other.day.year
}

function merged(last: TimeMention, next: TimeMention): TimeMention {
  // The date is firm, the weekday beside it is what is to be compared.
  const firm = last.weekday === undefined ? last : next.weekday === undefined ? next : last
  const day = isDatePair(last, next) ? firm.day : (last.day ?? next.day)
  const { isLoose, ...rest } = { ...last, ...next }
  const isStillLoose = isLoose === true && !isDatePair(last, next)
  return {
    ...rest,
    ...(day && { day }),
    ...((last.isImpossible ?? next.isImpossible) && { isImpossible: true }),
    ...(isStillLoose && { isLoose }),
    start: last.start,
    end: next.end,
  }
}

function belongTogether(last: TimeMention, next: TimeMention, gap: string): boolean {
  if (!/^[\s,，(（)）的]{0,3}$/.test(gap)) return false
  const isClock = next.minutes !== undefined && next.day === undefined
  if (isDayOnly(last) && (isClock || next.part !== undefined)) return next.day === undefined
  return isDatePair(last, next) || isSameDay(last, next)
}

/** One mention where a day and a clock stand side by side: 明天9:30, 3月19日下午四点. */
function joined(text: string, mentions: readonly TimeMention[]): readonly TimeMention[] {
  const out: TimeMention[] = []
  for (const mention of mentions) {
    const last = out.at(-1)
    if (last !== undefined && mention.start < last.end) continue
    const gap = last === undefined ? '' : text.slice(last.end, mention.start)
    if (last !== undefined && belongTogether(last, mention, gap))
      out[out.length - 1] = merged(last, mention)
    // A part of the day without a day says nothing that can be compared.
    else if (mention.part === undefined) out.push(mention)
  }
  return out
}

/**
 * Times in a text, in order, never overlapping. Days and weekdays are resolved from `base` (epoch ms)
 * in Beijing time; without it they keep only what the text says.
 */
export function timesIn(text: string, base?: number): readonly TimeMention[] {
  return base === undefined ? timesAnyDay(text) : timesFrom(base)(text)
}

const timesAnyDay = remembered((text) => readTimes(text, undefined))

// One moment at a time: a gate judges many drafts, each with its own.
let recent: { readonly base: number; readonly read: typeof timesAnyDay } | undefined

function timesFrom(base: number): typeof timesAnyDay {
  if (recent?.base !== base) recent = { base, read: remembered((text) => readTimes(text, base)) }
  return recent.read
}

function readTimes(text: string, base: number | undefined): readonly TimeMention[] {
  const all = [
    ...datesIn(text, base),
    ...relativeDaysIn(text, base),
    ...weekdaysIn(text, base),
    ...clocksIn(text),
    ...lengthsIn(text),
    ...wordsIn(text),
    ...dayPartsIn(text),
  ].sort((a, b) => a.start - b.start || b.end - a.end)
  return joined(text, all)
}

/** The moment a mention means, epoch ms: a day alone is its end (by then), a clock alone is today's. */
export function momentOf(mention: TimeMention, base: number): number | undefined {
  if (mention.withinMs !== undefined) return base + mention.withinMs
  const { day = mention.minutes === undefined ? undefined : dayOf(base), minutes } = mention
  if (day === undefined || mention.isImpossible) return undefined
  const start = startOf({ ...day, year: day.year ?? dayOf(base).year })
  const moment = start + (minutes === undefined ? dayMs : minutes * 60_000)
  if (moment >= base) return moment
  // 4点 said at noon means the afternoon, 周一 said on a Friday the next one.
  if (mention.isTwelveHour && moment + dayMs / 2 >= base && minutes !== undefined && minutes < 720)
    return moment + dayMs / 2
  return mention.isLoose ? moment + weekMs : moment
}
