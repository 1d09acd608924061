import { everyMatch } from './every-match.ts'
import { valueOf } from './numerals.ts'
import type { Day, TimeMention } from './time-mention.ts'

const dayMs = 24 * 3_600_000
const zoneMs = 8 * 3_600_000

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

/** 0 = Sunday; undefined for a day without a year. */
export function weekdayOf({ year, month, day }: Day): number | undefined {
  return year === undefined ? undefined : new Date(Date.UTC(year, month - 1, day)).getUTCDay()
}

const number = `(?:\\d{1,2}|[零〇一二三四五六七八九十]{1,3})`
const isoDate = /(?<![\d.-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d.])/g
const monthDay = new RegExp(
  `(?:(\\d{4}|[去今明后])\\s?年的?\\s?)?(?<![\\d零一二三四五六七八九十])(${number})\\s?月\\s?(${number})(?:\\s?(?:日|号)|(?=\\s?[-~至到—]\\s?${number}(?:日|号)))`,
  'g',
)
// 3号楼, 7号电池 and 30日内 are no days of a month.
const dayOnly =
  /(?<![\d.月第零一二三四五六七八九十年/路街道巷弄村组-])(\d{1,2}|[一二三四五六七八九十]{1,3})(?:日|号)(?![楼院店线机码柜门桌表电池碱干员仓口工位厅窗室座院字球床]|(?:之|以)?内|无理|间|均|报|常|用|子|本)/g

const monthly = /每(?:个)?月(?:的)?(\d{1,2}|[一二三四五六七八九十]{1,3})(?:日|号)/g

function shifted(base: number | undefined, days: number): { day?: Day } {
  return base === undefined ? {} : { day: dayOf(base + days * dayMs) }
}

/** The year that puts a month and day nearest to the base. */
function yearNear(base: number | undefined, month: number, day: number): { year?: number } {
  if (base === undefined) return {}
  const { year } = dayOf(base)
  const off = startOf({ year, month, day }) - base
  return { year: year + (off > 200 * dayMs ? -1 : off < -200 * dayMs ? 1 : 0) }
}

const yearsOff: Readonly<Record<string, number>> = { 去: -1, 今: 0, 明: 1, 后: 2 }

/** 2027 or 明. */
function yearNamed(name: string, base: number | undefined): { year?: number } {
  const off = yearsOff[name]
  if (off === undefined) return { year: Number(name) }
  return base === undefined ? {} : { year: dayOf(base).year + off }
}

/** The month that has a bare day of the month nearest to the base; 31号 is none of November. */
function monthNear(base: number, day: number): Required<Day> {
  const { year, month } = dayOf(base)
  const days = [-1, 0, 1].map((shift) => {
    const first = new Date(Date.UTC(year, month - 1 + shift, 1))
    return { year: first.getUTCFullYear(), month: first.getUTCMonth() + 1, day }
  })
  const off = (one: Day): number => Math.abs(startOf(one) - base)
  const [nearest] = days.filter(isRealDay).sort((a, b) => off(a) - off(b))
  return nearest ?? { year, month, day }
}

function spanOf({ 0: text, index }: RegExpExecArray): { start: number; end: number } {
  return { start: index, end: index + text.length }
}

function dated(match: RegExpExecArray, day: Day): TimeMention {
  return { ...spanOf(match), day, ...(!isRealDay(day) && { isImpossible: true }) }
}

/** Days written with their number: 2026-05-14, 5月14日, 14号. */
export function datesIn(text: string, base: number | undefined): readonly TimeMention[] {
  if (!/[月日号]|\d{4}[-/.]/.test(text)) return []
  const found: TimeMention[] = []
  for (const match of everyMatch(text, isoDate)) {
    const [, year, month, day] = match.map(Number)
    found.push(dated(match, { year: year ?? 0, month: month ?? 0, day: day ?? 0 }))
  }
  for (const match of everyMatch(text, monthDay)) {
    const [month, day] = [valueOf(match[2] ?? ''), valueOf(match[3] ?? '')]
    if (month === undefined || day === undefined) continue
    const year = match[1] === undefined ? yearNear(base, month, day) : yearNamed(match[1], base)
    found.push(dated(match, { ...year, month, day }))
  }
  for (const match of everyMatch(text, dayOnly)) {
    const day = valueOf(match[1] ?? '')
    if (day === undefined || day === 0) continue
    if (day > 31) found.push({ ...spanOf(match), isImpossible: true })
    else if (base === undefined) found.push(spanOf(match))
    else found.push({ ...spanOf(match), day: monthNear(base, day) })
  }
  for (const match of everyMatch(text, monthly)) {
    const dayOfMonth = valueOf(match[1] ?? '')
    if (dayOfMonth !== undefined) found.push({ ...spanOf(match), dayOfMonth })
  }
  return found
}

const relativeDay =
  /大前天|前天|前日|昨天|昨日|今天|今日|明天|明日|大后天|后天|后日|[昨今明](?=早|晚|上午|下午|中午|晨|夜)/g
const shifts: readonly (readonly [string, number])[] = [
  ['大前', -3],
  ['前', -2],
  ['昨', -1],
  ['今', 0],
  ['明', 1],
  ['大后', 3],
  ['后', 2],
]
// 以后天天, 三天前天气: the word begins elsewhere.
const otherWord = /[以然之最三]$/

/** Days named from today: 明天, 今晚, 大后天. */
export function relativeDaysIn(text: string, base: number | undefined): readonly TimeMention[] {
  return everyMatch(text, relativeDay).flatMap((match): TimeMention[] => {
    const isOther = /^[前后]/.test(match[0]) && otherWord.test(text.charAt(match.index - 1))
    const shift = shifts.find(([start]) => match[0].startsWith(start))?.[1] ?? 0
    return isOther ? [] : [{ ...spanOf(match), ...shifted(base, shift) }]
  })
}

const weekday =
  /(?<![一二三四五六日天][至到~-])(上上个?|上个?|下下个?|下个?|本|这个?|每个?)?(?:周|星期|礼拜)([一二三四五六日天])(?![至到~-](?:周|星期|礼拜)?[一二三四五六日天]|个?[月年])/g
const weeks: Readonly<Record<string, number>> = { 上上: -2, 上: -1, 下: 1, 下下: 2 }

/** Days of the week; without 上, 本, 下 either week may be meant, and 每周二 is no day at all. */
export function weekdaysIn(text: string, base: number | undefined): readonly TimeMention[] {
  if (!/周|星期|礼拜/.test(text)) return []
  return everyMatch(text, weekday).map((match): TimeMention => {
    const index = '日一二三四五六'.indexOf(match[2] === '天' ? '日' : (match[2] ?? ''))
    const prefix = match[1]?.replace('个', '')
    const named = { ...spanOf(match), weekday: index }
    if (base === undefined || prefix === '每') return named
    const today = (new Date(base + zoneMs).getUTCDay() + 6) % 7
    const shift = ((index + 6) % 7) - today + 7 * (weeks[prefix ?? ''] ?? 0)
    return { ...named, ...shifted(base, shift), ...(prefix === undefined && { isLoose: true }) }
  })
}
