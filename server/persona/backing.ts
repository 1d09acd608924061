import { onceFor } from '../language/once-for.ts'
import { isSameQuantity, type Quantity } from '../language/quantities.ts'
import { dayOf, startOf, type Day, type TimeMention } from '../language/times.ts'
import { topicsOf } from './event-topics.ts'
import type { Known, KnownText } from './known.ts'
import type { Statement } from './statements.ts'

const dayMs = 86_400_000
const minuteMs = 60_000
const negated = /[没未不](?:有|能|会|到|曾)?/

function isSameDay(a: Day, b: Day): boolean {
  const isYear = a.year === undefined || b.year === undefined || a.year === b.year
  return isYear && a.month === b.month && a.day === b.day
}

function isSameClock(a: TimeMention, b: TimeMention): boolean {
  if (a.minutes === undefined || b.minutes === undefined) return false
  const gap = Math.abs(a.minutes - b.minutes) % 1440
  return gap === 0 || (gap === 720 && (a.isTwelveHour === true || b.isTwelveHour === true))
}

const parts: Readonly<Record<string, readonly [number, number]>> = {
  morning: [0, 720],
  noon: [660, 840],
  afternoon: [720, 1140],
  evening: [1020, 1440],
}

function isInPart({ part }: TimeMention, known: TimeMention): boolean {
  if (part !== undefined && known.part !== undefined) return part === known.part
  const [from, to] = parts[part ?? ''] ?? [0, 1440]
  return known.minutes === undefined || (from <= known.minutes && known.minutes <= to)
}

/** Whether a known time says what the mention says: 明天 = 2026-05-13, 下午四点 = 16:00. */
function isSameTime(mention: TimeMention, known: TimeMention): boolean {
  const { minutes } = mention
  if (!isDayAgreed(mention, known) || !isInPart(mention, known)) return false
  if (minutes === undefined) return !hasDay(mention) || hasDay(known)
  return known.minutes === undefined
    ? hasDay(known) && hasDay(mention)
    : isSameClock(mention, known)
}

function hasDay({ day, dayOfMonth, weekday }: TimeMention): boolean {
  return (day ?? dayOfMonth ?? weekday) !== undefined
}

function isDayAgreed(mention: TimeMention, known: TimeMention): boolean {
  const { day, weekday } = mention
  const monthly = mention.dayOfMonth ?? known.dayOfMonth
  if (monthly !== undefined)
    return (mention.dayOfMonth ?? day?.day) === (known.dayOfMonth ?? known.day?.day)
  if (day === undefined || known.day === undefined)
    return weekday === undefined || known.weekday === undefined || weekday === known.weekday
  const isWeekday = mention.isLoose === true && weekday === weekdayIn(known.day)
  return isSameDay(day, known.day) || isWeekday
}

function weekdayIn({ year, month, day }: Day): number | undefined {
  return year === undefined ? undefined : new Date(Date.UTC(year, month - 1, day)).getUTCDay()
}

const momentsOf = onceFor((known: Known): readonly number[] => {
  const { now = 0 } = known
  return known.all.flatMap(({ times }) =>
    times.flatMap(({ day, minutes, isImpossible }) => {
      if (!day || isImpossible) return []
      return [startOf({ ...day, year: day.year ?? dayOf(now).year }) + (minutes ?? 0) * minuteMs]
    }),
  )
})

const todayOnly = onceFor((known: Known): readonly number[] => {
  const { now = 0 } = known
  return known.all.flatMap(({ times }) =>
    times.flatMap(({ day, minutes }) =>
      day === undefined && minutes !== undefined ? [startOf(dayOf(now)) + minutes * minuteMs] : [],
    ),
  )
})

/** Told lengths are rounded: to ten minutes, or to the half-hour when they are long. */
function isNear(told: number, minutes: number): boolean {
  return Math.abs(told - minutes) <= Math.max(10, Math.min(30, told * 0.2))
}

/** A length that spans from now to a known moment, back to one, or between two of them. */
function isElapsed(value: number, known: Known): boolean {
  const { now } = known
  if (now === undefined) return false
  const today = startOf(dayOf(now))
  const moments = [...momentsOf(known), ...todayOnly(known)].slice(0, 40)
  if (value < 1440) {
    const minutes = moments.map((moment) => moment / minuteMs)
    return [now / minuteMs, ...minutes].some((one) =>
      minutes.some((other) => one !== other && isNear(value, Math.abs(one - other))),
    )
  }
  return moments.some((moment) => {
    const days = Math.abs(Math.round((startOf(dayOf(moment)) - today) / dayMs))
    return value / 1440 === days || value / 1440 === days + 1
  })
}

/** Known sums, and known numbers that may multiply them. */
const factorsOf = onceFor((known: Known) => {
  const sums = [...new Set(amountsIn(known.all, 'money').map((amount) => amount.value))].slice(
    0,
    24,
  )
  // Five days are five times the price of one.
  const counts = new Set(
    known.all.flatMap(({ amounts }) =>
      amounts.map(({ kind, value }) => (kind === 'length' ? value / 1440 : value)),
    ),
  )
  return {
    sums,
    counts: [...counts].filter((count) => count > 1 && count <= 12 && Number.isInteger(count)),
  }
})

/** Sums, differences and multiples of known sums: 2份129元 are 258元, 96元 less 48元 is 48元. */
export function isReckoned(value: number, known: Known): boolean {
  const { sums, counts } = factorsOf(known)
  const near = (sum: number): boolean => Math.abs(sum - value) < 0.005
  return sums.some(
    (one) =>
      sums.some((other) => one !== other && (near(one + other) || near(one - other))) ||
      counts.some((count) => near(one * count)),
  )
}

function amountsIn(texts: readonly KnownText[], kind: Quantity['kind']): readonly Quantity[] {
  return texts.flatMap(({ amounts }) => amounts.filter((amount) => amount.kind === kind))
}

/** 12600分 less 10000分 leave 2600分. */
function isDifference({ unit, value }: Quantity, known: Known): boolean {
  const same = amountsIn(known.all, 'count').filter((one) => one.unit === unit)
  return same
    .slice(0, 24)
    .some((one) => same.some((other) => one !== other && one.value - other.value === value))
}

function isFree(known: Known): boolean {
  return /免费|免单|不收费|免收/.test(known.words)
}

/** Whether anything known says the same amount. */
export function isAmountBacked(amount: Quantity, known: Known): boolean {
  if (known.all.some(({ amounts }) => amounts.some((one) => isSameQuantity(amount, one))))
    return true
  if (amount.kind === 'length') return isElapsed(amount.value, known)
  if (amount.kind === 'count') return isDifference(amount, known)
  if (amount.kind !== 'money') return false
  if (amount.value === 0) return isFree(known)
  return known.numbers.has(amount.value) || isReckoned(amount.value, known)
}

const bygone = /原定|原本|原来|约好|约的|约了|本来|说好|之前|耽误|没来|没到|等到|昨/

/** 8月14日生效的3天包用到8月17日: a known day and a known length make another day. */
function isReckonedDay({ day }: TimeMention, known: Known): boolean {
  if (!day) return false
  const year = day.year ?? dayOf(known.now ?? 0).year
  const wanted = startOf({ ...day, year })
  const lengths = amountsIn(known.facts, 'length').filter(({ value }) => value >= 1440)
  return known.facts.some(({ times }) =>
    times.some((one) => {
      if (!one.day) return false
      const start = startOf({ ...one.day, year: one.day.year ?? year })
      return lengths.some(({ value }) => Math.abs(start + value * minuteMs - wanted) < dayMs / 2)
    }),
  )
}

/**
 * Whether anything known says the same time. Where facts tell of the very thing the clause tells of,
 * only they count: goods shipped today do not arrive today. A clock is not backed by a mere day that
 * somebody wrote on.
 */
export function isTimeBacked(
  { time, clause }: Statement & { kind: 'time' },
  known: Known,
): boolean {
  const about = topicsOf(clause)
  const close = known.facts.filter(
    ({ topics, times }) => times.length > 0 && topics?.some((topic) => about.includes(topic)),
  )
  const isStrict = close.length > 0 && !negated.test(clause) && !bygone.test(clause)
  const firm = isStrict ? [...close, ...known.wording] : [...known.facts, ...known.wording]
  if (firm.some(({ times }) => times.some((one) => isSameTime(time, one)))) return true
  // To the minute the same: no other thing happens just then.
  const isExact = (one: TimeMention): boolean =>
    time.minutes !== undefined && one.minutes !== undefined && hasDay(one) && hasDay(time)
  if (known.facts.some(({ times }) => times.some((one) => isExact(one) && isSameTime(time, one))))
    return true
  if (isStrict) return false
  if (isReckonedDay(time, known)) return true
  return known.all.some(({ times }) =>
    times.some(
      (one) => isSameTime(time, one) && (time.minutes === undefined || one.minutes !== undefined),
    ),
  )
}

// Where a number is a promise of the house, it must stand somewhere.
const policy =
  /质保|保修|三包|无理由|退换|退货|换货|有效|合约|到账|退款|退回|送达|送到|办好|办完|办结|可取|取机|修好|恢复|免费|时效|保质|出结果|发货|[才能会可]退|退给/
const statutory = /7天无理由|七天无理由|7日无理由|七日无理由/

function isUnbackedLength(statement: Statement & { kind: 'amount' }, known: Known): boolean {
  const { clause, isPledge } = statement
  const hasLength = amountsIn(known.all, 'length').length > 0
  const isFuture = futureIn(known).length > 0
  if (isPledge && !hasLength && !isFuture) return false
  if (statutory.test(clause) && !/无理由/.test(known.words)) return false
  return hasLength || policy.test(clause)
}

/** Whether an amount that nothing backs is a fault, or only outside what is known. */
export function isAmountWrong(statement: Statement & { kind: 'amount' }, known: Known): boolean {
  const { amount } = statement
  if (isAmountBacked(amount, known)) return false
  if (amount.kind === 'money') return true
  if (amount.kind === 'length') return isUnbackedLength(statement, known)
  const others = amountsIn(known.all, amount.kind)
  return others.some(({ unit, kind }) => kind !== 'count' || unit === amount.unit)
}

const futureIn = onceFor((known: Known): readonly TimeMention[] => {
  const { now } = known
  if (now === undefined) return []
  const today = startOf(dayOf(now))
  return [...known.facts, ...known.wording].flatMap(({ times }) =>
    times.filter(({ day, minutes }) =>
      day === undefined
        ? minutes !== undefined
        : startOf({ ...day, year: day.year ?? dayOf(now).year }) >= today,
    ),
  )
})

/** What is over with: today it is either done or not. */
const outcome =
  /修好|修复|送达|送到|送货|到货|到家|到账|到您(?!的?账|的?卡|微信|支付)|恢复|办好|装好|寄到|能到|[天日号晚早午]到|完成/

/** 今天, 明天, 周五 without a clock: only held against known days yet to come. */
function isDayWrong(statement: Statement & { kind: 'time' }, known: Known): boolean {
  const { time, clause } = statement
  const { now } = known
  const days = futureIn(known).filter(({ day }) => day !== undefined)
  if (now === undefined || time.day === undefined || days.length === 0) return false
  const start = startOf({ ...time.day, year: time.day.year ?? dayOf(now).year })
  if (start < startOf(dayOf(now)) || negated.test(clause)) return false
  return outcome.test(clause) || (start > startOf(dayOf(now)) && statement.isEvent)
}

/** Whether a time that nothing backs is a fault, or only outside what is known. */
export function isTimeWrong(
  statement: Statement & { kind: 'time' },
  known: Known,
  written: string,
): boolean {
  const { time, isPledge, isEvent } = statement
  if (isTimeBacked(statement, known)) return false
  if (isPledge && futureIn(known).length === 0) return false
  const isFirm = time.minutes !== undefined || /\d/.test(written) || /[月号]/.test(written)
  if (time.day === undefined && time.minutes === undefined) return false
  return isFirm && time.weekday === undefined
    ? isEvent || isPledge || time.minutes === undefined
    : isDayWrong(statement, known)
}

/** Whether a service number, phone line, version or model contradicts what is known. */
export function isCodeWrong({ code, clause }: Statement & { kind: 'code' }, known: Known): boolean {
  const others = known.all.flatMap(({ codes }) => codes.filter(({ kind }) => kind === code.kind))
  if (others.some(({ value }) => value === code.value)) return false
  if (known.words.includes(code.value)) return false
  if (code.kind === 'phone') return others.length > 0 && /[打拨电热客致]/.test(clause)
  if (code.kind === 'version') return others.length > 0
  return others.some(({ family }) => family === code.family)
}
