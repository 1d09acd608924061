import { normalise } from '../language/normal.ts'
import type { Span, When } from './result.ts'
import { isoOf, localOf, midnight } from './when/calendar.ts'
import { clocksIn, partsIn } from './when/clock.ts'
import { joined, rangeOf } from './when/combine.ts'
import { daysIn } from './when/days.ts'
import { lengthsIn } from './when/lengths.ts'
import type { Base, Range, Token } from './when/token.ts'

export interface WhenBase {
  /** When the text was written, epoch ms. */
  readonly at: number
  /** IANA, for example `Asia/Shanghai`. */
  readonly timeZone: string
}

export interface FoundTime {
  readonly when: When
  readonly evidence: Span
}

interface Found extends Span {
  readonly range: Range
}

const longest = 20_000
const mayTell = /[\d天日号月年周期拜点时钟晚早夜午晨昏刚方节旦一二八夕秋阳明诞圣除过跨国端儿]/
const until = /^(?:一直)?(?:到|至|-|~|—)$/
const told = /(?:说好|承诺|答应|保证|约好|原定|本来说|之前说|说是|以为|不是说|号称)[^，。,]{0,3}$/

/** 昨天到今天, 3月1号至5号: one stretch. */
function stretched(text: string, found: readonly Found[]): readonly Found[] {
  const out: Found[] = []
  for (const next of found) {
    const last = out.at(-1)
    const isUntil = last !== undefined && until.test(text.slice(last.end, next.start))
    if (isUntil && next.range.from >= last.range.from) {
      const isDay =
        next.range.grain === 'day' || next.range.grain === 'week' || next.range.grain === 'month'
      const to = isDay || next.range.grain === 'part' ? next.range.to : next.range.from
      out[out.length - 1] = {
        start: last.start,
        end: next.end,
        range: { ...last.range, to: Math.max(to, last.range.to) },
      }
    } else out.push(next)
  }
  return out
}

function tokensIn(base: Base): readonly Token[] {
  const { text } = base
  return [...lengthsIn(base), ...daysIn(base), ...clocksIn(text), ...partsIn(text)]
}

/**
 * The time a text tells of, as an interval counted from when it was written; null where it tells none,
 * or one that does not exist. What is told first counts, except what was only promised.
 */
export function findTime(text: string, { at, timeZone }: WhenBase): FoundTime | null {
  const normal = normalise(text.length > longest ? text.slice(0, longest) : text)
  if (!mayTell.test(normal.text)) return null
  const now = localOf(at, timeZone)
  const base: Base = { now, today: midnight(now), text: normal.text }
  const found = joined(normal.text, tokensIn(base)).flatMap((token): Found[] => {
    const range = rangeOf(base, token)
    return range ? [{ start: token.start, end: token.end, range }] : []
  })
  const all = stretched(normal.text, found)
  const first =
    all.find(({ start }) => !told.test(normal.text.slice(Math.max(0, start - 8), start))) ?? all[0]
  if (first === undefined) return null
  const { from, to, grain } = first.range
  return {
    when: { start: isoOf(from, timeZone), end: isoOf(to, timeZone), grain },
    evidence: normal.spanOf(first.start, first.end),
  }
}
