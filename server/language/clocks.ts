import { everyMatch } from './every-match.ts'
import { numeral, valueOf } from './numerals.ts'
import type { TimeMention } from './time-mention.ts'

const dayMs = 24 * 3_600_000

const dayPart =
  '凌晨|清晨|清早|早上|早晨|上午|中午|正午|午后|下午|傍晚|晚上|夜里|夜间|半夜|早|晚|晨|夜'
const hours = `(?:\\d{1,2}|[零〇一二两三四五六七八九十]{1,3})`
const clock = new RegExp(
  `(?:(${dayPart})\\s?)?(?<![\\d.:零一二三四五六七八九十])(?:(\\d{1,2}):([0-5]\\d)(?![\\d:])|(${hours})(?:点钟|点整|点|时(?!间|候|段|速|效|常|尚|刻|期|代|节|光|差))(?:(半)|(一刻|三刻)|([0-5]?\\d|[零〇一二三四五六七八九十]{1,3})(?![\\d折元块天个台件人种项月年号])分?)?)`,
  'g',
)
const bareDayPart = new RegExp(`(?:${dayPart})`, 'g')
// 有两点建议, 三点要求: points, not hours.
const pointBefore = /[有这那以下几每另第差晚早快慢大小多少好高低]$/
const pointAfter =
  /^(?:需要|请|建议|意见|原因|要求|问题|注意|提醒|说明|希望|帮助|温馨|歉意|心意|左右的?积分|积分|[儿小都也很]|[:：]?$)/

function partOf(word: string | undefined): TimeMention['part'] {
  if (word === undefined) return undefined
  if (/凌晨|清|早|晨|上午/.test(word)) return 'morning'
  if (/中午|正午/.test(word)) return 'noon'
  return /下午|午后/.test(word) ? 'afternoon' : 'evening'
}

/** Minutes of the day; 下午3点 = 15:00, 晚上12点 = 24:00. undefined for hours that do not exist. */
function minutesOf(word: string | undefined, hour: number, minute: number): number | undefined {
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return undefined
  const part = partOf(word)
  if (part === 'morning' && hour === 12 && /凌晨/.test(word ?? '')) return minute
  if (part === 'morning') return hour > 12 ? undefined : hour * 60 + minute
  const isLate = part === 'afternoon' || part === 'evening'
  const isAfterNoon = (isLate && hour < 12) || (part === 'noon' && hour < 3)
  const isMidnight = part === 'evening' && hour === 12
  return (hour + (isAfterNoon || isMidnight ? 12 : 0)) * 60 + minute
}

function minuteOf(match: RegExpExecArray): number {
  const [, , , colonMinute, , half, quarter, word] = match
  if (colonMinute !== undefined) return Number(colonMinute)
  if (half !== undefined) return 30
  if (quarter !== undefined) return quarter === '一刻' ? 15 : 45
  return valueOf(word ?? '') ?? 0
}

function isPoint(match: RegExpExecArray, text: string): boolean {
  const [whole, part, colonHour, , , half, quarter, minute] = match
  if (part !== undefined || colonHour !== undefined) return false
  if (half ?? quarter ?? minute) return false
  if (/钟|整/.test(whole)) return false
  // 一点 alone is "a little" far more often than one o'clock.
  if (/^一点$/.test(whole)) return true
  const isHan = !/\d/.test(whole)
  const before = text.slice(Math.max(0, match.index - 1), match.index)
  const after = text.slice(match.index + whole.length, match.index + whole.length + 6)
  return (isHan && pointBefore.test(before)) || (pointAfter.test(after) && (isHan || after !== ''))
}

/** Times of the day: 18:00, 下午三点半. */
export function clocksIn(text: string): readonly TimeMention[] {
  if (!/[点时:]/.test(text)) return []
  return everyMatch(text, clock).flatMap((match): TimeMention[] => {
    const part = match[1]
    const hour = match[2] !== undefined ? Number(match[2]) : valueOf(match[4] ?? '')
    if (hour === undefined || isPoint(match, text)) return []
    const span = { start: match.index, end: match.index + match[0].length }
    const minutes = minutesOf(part, hour, minuteOf(match))
    if (minutes === undefined) return part === undefined ? [] : [{ ...span, isImpossible: true }]
    // 08:00 is of the 24-hour clock, and so is 9:30; a bare 3:30 is seldom at night.
    const latest = match[2] === undefined ? 12 : /^[1-7]$/.test(match[2]) ? 7 : 0
    const isTwelveHour = part === undefined && hour >= 1 && hour <= latest
    return [{ ...span, minutes, ...(isTwelveHour && { isTwelveHour }) }]
  })
}

/** Parts of the day; they count only beside a day: 明天上午. */
export function dayPartsIn(text: string): readonly TimeMention[] {
  return everyMatch(text, bareDayPart).map(({ 0: word, index }): TimeMention => {
    const part = partOf(word)
    return { start: index, end: index + word.length, ...(part && { part }) }
  })
}

const within = new RegExp(
  `(?:(${numeral})\\s?[-~至到—]\\s?)?(${numeral}|半)\\s?(?:个\\s?)?(工作日|自然日|分钟|小时|钟头|天|日|周|星期|礼拜|月)(?:之内|以内|内|后|之后|以后|左右)`,
  'g',
)
const lengths: Readonly<Record<string, number>> = {
  分钟: 60_000,
  小时: 3_600_000,
  钟头: 3_600_000,
  天: dayMs,
  日: dayMs,
  自然日: dayMs,
  工作日: dayMs,
  周: 7 * dayMs,
  星期: 7 * dayMs,
  礼拜: 7 * dayMs,
  月: 30 * dayMs,
}

/** Lengths from now: 24小时内, 3到5天内 (five days), 半小时后. */
export function lengthsIn(text: string): readonly TimeMention[] {
  if (!/[内后]|左右/.test(text)) return []
  return everyMatch(text, within).flatMap((match): TimeMention[] => {
    const count = match[2] === '半' ? 0.5 : valueOf(match[2] ?? '')
    const unit = lengths[match[3] ?? '']
    // 7月内 is a month of the year, 5月3日内 a date.
    const isDate =
      (match[3] === '月' && !match[0].includes('个')) ||
      (match[3] === '日' && text[match.index - 1] === '月')
    if (count === undefined || unit === undefined || isDate) return []
    return [{ start: match.index, end: match.index + match[0].length, withinMs: count * unit }]
  })
}
