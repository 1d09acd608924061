import type { Judged, Span, Understanding, When } from '../result.ts'
import type { GoldFields } from './gold.ts'
import { areaUnderCurve, reportJudged, share, type Guess, type JudgedReport } from './judged.ts'

/** One text: what people say of it, and what the engine says. */
export interface Pair {
  /** Wanted only where mistakes are to be listed. */
  readonly text?: string
  readonly gold: GoldFields
  readonly ours: Understanding
}

export interface FoundReport {
  readonly count: number
  /** Exactly as people say, none where they say none. */
  readonly accuracy: number
  /** Of those that are there: found, right or not; and quite right. */
  readonly found: number
  readonly right: number
  /** Of those where there is none. */
  readonly invented: number
}

export interface SpanReport {
  readonly count: number
  readonly precision: number
  readonly recall: number
}

export interface Evaluation {
  readonly texts: number
  readonly judged: Readonly<Record<string, JudgedReport>>
  /** That a text is angry (level 2 or 3) by the confidence. */
  readonly angerAuc: number | null
  readonly angerWithinOne: number | null
  readonly found: Readonly<Record<string, FoundReport>>
  readonly spans: Readonly<Record<string, SpanReport>>
}

function asGuess(gold: string, judged: Judged<unknown>): Guess {
  const { value, confidence, decided } = judged
  return { gold, value: String(value), confidence, decided }
}

export type JudgedName = 'polarity' | 'escalation' | 'abuse' | 'relevance' | 'category'
export const judgedNames: readonly JudgedName[] = [
  'polarity',
  'escalation',
  'abuse',
  'relevance',
  'category',
]

export function guessesOf(pairs: readonly Pair[], name: JudgedName): readonly Guess[] {
  return pairs.flatMap(({ gold, ours }) => {
    const said = gold[name]
    const judged = name === 'category' ? ours.what.category : ours[name]
    return said === undefined ? [] : [asGuess(said, judged)]
  })
}

/** Whether a text is angry at all: what the confidence speaks of. */
function angryGuesses(pairs: readonly Pair[]): readonly Guess[] {
  return pairs.flatMap(({ gold, ours: { anger } }) => {
    if (gold.anger === undefined) return []
    const isAngry = anger.confidence >= 0.5
    const confidence = isAngry ? anger.confidence : 1 - anger.confidence
    const [said, value] = [String(gold.anger >= 2), String(isAngry)]
    return [{ gold: said, value, confidence, decided: anger.decided }]
  })
}

function levelGuesses(pairs: readonly Pair[]): readonly Guess[] {
  return pairs.flatMap(({ gold, ours: { anger } }) =>
    gold.anger === undefined
      ? []
      : [{ gold: String(gold.anger), value: String(anger.level), confidence: 0, decided: false }],
  )
}

function reportFound<T>(
  sides: readonly { readonly gold: T | null; readonly ours: T | null }[],
  isSame: (gold: T, ours: T) => boolean,
): FoundReport {
  const there = sides.filter(({ gold }) => gold !== null)
  const absent = sides.filter(({ gold }) => gold === null)
  const right = there.filter(
    ({ gold, ours }) => gold !== null && ours !== null && isSame(gold, ours),
  ).length
  const silent = absent.filter(({ ours }) => ours === null).length
  return {
    count: sides.length,
    accuracy: share(right + silent, sides.length),
    found: share(there.filter(({ ours }) => ours !== null).length, there.length),
    right: share(right, there.length),
    invented: share(absent.length - silent, absent.length),
  }
}

function isSameTime(gold: When, ours: When): boolean {
  return (
    Date.parse(gold.start) === Date.parse(ours.start) &&
    Date.parse(gold.end) === Date.parse(ours.end) &&
    gold.grain === ours.grain
  )
}

function sidesOf<T>(
  pairs: readonly Pair[],
  goldOf: (gold: GoldFields) => T | null | undefined,
  oursOf: (ours: Understanding) => T | null,
): readonly { readonly gold: T | null; readonly ours: T | null }[] {
  return pairs.flatMap(({ gold, ours }) => {
    const said = goldOf(gold)
    return said === undefined ? [] : [{ gold: said, ours: oursOf(ours) }]
  })
}

type Place = NonNullable<GoldFields['where']>
const levels = ['province', 'city', 'district'] as const

function foundReports(pairs: readonly Pair[]): Evaluation['found'] {
  const places = sidesOf<Place>(
    pairs,
    ({ where }) => where,
    ({ where }) => where,
  )
  const times = sidesOf<When>(
    pairs,
    ({ when }) => when,
    ({ when }) => when,
  )
  const products = sidesOf<string>(
    pairs,
    ({ product }) => product,
    ({ what }) => what.product,
  )
  const reports = {
    where: reportFound(places, (a, b) => levels.every((level) => a[level] === b[level])),
    when: reportFound(times, isSameTime),
    product: reportFound(products, (a, b) => a.includes(b) || b.includes(a)),
  }
  return Object.fromEntries(Object.entries(reports).filter(([, { count }]) => count > 0))
}

function touches(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end
}

function reportSpans(
  pairs: readonly { readonly gold: readonly Span[]; readonly ours: readonly Span[] }[],
): SpanReport {
  let [there, found, said, hit] = [0, 0, 0, 0]
  for (const { gold, ours } of pairs) {
    there += gold.length
    said += ours.length
    found += gold.filter((one) => ours.some((other) => touches(one, other))).length
    hit += ours.filter((one) => gold.some((other) => touches(one, other))).length
  }
  return { count: there, precision: share(hit, said), recall: share(found, there) }
}

function spanReports(pairs: readonly Pair[]): Evaluation['spans'] {
  const names = ['pii', 'points'] as const
  return Object.fromEntries(
    names.flatMap((name) => {
      const sides = pairs.flatMap(({ gold, ours }) =>
        gold[name] === undefined ? [] : [{ gold: gold[name], ours: ours[name] }],
      )
      return sides.length === 0 ? [] : [[name, reportSpans(sides)] as const]
    }),
  )
}

/** How well texts are understood, field by field; only fields that somebody judged. */
export function evaluatePairs(pairs: readonly Pair[]): Evaluation {
  const guesses: readonly (readonly [string, readonly Guess[]])[] = [
    ...judgedNames.map((name) => [name, guessesOf(pairs, name)] as const),
    ['anger level', levelGuesses(pairs)],
    ['angry', angryGuesses(pairs)],
  ]
  const judged = guesses
    .filter(([, all]) => all.length > 0)
    .map(([name, all]) => [name, reportJudged(all)] as const)
  const angry = pairs.filter(({ gold }) => gold.anger !== undefined)
  const near = angry.filter(({ gold, ours }) => Math.abs((gold.anger ?? 0) - ours.anger.level) <= 1)
  return {
    texts: pairs.length,
    judged: Object.fromEntries(judged),
    angerAuc: areaUnderCurve(
      angry.map(({ gold, ours }) => ({
        score: ours.anger.confidence,
        isPositive: (gold.anger ?? 0) >= 2,
      })),
    ),
    angerWithinOne: angry.length === 0 ? null : share(near.length, angry.length),
    found: foundReports(pairs),
    spans: spanReports(pairs),
  }
}
