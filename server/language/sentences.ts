import { everyMatch } from './every-match.ts'
import type { Span } from './normal.ts'
import { remembered } from './remembered.ts'

export interface Sentence extends Span {
  readonly text: string
}

const ends = /[。！？!?；;\n…]+[”’」』）)"']*/g

/** Sentences with their closing marks, in order; blank ones are left out. Cut once for each recent text. */
export const sentencesOf = remembered(cutSentences)

function cutSentences(text: string): readonly Sentence[] {
  const sentences: Sentence[] = []
  let start = 0
  function add(end: number): void {
    const piece = text.slice(start, end)
    const lead = piece.length - piece.trimStart().length
    const trimmed = piece.trim()
    if (/[\p{L}\p{N}]/u.test(trimmed))
      sentences.push({ start: start + lead, end: start + lead + trimmed.length, text: trimmed })
    start = end
  }
  for (const { 0: mark, index } of everyMatch(text, ends)) add(index + mark.length)
  add(text.length)
  return sentences
}

// A colon or comma between digits belongs to the number: 18:00, 1,299元.
const clause = /(?:[^，,：:、—。！？!?；;\n…]|(?<=\d)[,:：](?=\d))+/g

const cut = new WeakMap<Sentence, readonly Sentence[]>()

/** Parts of a sentence between commas, colons and dashes; cut once for each sentence object. */
export function clausesOf(sentence: Sentence): readonly Sentence[] {
  const known = cut.get(sentence)
  if (known) return known
  const clauses = cutClauses(sentence)
  cut.set(sentence, clauses)
  return clauses
}

function cutClauses(sentence: Sentence): readonly Sentence[] {
  const clauses: Sentence[] = []
  for (const { 0: piece, index } of everyMatch(sentence.text, clause)) {
    const lead = piece.length - piece.trimStart().length
    const text = piece.trim()
    if (text === '') continue
    const start = sentence.start + index + lead
    clauses.push({ start, end: start + text.length, text })
  }
  return clauses
}
