import { everyMatch } from '../../language/every-match.ts'
import { valueOf } from '../../language/numerals.ts'
import { dayMs, dayStart, monthStart, weekdayOf, ymdOf } from './calendar.ts'
import { festivalDay, festivalWords, holidayLength } from './festivals.ts'
import { looksAhead, type Base, type Token } from './token.ts'

const number = '(?:\\d{1,2}|[一二三四五六七八九十廿]{1,3})'
const yearWord = '(?:(去年|今年|明年|前年|(?<!\\d)\\d{4}年|(?<!\\d)\\d{2}年)的?)?'
const monthWord = '(上上个?月|上个?月|这个?月|本月|当月|下个?月)'

const isoDate =
  /(?<![\d.\-/])(\d{4})\s?([-/.年])\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?:日|号|(?=t\d)|(?![\d.-]))/g
const monthDay = new RegExp(
  `${yearWord}(?<![\\d.一二三四五六七八九十第])(${number})月(?:份)?的?(${number})(?:日|号(?![楼线店院])|(?<=\\d)(?=[下买早上中晚凌那去收到发付办]))`,
  'g',
)
const slashDay = /(?<![\d/.:-])(\d{1,2})\/(\d{1,2})(?![\d/.]|的|以上|以下|左右|不到)/g
const ofMonth = new RegExp(`${monthWord}的?(${number})(?:日|号(?![楼线店院]))`, 'g')
const dayOnly =
  /(?<![\d.月第零一二三四五六七八九十百a-z年/路街道巷弄村组幢栋座元-])(\d{1,2}|[一二三四五六七八九十]{2,3})(?:日|号)(?![楼院店线机码柜门桌表电池碱干员仓口工位厅窗室座院字球床卡技客坐车铺馆]|(?:之|以)?内|无理|间|均|报|常|用|子|本|元|游)/g
const monthEdge = new RegExp(
  `(?:${yearWord}(?:${monthWord}|(?<![\\d一二三四五六七八九十])(${number})月份?)|(?<![每个年半\\d一二三四五六七八九十])(月))的?(初|中旬|上旬|下旬|底|末最后一天|末|最后一天)`,
  'g',
)
const monthOnly = new RegExp(
  `${yearWord}(?<![\\d一二三四五六七八九十个.])(${number})月份?(?![\\d一二三四五六七八九十]|的?[初中底末上下]|饼|租|费|卡|嫂|子|球|老|结)`,
  'g',
)
const namedMonth = new RegExp(
  `(?<!每)${monthWord}(?!的?(?:\\d|[一二三四五六七八九十]{1,3}[号日]|[初中底末]|最后))(?:份)?`,
  'g',
)
const yearEdge =
  /(去年|今年|前年|明年)?(?<![\d一二三四五六七八九十几半整多成])年(初(?![一二三四五六七八九十])|底|末)/g
const firstMonth =
  /(去年|今年|前年|明年)?的?(?:正月(?:初)?|大年初|年初)([一二三四五六七八九十]{1,3})(?!月)/g
const namedYear =
  /(?<!比)(去年|前年|明年)(?!的?(?:\d|[一二三四五六七八九十]{1,2}月|[初底末]|年[初底末]|正月|大年|国庆|春节|双|618|中秋|端午|元旦|五一|圣诞|七夕|清明|十一|除夕))/g
const relative =
  /大前天|(?<![天以之最])前天|前日(?!本)|昨天|昨日(?!重现)|昨儿个?|(?:今天|今日(?!头条)|今儿个?)(?!头条)|明天|明日|明儿|大后天|(?<![以之先然最])后天(?!努力|养成|因素|形成)|昨(?=[晚夜早晨]|凌晨|上午|中午|下午)|今(?=[早晚晨夜]|凌晨|上午|中午|下午)(?!晚霞)|明(?=[早晚晨]|上午|中午|下午)|前(?=[晚夜](?!期))/g
const weekday =
  /(上上个?|上个?|下下个?|下个?|本|这个?|每个?)?(?:周|星期|礼拜)(?:([一二三四五六日天])(?!直|共|定|样|般|折|战|个|[年天]|(?:到|至)(?:周|星期|礼拜|[一二三四五六日天])|[-~](?:周|星期)?[一二三四五六日天])|([1-6])(?!\d|折|个|天|年|次|小时)|(末))/g
const namedWeek =
  /(上上个?|上个?|这个?|本|下下个?|下个?)(?:周|星期|礼拜)(?![二三四五六日天末1-6边围]|一(?!直|共|定|样|般))/g
const festival = new RegExp(
  `${yearWord}(?<![\\d一二三四五六七八九十百千块毛.])(${festivalWords})(?!\\d|元|块|号|室|广场|路|街|大道|晚会|上河图|中学|小学|大学|厂|月饼|礼盒|礼盘|粽|树|老人|帽|好运|红包封面)`,
  'g',
)

const shifts: readonly (readonly [string, number])[] = [
  ['大前', -3],
  ['前', -2],
  ['昨', -1],
  ['今', 0],
  ['明', 1],
  ['大后', 3],
  ['后', 2],
]
const yearShift: Readonly<Record<string, number>> = { 去年: -1, 前年: -2, 今年: 0, 明年: 1 }
const weekShift: Readonly<Record<string, number>> = {
  上上: -2,
  上: -1,
  本: 0,
  这: 0,
  下: 1,
  下下: 2,
}

function spanOf({ 0: word, index }: RegExpExecArray): { start: number; end: number } {
  return { start: index, end: index + word.length }
}

function valued(text: string | undefined): number {
  return valueOf((text ?? '').replace('廿', '二十')) ?? 0
}

/** 去年, 2025年, 25年; undefined where no year was said. */
function yearOf(word: string | undefined, { now }: Base): number | undefined {
  if (word === undefined) return undefined
  const shift = yearShift[word]
  if (shift !== undefined) return ymdOf(now).year + shift
  const year = Number(word.replace('年', ''))
  return year < 100 ? 2000 + year : year
}

/** Of this year's, last year's and next year's day the one meant: the last that was, or the next. */
function nearest(
  base: Base,
  match: RegExpExecArray,
  dayIn: (year: number) => number | undefined,
): number | undefined {
  const { year } = ymdOf(base.now)
  const { start, end } = spanOf(match)
  const isAhead = looksAhead(base, start, end)
  const days = [year - 1, year, year + 1].map(dayIn).filter((day) => day !== undefined)
  return isAhead ? days.find((day) => day >= base.today) : days.findLast((day) => day <= base.today)
}

function dayToken(match: RegExpExecArray, day: number | undefined): Token {
  return day === undefined ? { ...spanOf(match), isImpossible: true } : { ...spanOf(match), day }
}

function dated(base: Base): Token[] {
  const { text } = base
  const iso = everyMatch(text, isoDate).map((match) =>
    dayToken(match, dayStart(Number(match[1]), Number(match[3]), Number(match[4]))),
  )
  const days = everyMatch(text, monthDay).map((match) => {
    const [month, day] = [valued(match[2]), valued(match[3])]
    const year = yearOf(match[1], base)
    return dayToken(
      match,
      year === undefined
        ? nearest(base, match, (one) => dayStart(one, month, day))
        : dayStart(year, month, day),
    )
  })
  const slashed = everyMatch(text, slashDay).flatMap((match): Token[] => {
    const day = nearest(base, match, (year) => dayStart(year, Number(match[1]), Number(match[2])))
    return day === undefined ? [] : [dayToken(match, day)]
  })
  return [...iso, ...days, ...slashed]
}

const monthShift: Readonly<Record<string, number>> = {
  上上: -2,
  上: -1,
  这: 0,
  本: 0,
  当: 0,
  下: 1,
}

function shiftOfMonth(word: string): number {
  return monthShift[word.replace(/个?月$/, '')] ?? 0
}

function ofMonths(base: Base): Token[] {
  const { year, month } = ymdOf(base.now)
  const named = everyMatch(base.text, ofMonth).map((match) => {
    const first = ymdOf(monthStart(year, month + shiftOfMonth(match[1] ?? '')))
    return dayToken(match, dayStart(first.year, first.month, valued(match[2])))
  })
  const bare = everyMatch(base.text, dayOnly).flatMap((match): Token[] => {
    const day = valued(match[1])
    if (day === 0) return []
    if (day > 31) return [{ ...spanOf(match), isImpossible: true }]
    const { start, end } = spanOf(match)
    const isAhead = looksAhead(base, start, end)
    for (let step = 0; step < 3; step++) {
      const first = ymdOf(monthStart(year, month + (isAhead ? step : -step)))
      const one = dayStart(first.year, first.month, day)
      if (one !== undefined && (isAhead ? one >= base.today : one <= base.today))
        return [dayToken(match, one)]
    }
    return [{ ...spanOf(match), isImpossible: true }]
  })
  return [...named, ...bare]
}

/** The first of the month a phrase names; a bare 月底 is the last that was, or the next. */
function monthNamed(match: RegExpExecArray, base: Base): number {
  const { year, month, day } = ymdOf(base.now)
  const [, yearText, name, digits] = match
  if (name !== undefined) return monthStart(year, month + shiftOfMonth(name))
  if (digits !== undefined) return monthFirst(match, yearText, valued(digits), base)
  const { start, end } = spanOf(match)
  const isLate = /底|末|最后|下旬/.test(match[0]) && day < 25
  const isEarly = looksAhead(base, start, end)
  if (isEarly) return monthStart(year, month + (match[5] === '初' && day > 3 ? 1 : 0))
  return monthStart(year, month - (isLate || (/中/.test(match[0]) && day < 11) ? 1 : 0))
}

function monthFirst(
  match: RegExpExecArray,
  yearText: string | undefined,
  month: number,
  base: Base,
): number {
  const year = yearOf(yearText, base)
  if (year !== undefined) return monthStart(year, month)
  return (
    nearest(base, match, (one) => monthStart(one, month)) ?? monthStart(ymdOf(base.now).year, month)
  )
}

function nextMonth(first: number): number {
  const { year, month } = ymdOf(first)
  return monthStart(year, month + 1)
}

/** 月初 is the first day, 月底 the last; a third of a month is its ten days. */
function edges(base: Base): Token[] {
  return everyMatch(base.text, monthEdge).flatMap((match): Token[] => {
    if (match[3] !== undefined && valued(match[3]) > 12) return []
    const first = monthNamed(match, base)
    const end = nextMonth(first)
    const edge = match[5] ?? ''
    if (edge === '初') return [dayToken(match, first)]
    if (!edge.endsWith('旬')) return [dayToken(match, end - dayMs)]
    const from = first + (edge === '上旬' ? 0 : edge === '中旬' ? 10 : 20) * dayMs
    const to = edge === '下旬' ? end : from + 10 * dayMs
    return [{ ...spanOf(match), range: { from, to, grain: 'day' } }]
  })
}

function months(base: Base): Token[] {
  const { year, month } = ymdOf(base.now)
  const numbered = everyMatch(base.text, monthOnly).flatMap((match): Token[] => {
    const value = valued(match[2])
    if (value < 1 || value > 12) return []
    const from = monthFirst(match, match[1], value, base)
    return [{ ...spanOf(match), range: { from, to: nextMonth(from), grain: 'month' } }]
  })
  const named = everyMatch(base.text, namedMonth).map((match): Token => {
    const from = monthStart(year, month + shiftOfMonth(match[1] ?? ''))
    return { ...spanOf(match), range: { from, to: nextMonth(from), grain: 'month' } }
  })
  const years = everyMatch(base.text, namedYear).map((match): Token => {
    const one = year + (yearShift[match[1] ?? ''] ?? 0)
    return {
      ...spanOf(match),
      range: { from: monthStart(one, 1), to: monthStart(one + 1, 1), grain: 'month' },
    }
  })
  const yearEdges = everyMatch(base.text, yearEdge).map((match): Token => {
    const first = match[2] === '初' ? 1 : 12
    const from = monthFirst(match, match[1], first, base)
    return { ...spanOf(match), range: { from, to: nextMonth(from), grain: 'month' } }
  })
  return [...numbered, ...named, ...years, ...yearEdges]
}

function relatives({ text, today }: Base): Token[] {
  return everyMatch(text, relative).map((match) => {
    const shift = shifts.find(([start]) => match[0].startsWith(start))?.[1] ?? 0
    return dayToken(match, today + shift * dayMs)
  })
}

function weekdays(base: Base): Token[] {
  const { text, today } = base
  const monday = today - weekdayOf(today) * dayMs
  return everyMatch(text, weekday).flatMap((match): Token[] => {
    const prefix = match[1]?.replace('个', '')
    const sign = match[2] ?? match[3]
    // 周一到周五 and 每周三 are habits, no days.
    if (
      prefix === '每' ||
      /[一二三四五六日天][到至~-]$/.test(text.slice(Math.max(0, match.index - 2), match.index))
    )
      return []
    const place =
      sign === undefined ? 5 : '一二三四五六日123456'.indexOf(sign === '天' ? '日' : sign) % 7
    const { start, end } = spanOf(match)
    let day = monday + (place + 7 * (weekShift[prefix ?? ''] ?? 0)) * dayMs
    const isAhead = looksAhead(base, start, end)
    if (prefix === undefined && day > today && !isAhead) day -= 7 * dayMs
    if (prefix === undefined && day < today && isAhead) day += 7 * dayMs
    if (match[4] === undefined) return [dayToken(match, day)]
    return [{ start, end, range: { from: day, to: day + 2 * dayMs, grain: 'day' } }]
  })
}

function weeks({ text, today }: Base): Token[] {
  const monday = today - weekdayOf(today) * dayMs
  return everyMatch(text, namedWeek).map((match): Token => {
    const from = monday + 7 * (weekShift[(match[1] ?? '').replace('个', '')] ?? 0) * dayMs
    return { ...spanOf(match), range: { from, to: from + 7 * dayMs, grain: 'week' } }
  })
}

/** 正月十五, 大年初五: days of the first month of the moon's year. */
function firstMonths(base: Base): Token[] {
  return everyMatch(base.text, firstMonth).flatMap((match): Token[] => {
    const count = valued(match[2])
    const year = yearOf(match[1], base)
    function dayIn(one: number): number | undefined {
      const first = festivalDay('春节', one)
      return first === undefined ? undefined : first + (count - 1) * dayMs
    }
    const day = year === undefined ? nearest(base, match, dayIn) : dayIn(year)
    return count < 1 || count > 30 || day === undefined ? [] : [dayToken(match, day)]
  })
}

function festivals(base: Base): Token[] {
  return everyMatch(base.text, festival).flatMap((match): Token[] => {
    const word = match[2] ?? ''
    const year = yearOf(match[1], base)
    const day =
      year === undefined
        ? nearest(base, match, (one) => festivalDay(word, one))
        : festivalDay(word, year)
    if (day === undefined) return []
    const isHoliday = /^(?:期间|假期|长假|黄金周|小长假|那几天|放假)/.test(
      base.text.slice(match.index + match[0].length),
    )
    if (!isHoliday) return [dayToken(match, day)]
    return [
      {
        ...spanOf(match),
        range: { from: day, to: day + holidayLength(word) * dayMs, grain: 'day' },
      },
    ]
  })
}

/** Days, weeks and months that a text names. */
export function daysIn(base: Base): readonly Token[] {
  const { text } = base
  return [
    ...(/[\d日号]/.test(text) ? [...dated(base), ...ofMonths(base)] : []),
    ...(text.includes('月') ? edges(base) : []),
    ...(/[月年]/.test(text) ? [...months(base), ...firstMonths(base)] : []),
    ...(/[昨今明前后]/.test(text) ? relatives(base) : []),
    ...(/周|星期|礼拜/.test(text) ? [...weekdays(base), ...weeks(base)] : []),
    ...festivals(base),
  ]
}
