import { pointsIn } from '../language/points.ts'
import type { NormalText } from '../language/normal.ts'
import { clausesOf, sentencesOf } from '../language/sentences.ts'
import type { Span } from './result.ts'
import type { Signs } from './rules/signs.ts'
import type { MoodTag } from './words/mood.ts'

/** Words of trouble, wishes and questions: a clause with one says something that wants an answer. */
const telling: ReadonlySet<MoodTag> = new Set([
  'bad',
  'fault',
  'reproach',
  'contempt',
  'suggest',
  'wish',
  'good',
  'relief',
  'asks',
])
/** From this weight on a word of a category says what is the matter. */
const weighty = 1.5
/** A clause shorter than this is a sigh. */
const shortest = 4

function touches(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end
}

/** Each thing asked, demanded or complained of, in order, as spans of the text as given. */
export function pointsOf(
  text: string,
  normal: NormalText,
  { moods, topics }: Signs,
): readonly Span[] {
  const asked = pointsIn(text).map(({ start, end }): Span => ({ start, end }))
  const hits = [
    ...moods.filter(({ tag }) => telling.has(tag)),
    ...topics.filter(({ weight }) => weight >= weighty),
  ]
  const told = sentencesOf(normal.text)
    .flatMap(clausesOf)
    .filter((clause) => clause.end - clause.start >= shortest)
    .filter((clause) => hits.some((hit) => touches(hit, clause)))
    .map(({ start, end }) => normal.spanOf(start, end))
    .filter((span) => !asked.some((other) => touches(other, span)))
  return [...asked, ...told].sort((a, b) => a.start - b.start)
}
