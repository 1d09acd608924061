import { numeral, valueOf } from './numerals.ts'
import type { Span } from './normal.ts'

const dayMs = 24 * 3_600_000
const zoneMs = 8 * 3_600_000

/** A calendar day in Beijing; `year` is missing where neither the text nor a base names it. */
export interface Day {
  readonly year?: number
  readonly month: number
  readonly day: number
}

/** A time as somebody wrote it. */
export interface TimeMention extends Span {
  readonly day?: Day
  /** Minutes since midnight. */
  readonly minutes?: number
  /** 0 = Sunday; only where the text names one. */
  readonly weekday?: number
  /** A length from now: 三天内, 24小时内. In ms; working days count as days. */
  readonly withinMs?: number
  /** True for a date that does not exist: 31 April, 13月. */
  readonly isImpossible?: boolean
  /** True for a stretch with an end but no day of its own: 本周内, 月底前. */
  readonly isStretch?: boolean
  /** True for words that name no clock and no date: 尽快, 稍后, 近期. */
  readonly isVague?: boolean
}

const number = `(?:\\d{1,4}|[零〇一二两三四五六七八九十]{1,4})`
const dayPart = '凌晨|清晨|早上|早晨|上午|中午|午后|下午|傍晚|晚上|夜里|今晚|明晚|昨晚|早|晚'
const relative =
  '大前天|前天|昨天|昨日|昨晚|昨|今天|今日|今晚|今早|今|明天|明日|明晚|明早|明|后天|大后天'
const relativeDays: Readonly<Record<string, number>> = {
  大前: -3,
  前天: -2,
  昨: -1,
  今: 0,
  明: 1,
  后天: 2,
  大后: 3,
}

const isoDate = /(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/g
const monthDay = new RegExp(`(?:(\\d{4})年)?(${number})月(${number})(?:日|号)`, 'g')
const dayOnly = /(?<![\d.月第])([12]?\d|3\d)(?:日|号)(?![楼院店线机码])/g
const relativeDay = new RegExp(`(?:${relative})(?!月|年)`, 'g')
const weekday = /(上上|上|下下|下|本|这)?(?:周|星期|礼拜)([一二三四五六日天末])/g
const clock = new RegExp(
  `(?:(${dayPart})\\s*)?(?<![\\d.:：])(?:([01]?\\d|2[0-4])[:：]([0-5]\\d)|(${number})(?:点钟|点|时(?!间|候|段|速|效|常))(?:(半)|(一刻|三刻)|([0-5]?\\d|[零〇一二三四五六七八九十]{1,3})分?)?)`,
  'g',
)
const within = new RegExp(
  `(${numeral}|半)\\s*(?:个)?\\s*(工作日|分钟|小时|钟头|天|日|周|星期|个?月)(?:之内|以内|内|后|之后|左右)`,
  'g',
)
const vague =
  /尽快|马上|立刻|立即|稍后|稍候|待会儿?|一会儿?|近期|近日|过几天|过两天|改天|早日|抓紧|及时|届时|这几天|这两天|不久/g

const stretch =
  /(?:本|这个?|下个?)[周月](?:之内|以内|内|底|末)?前?(?![一二三四五六日天])|(?:月|年|季)(?:底|末)(?:之前|以前|前)?|年内|周末前?/g

const lengths: Readonly<Record<string, number>> = {
  分钟: 60_000,
  小时: 3_600_000,
  钟头: 3_600_000,
  天: dayMs,
  日: dayMs,
  工作日: dayMs,
  周: 7 * dayMs,
  星期: 7 * dayMs,
  月: 30 * dayMs,
  个月: 30 * dayMs,
}

/** The Beijing calendar day of a moment. */
export function dayOf(ms: number): Required<Day> {
  const date = new Date(ms + zoneMs)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** Midnight in Beijing that begins a day, epoch ms. */
export function startOf({ year = 2000, month, day }: Day): number {
  return Date.UTC(year, month - 1, day) - zoneMs
}

export function isRealDay({ year = 2000, month, day }: Day): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return month >= 1 && month <= 12 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** Minutes of the day; 下午3点 = 15:00. undefined for hours that do not exist. */
function minutesOf(part: string | undefined, hour: number, minute: number): number | undefined {
  if (hour > 24 || minute > 59) return undefined
  const isLate = part !== undefined && /下午|午后|傍晚|晚|夜/.test(part) && hour < 12
  const isNoon = part === '中午' && hour < 3
  return (hour + (isLate || isNoon ? 12 : 0)) * 60 + minute
}

function shifted(base: number | undefined, days: number): { day?: Day } {
  return base === undefined ? {} : { day: dayOf(base + days * dayMs) }
}

function yearNear(base: number | undefined): { year?: number } {
  return base === undefined ? {} : { year: dayOf(base).year }
}

function dated(span: Span, day: Day): TimeMention {
  return { ...span, day, ...(!isRealDay(day) && { isImpossible: true }) }
}

function spanOf({ 0: text, index }: RegExpExecArray): Span {
  return { start: index, end: index + text.length }
}

function dates(text: string, base: number | undefined): readonly TimeMention[] {
  const found: TimeMention[] = []
  for (const match of text.matchAll(isoDate)) {
    const [, year, month, day] = match.map(Number)
    found.push(dated(spanOf(match), { year: year ?? 0, month: month ?? 0, day: day ?? 0 }))
  }
  for (const match of text.matchAll(monthDay)) {
    const [month, day] = [valueOf(match[2] ?? ''), valueOf(match[3] ?? '')]
    if (month === undefined || day === undefined) continue
    const year = match[1] === undefined ? yearNear(base) : { year: Number(match[1]) }
    found.push(dated(spanOf(match), { ...year, month, day }))
  }
  for (const match of text.matchAll(dayOnly)) {
    if (base === undefined) continue
    const { year, month } = dayOf(base)
    found.push(dated(spanOf(match), { year, month, day: Number(match[1]) }))
  }
  return found
}

function relativeDates(text: string, base: number | undefined): readonly TimeMention[] {
  const days = [...text.matchAll(relativeDay)].flatMap((match): TimeMention[] => {
    const word = match[0]
    // A bare 今, 明, 昨 is part of another word (今年, 明白) unless a part of the day follows.
    if (word.length === 1 && !/^(?:早|晚|上午|下午|中午|晨)/.test(text.slice(match.index + 1)))
      return []
    const key = Object.keys(relativeDays).find((start) => word.startsWith(start))
    return [{ ...spanOf(match), ...shifted(base, relativeDays[key ?? ''] ?? 0) }]
  })
  const weekdays = [...text.matchAll(weekday)].map((match): TimeMention => {
    const wanted = '日一二三四五六'.indexOf(match[2] === '天' ? '日' : (match[2] ?? ''))
    const index = match[2] === '末' ? 6 : wanted
    if (base === undefined) return { ...spanOf(match), weekday: index }
    const today = (new Date(base + zoneMs).getUTCDay() + 6) % 7
    const weeks: Readonly<Record<string, number>> = { 上上: -2, 上: -1, 下: 1, 下下: 2 }
    const shift = ((index + 6) % 7) - today + 7 * (weeks[match[1] ?? ''] ?? 0)
    return { ...spanOf(match), weekday: index, ...shifted(base, shift) }
  })
  return [...days, ...weekdays]
}

function clocks(text: string): readonly TimeMention[] {
  return [...text.matchAll(clock)].flatMap((match): TimeMention[] => {
    const [, part, hour24, minute24, hourWord, half, quarter, minuteWord] = match
    const hour = hour24 !== undefined ? Number(hour24) : valueOf(hourWord ?? '')
    if (hour === undefined) return []
    // 一点 alone is "a little" far more often than one o'clock.
    if (hourWord === '一' && part === undefined && !/钟|半|刻|分/.test(match[0])) return []
    const minute =
      minute24 !== undefined
        ? Number(minute24)
        : half !== undefined
          ? 30
          : quarter !== undefined
            ? quarter === '一刻'
              ? 15
              : 45
            : (valueOf(minuteWord ?? '') ?? 0)
    const minutes = minutesOf(part, hour, minute)
    return minutes === undefined ? [] : [{ ...spanOf(match), minutes }]
  })
}

function lengthsIn(text: string): readonly TimeMention[] {
  return [...text.matchAll(within)].flatMap((match): TimeMention[] => {
    const count = match[1] === '半' ? 0.5 : valueOf(match[1] ?? '')
    const unit = lengths[match[2] ?? '']
    return count === undefined || unit === undefined
      ? []
      : [{ ...spanOf(match), withinMs: count * unit }]
  })
}

/** One mention where a day and a clock stand side by side: 明天9:30, 3月19日下午四点. */
function joined(text: string, mentions: readonly TimeMention[]): readonly TimeMention[] {
  const out: TimeMention[] = []
  for (const mention of mentions) {
    const last = out.at(-1)
    const gap = last === undefined ? '' : text.slice(last.end, mention.start)
    const isFree =
      last !== undefined && last.end <= mention.start && /^[\s,，(（)）的]{0,2}$/.test(gap)
    const fits =
      isFree &&
      ((last.day !== undefined && mention.day === undefined && mention.minutes !== undefined) ||
        (last.day !== undefined && mention.weekday !== undefined && last.weekday === undefined))
    if (last !== undefined && fits) {
      const { day, isImpossible } = last
      out[out.length - 1] = {
        ...mention,
        ...(day && { day }),
        ...(isImpossible && { isImpossible }),
        start: last.start,
      }
    } else if (last === undefined || mention.start >= last.end) out.push(mention)
  }
  return out
}

/**
 * Times in a text, in order, never overlapping. Days and weekdays are resolved from `base` (epoch ms)
 * in Beijing time; without it they keep only what the text says.
 */
export function timesIn(text: string, base?: number): readonly TimeMention[] {
  const all = [
    ...dates(text, base),
    ...relativeDates(text, base),
    ...clocks(text),
    ...lengthsIn(text),
    ...[...text.matchAll(stretch)].map((match): TimeMention => ({
      ...spanOf(match),
      isStretch: true,
    })),
    ...[...text.matchAll(vague)].map((match): TimeMention => ({ ...spanOf(match), isVague: true })),
  ].sort((a, b) => a.start - b.start || b.end - a.end)
  return joined(text, all)
}

/** The moment a mention means, epoch ms: a day alone is its end (by then), a clock alone is today's. */
export function momentOf(mention: TimeMention, base: number): number | undefined {
  if (mention.withinMs !== undefined) return base + mention.withinMs
  const { day = mention.minutes === undefined ? undefined : dayOf(base), minutes } = mention
  if (day === undefined || mention.isImpossible) return undefined
  const start = startOf({ ...day, year: day.year ?? dayOf(base).year })
  return start + (minutes === undefined ? dayMs : minutes * 60_000)
}
