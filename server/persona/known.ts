import { everyMatch } from '../language/every-match.ts'
import { normalise } from '../language/normal.ts'
import { quantitiesIn, type Quantity } from '../language/quantities.ts'
import { dayOf, timesIn, type TimeMention } from '../language/times.ts'
import type { LintContext, WordingEntry } from './context.ts'
import { codesIn, type Code } from './codes.ts'
import { topicsOf, type EventTopic } from './event-topics.ts'
import { isInForce, momentIn } from './moments.ts'

/** A text of the context with what it states. */
export interface KnownText {
  readonly text: string
  readonly amounts: readonly Quantity[]
  readonly times: readonly TimeMention[]
  readonly codes: readonly Code[]
  /** What a fact is about, as far as its name or value tells. */
  readonly topics?: readonly EventTopic[]
}

/** What a draft may rely on. */
export interface Known {
  readonly now?: number
  /** `ticket.facts`, each value on its own. */
  readonly facts: readonly KnownText[]
  /** Approved statements in force. */
  readonly wording: readonly KnownText[]
  /** Everything, the two above included. */
  readonly all: readonly KnownText[]
  /** Numbers written without a unit: 99的套餐. */
  readonly numbers: ReadonlySet<number>
  /** All texts in one, for names and words. */
  readonly words: string
}

const iso = /^(\d{4}-\d{2}-\d{2})t\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})$/

const bareNumber =
  /(?<![\d.:a-z])\d{1,9}(?:\.\d{1,3})?(?![\d.:/]*\d|[a-z:/%]|\s?[分小天日月年个件包台部双张条次位人吨度米寸升斤期层秒周点号折码支瓶盒份级])/g
/** Most values are words; they need no further reading. */
const telling = /[\d一二三四五六七八九十两半今明昨周末免百]/

/** 次月1日: a day of the month after the one of `base`. */
function nextMonth(text: string, base: number | undefined): readonly TimeMention[] {
  const found = /(?:次月|下个?月)(?:的)?(\d{1,2})[日号]/.exec(text)
  if (!found || base === undefined) return []
  const { year, month } = dayOf(base)
  const day = {
    year: month === 12 ? year + 1 : year,
    month: (month % 12) + 1,
    day: Number(found[1]),
  }
  return [{ start: found.index, end: found.index + found[0].length, day }]
}

/** Reads a text; `base` is the moment its relative days count from. */
export function read(written: string, base: number | undefined): KnownText {
  // 164，110斤 are two numbers.
  const { text } = normalise(written.replace(/(\d)，(?=\d)/g, '$1， '))
  if (!telling.test(text)) return { text, amounts: [], times: [], codes: [] }
  const amounts = quantitiesIn(text)
  if (iso.test(text)) {
    const moment = Date.parse(written)
    const minutes = Math.floor(((moment + 8 * 3_600_000) / 60_000) % 1440)
    const time: TimeMention = { start: 0, end: text.length, day: dayOf(moment), minutes }
    return { text, amounts, times: [time], codes: [] }
  }
  return {
    text,
    amounts,
    times: [...timesIn(text, base), ...nextMonth(text, base)],
    codes: codesIn(text),
  }
}

/** Approved statements in force at `now`; without a `now` every one counts. */
export function inForce(context: LintContext, now: number | undefined): readonly WordingEntry[] {
  return (context.wording ?? []).filter((entry) => now === undefined || isInForce(entry, now))
}

function said(context: LintContext, now: number | undefined): readonly KnownText[] {
  const messages = [...(context.inbound ?? []), ...(context.earlier ?? [])]
  return messages.flatMap(({ text, at }) => {
    const moment = momentIn(at)
    const day: TimeMention[] =
      moment === undefined ? [] : [{ start: 0, end: 0, day: dayOf(moment) }]
    const message = read(text, moment ?? now)
    return [{ ...message, times: [...message.times, ...day] }]
  })
}

function about(context: LintContext): readonly string[] {
  const { ticket, brand, customer, channel, policy } = context
  return [
    ticket?.serviceNo,
    ticket?.waitingSince,
    context.recommended?.text,
    customer?.name,
    brand?.name,
    channel?.windowEndsAt,
    ...(brand?.products ?? []),
    ...(brand?.servicePhones ?? []),
    ...(brand?.places ?? []),
    ...(context.rumours ?? []).map(({ fact }) => fact),
    ...(policy?.progressMinutes === undefined ? [] : [`${String(policy.progressMinutes)}分钟`]),
  ].filter((text) => text !== undefined)
}

function gather(context: LintContext): Known {
  const now = momentIn(context.now)
  const facts = Object.entries(context.ticket?.facts ?? {}).map(([key, value]) => ({
    ...read(value, now),
    topics: topicsOf(`${key} ${value}`),
  }))
  const wording = inForce(context, now).map(({ text }) => read(text, now))
  const rest = about(context).map((text) => read(text, now))
  const all = [...facts, ...wording, ...said(context, now), ...rest]
  const names = [
    ...(context.topics ?? []).flatMap(({ words }) => words),
    ...(context.competitors ?? []),
  ]
  const words = [...all.map(({ text }) => text), ...names.map((name) => normalise(name).text)].join(
    '\n',
  )
  return {
    ...(now !== undefined && { now }),
    facts,
    wording,
    all,
    words,
    numbers: new Set(everyMatch(words, bareNumber).map(([number]) => Number(number))),
  }
}

const firm = new WeakMap<Known, Known>()

/** Only what the ticket and the approved wording say, without what anybody wrote in passing. */
export function firmOnly(known: Known): Known {
  const found = firm.get(known)
  if (found) return found
  const all = [...known.facts, ...known.wording]
  const own: Known = { ...known, all, words: '', numbers: new Set() }
  firm.set(known, own)
  return own
}

const gathered = new WeakMap<LintContext, Known>()

/** Gathered once for each context object, however many drafts and rules look at it. */
export function knownFrom(context: LintContext): Known {
  const found = gathered.get(context) ?? gather(context)
  gathered.set(context, found)
  return found
}
