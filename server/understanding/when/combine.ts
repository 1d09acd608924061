import { dayMs, hourMs, minuteMs } from './calendar.ts'
import { looksAhead, type Base, type Clock, type Range, type Token } from './token.ts'

type Part = NonNullable<Token['part']>

/** Between the beginning and the end of a span of hours. */
const untilSign = /^\s?(?:到|至|[-~—–]{1,2})\s?$/
const joint =
  /^[\s的,，、在于(（)）是]{0,2}(?:那天|当天|那|当)?(?:大概|大约|差不多|左右|约|将近|快|应该是)?(?:周[一二三四五六日天][)）]?)?$/

/** Pieces that say one time together: 上周三 晚上 九点. */
export function joined(text: string, tokens: readonly Token[]): readonly Token[] {
  const sorted = tokens.toSorted((a, b) => a.start - b.start || b.end - a.end)
  const out: Token[] = []
  for (const token of sorted) {
    const last = out.at(-1)
    if (last !== undefined && token.start < last.end) continue
    const gap = last === undefined ? '' : text.slice(last.end, token.start)
    const both =
      last === undefined ? undefined : (spanOf(last, token, gap) ?? side(last, token, gap))
    if (both) out[out.length - 1] = both
    else out.push(token)
  }
  return out
}

function side(last: Token, next: Token, gap: string): Token | undefined {
  return joint.test(gap) ? together(last, next) : undefined
}

/** 9点到11点: two clocks of one day. */
function spanOf(last: Token, next: Token, gap: string): Token | undefined {
  const isPair = last.clock !== undefined && last.until === undefined && next.clock !== undefined
  if (!isPair || next.day !== undefined || !untilSign.test(gap)) return undefined
  return { ...last, end: next.end, until: next.clock }
}

function together(last: Token, next: Token): Token | undefined {
  const { start } = last
  const { end } = next
  const isImpossible = last.isImpossible === true || next.isImpossible === true
  if (isImpossible) {
    const isBeside = last.isImpossible === true && (next.clock ?? next.part) !== undefined
    return isBeside ? { start, end, isImpossible } : undefined
  }
  if (next.clock && !last.clock && !last.range)
    return {
      start,
      end,
      ...(last.day !== undefined && { day: last.day }),
      ...(last.part && { part: last.part }),
      clock: next.clock,
    }
  if (next.part && last.day !== undefined && !last.part && !last.clock)
    return { start, end, day: last.day, part: next.part }
  // 3月8号周日, 昨天3月10号: two names of a day.
  if (last.day !== undefined && next.day !== undefined && !last.part && !last.clock)
    return last.day === next.day ? { ...last, end } : undefined
  return undefined
}

/** The hour of the day as the part says: 下午三点 is 15, 晚上十二点 is 24. */
function hourIn(word: string, hour: number): number {
  if (/中午|晌午/.test(word)) return hour < 4 ? hour + 12 : hour
  if (/下午|午后|傍晚|黄昏/.test(word)) return hour < 12 ? hour + 12 : hour
  if (/凌晨|午夜|半夜/.test(word))
    return hour === 12 ? 0 : /半夜/.test(word) && hour > 8 && hour < 12 ? hour + 12 : hour
  if (!/[晚夜]/.test(word)) return hour
  if (hour === 12 || hour === 0) return 24
  return hour < 6 ? hour + 24 : hour < 12 ? hour + 12 : hour
}

/** Without a part people are awake: 三点 on a day is 15:00; today's has been, where it may have. */
function wakingHour(base: Base, token: Token, { hour, minute, isOpen }: Clock): number {
  if (!isOpen || hour >= 7) return hour
  const late = token.day === undefined ? 0 : token.day + (hour + 12) * hourMs + minute * minuteMs
  const isToCome = token.day === base.today && late > base.now
  return isToCome && !looksAhead(base, token.start, token.end) ? hour : hour + 12
}

function clockRange(from: number, { isExact }: Clock): Range {
  return isExact
    ? { from, to: from + minuteMs, grain: 'minute' }
    : { from, to: from + hourMs, grain: 'hour' }
}

/** A clock without a day: the last one that was, or the next where the text looks ahead. */
function undated(base: Base, token: Token, clock: Clock, part: Part | undefined): number {
  const { now, today } = base
  const isAhead = looksAhead(base, token.start, token.end)
  const hour = part ? hourIn(part.word, clock.hour) : clock.hour
  const choices = part || !clock.isOpen ? [hour] : [clock.hour % 12, (clock.hour % 12) + 12]
  const moments = [-1, 0, 1].flatMap((day) =>
    choices.map((one) => today + day * dayMs + one * hourMs + clock.minute * minuteMs),
  )
  if (isAhead) {
    const waking = moments.filter((at) => at >= now)
    return waking[0] ?? now
  }
  return moments.findLast((at) => at <= now) ?? now
}

function clockStart(base: Base, token: Token, clock: Clock): number {
  const { day, part } = token
  if (day === undefined) return undated(base, token, clock, part)
  const hour = part ? hourIn(part.word, clock.hour) : wakingHour(base, token, clock)
  return day + hour * hourMs + clock.minute * minuteMs
}

/** From the first clock to the second, which is the later one. */
function clockSpan({ from }: Range, clock: Clock, until: Clock): Range {
  const day = from - (((from % dayMs) + dayMs) % dayMs)
  const at = day + until.hour * hourMs + until.minute * minuteMs
  const to = [at, at + dayMs / 2, at + dayMs].find((end) => end > from) ?? from + hourMs
  return { from, to, grain: clock.minute === 0 && until.minute === 0 ? 'hour' : 'minute' }
}

/** The interval a joined token means, in local time; undefined where it says too little. */
export function rangeOf(base: Base, token: Token): Range | undefined {
  const { day, part, clock, range } = token
  if (token.isImpossible) return undefined
  if (range) return range
  if (clock) {
    const begin = clockRange(clockStart(base, token, clock), clock)
    return token.until ? clockSpan(begin, clock, token.until) : begin
  }
  if (part) {
    const start = day ?? partDay(base, token, part)
    if (start === undefined) return undefined
    return { from: start + part.from * hourMs, to: start + part.to * hourMs, grain: 'part' }
  }
  return day === undefined ? undefined : { from: day, to: day + dayMs, grain: 'day' }
}

const happens =
  /^(?:开始|起|就|突然|忽然|又|还|才|刚|到现在|至今|的时候|那会儿?|断|停|报|打|下单|下的单|买|充|办|去|来|收到|给|发|寄|联系|投诉|申请|预约|交|跟|客服|师傅|左右|六|七|八|九|十)/
const habit =
  /(?:每天|天天|每晚|每到|每次|一到|到了|平时|经常|总是|老是|每个|早午|从早|从|凡是|一般|周末|想在|工作日|家里|大半|一个|每|整个)$/

/** A bare part of a day is today's, or last night's, where something happened in it. */
function partDay(
  { text, now, today }: Base,
  { start, end }: Token,
  part: Part,
): number | undefined {
  const before = text.slice(Math.max(0, start - 4), start)
  const isFrom = /从$/.test(before) && /^(?:开始|起|就|到现在|到)/.test(text.slice(end, end + 4))
  if (!isFrom && (habit.test(before) || !happens.test(text.slice(end, end + 6)))) return undefined
  return today + part.from * hourMs <= now ? today : today - dayMs
}
