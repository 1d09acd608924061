import { everyMatch } from '../language/every-match.ts'
import type { Span } from '../language/normal.ts'
import type { Speech } from './speech.ts'

/** A stretch of a draft between two marks a reader stops at; offsets in the plain text. */
export interface Clause extends Span {
  readonly text: string
  /** Which sentence it belongs to, counted from 0. */
  readonly sentence: number
  /** Its sentence ends in a question mark. */
  readonly isAsked: boolean
}

// A comma, colon or wave between digits belongs to the number; one dot ends nothing, three do.
const piece = /(?:[^,:~—。!?;\n.…]|(?<=\d)[,:~](?=\d)|\.(?!\.))+/g
const sentenceEnd = /[。!?;\n…]|\.\./

function cut(text: string): readonly Clause[] {
  const found: { start: number; end: number; text: string; sentence: number }[] = []
  const asked = new Set<number>()
  let sentence = 0
  let from = 0
  for (const { 0: words, index } of everyMatch(text, piece)) {
    const gap = text.slice(from, index)
    if (from > 0 && sentenceEnd.test(gap)) {
      if (gap.includes('?')) asked.add(sentence)
      sentence++
    }
    from = index + words.length
    found.push({ start: index, end: from, text: words, sentence })
  }
  if (text.slice(from).includes('?')) asked.add(sentence)
  return found.map((one) => ({ ...one, isAsked: asked.has(one.sentence) }))
}

const known = new WeakMap<Speech, readonly Clause[]>()

/** The clauses of a draft in order, quotations and reported words blanked as in `speech.text`. */
export function clausesIn(speech: Speech): readonly Clause[] {
  const cached = known.get(speech)
  if (cached) return cached
  const clauses = cut(speech.text)
  known.set(speech, clauses)
  return clauses
}

/** Spans in order, each filed under the clause it begins in. */
export function byClause(
  clauses: readonly Clause[],
  spans: readonly Span[],
): ReadonlyMap<Clause, readonly Span[]> {
  const filed = new Map<Clause, Span[]>()
  let at = 0
  for (const clause of clauses) {
    while (at < spans.length && (spans[at]?.start ?? 0) < clause.start) at++
    const inside: Span[] = []
    for (; at < spans.length && (spans[at]?.start ?? 0) < clause.end; at++) {
      const span = spans[at]
      if (span) inside.push(span)
    }
    if (inside.length > 0) filed.set(clause, inside)
  }
  return filed
}
