import { normalise, type NormalText } from '../language/normal.ts'
import { quantitiesIn, type Quantity } from '../language/quantities.ts'
import { clausesOf, sentencesOf, type Sentence } from '../language/sentences.ts'
import { dayOf, startOf, timesIn, type TimeMention } from '../language/times.ts'
import { codesIn, type Code } from './codes.ts'
import { momentIn } from './moments.ts'

/** A clause with the times, amounts and codes that begin in it, whose offsets are those of the clause. */
export interface ReadClause extends Sentence {
  readonly times: readonly TimeMention[]
  readonly amounts: readonly Quantity[]
  readonly codes: readonly Code[]
}

export interface ReadSentence extends Sentence {
  readonly clauses: readonly ReadClause[]
}

/** A draft as the rules of fact read it; offsets are those of the plain text. */
export interface Reading {
  readonly normal: NormalText
  readonly now: number | undefined
  readonly sentences: readonly ReadSentence[]
}

/** 明天8:30上门，修完9:30给您回电: the day goes on until another one is named. */
function withDays(
  times: readonly TimeMention[],
  now: number | undefined,
  text: string,
): readonly TimeMention[] {
  if (now === undefined) return times
  const today = startOf(dayOf(now))
  let last: TimeMention | undefined
  return times.map((time) => {
    if (last && /[。！!？?；;\n]/.test(text.slice(last.end, time.start))) last = undefined
    if (time.day) {
      last = time.isLoose !== true && startOf(time.day) > today ? time : undefined
      return time
    }
    const isClock = time.minutes !== undefined && time.weekday === undefined
    return isClock && last?.day ? { ...time, day: last.day } : time
  })
}

/** Nobody writes a longer clause; rules look at a whole clause for each thing in it. */
const longestClause = 200

function piecesOf(clause: Sentence): readonly Sentence[] {
  if (clause.text.length <= longestClause) return [clause]
  const pieces: Sentence[] = []
  for (let at = 0; at < clause.text.length; at += longestClause) {
    const text = clause.text.slice(at, at + longestClause)
    const start = clause.start + at
    pieces.push({ text, start, end: start + text.length })
  }
  return pieces
}

const nothing: readonly never[] = []

/** Takes the spans that begin before `end` off the front of an ordered list, moved by `start`. */
function taken<S extends { readonly start: number; readonly end: number }>(
  queue: { readonly all: readonly S[]; next: number },
  { start, end }: Sentence,
): readonly S[] {
  if ((queue.all[queue.next]?.start ?? Infinity) >= end) return nothing
  const found: S[] = []
  for (let one = queue.all[queue.next]; one && one.start < end; one = queue.all[++queue.next])
    if (one.start >= start) found.push({ ...one, start: one.start - start, end: one.end - start })
  return found
}

/** No channel carries a longer reply; a pasted book is not read to its end. */
const longest = 6000

function read(draft: string, at: string | undefined): Reading {
  const normal = normalise(draft)
  const text = normal.text.slice(0, longest)
  const now = momentIn(at)
  const times = { all: withDays(timesIn(text, now), now, text), next: 0 }
  const codes = { all: [...codesIn(text)].sort((a, b) => a.start - b.start), next: 0 }
  const amounts = { all: quantitiesIn(text), next: 0 }
  // Field by field: spreading hundreds of small objects was half of the time this took.
  const sentences = sentencesOf(text).map((sentence) => ({
    text: sentence.text,
    start: sentence.start,
    end: sentence.end,
    clauses: clausesOf(sentence)
      .flatMap(piecesOf)
      .map((clause) => ({
        text: clause.text,
        start: clause.start,
        end: clause.end,
        times: taken(times, clause),
        amounts: taken(amounts, clause),
        codes: taken(codes, clause),
      })),
  }))
  return { normal, now, sentences }
}

let last:
  { readonly draft: string; readonly at: string | undefined; readonly reading: Reading } | undefined

/** Reads a draft once for all rules that look at it one after the other. */
export function readingOf(draft: string, now?: string): Reading {
  if (last?.draft !== draft || last.at !== now) last = { draft, at: now, reading: read(draft, now) }
  return last.reading
}
