import type { NormalText } from '../language/normal.ts'
import type { AngerLevel, Escalation, Evidence, Polarity, Relevance, Span } from './result.ts'
import type { Signs } from './rules/signs.ts'
import { hitsIn } from './words/lexicon.ts'
import type { MoodTag } from './words/mood.ts'
import type { ProductLexicon } from './words/products.ts'

/** Each field shows so many words at most. */
const most = 5

interface Verdicts {
  readonly polarity: Polarity
  readonly anger: AngerLevel
  readonly escalation: Escalation
  readonly isAbuse: boolean
  readonly relevance: Relevance
}

const polarityTags: Readonly<Record<Polarity, readonly MoodTag[]>> = {
  negative: ['bad', 'contempt', 'furious', 'angry', 'sad', 'irony'],
  neutral: ['asks'],
  positive: ['good', 'thanks', 'happy'],
}
const angerTags: readonly MoodTag[] = [
  'insult',
  'contempt',
  'reproach',
  'furious',
  'angry',
  'irony',
]
const relevanceTags: Readonly<Record<Relevance, readonly MoodTag[]>> = {
  demand: ['asks', 'wish', 'urgent', 'reproach'],
  talk: ['talk', 'good'],
  noise: ['marketing', 'closing', 'greeting', 'thanks'],
}

/** Spans in order, none inside another, as many as are shown. */
function tidy(spans: readonly Span[]): readonly Span[] {
  const kept: Span[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1)
    if (last === undefined || span.start >= last.end) kept.push(span)
    else if (span.end > last.end) kept[kept.length - 1] = { start: last.start, end: span.end }
  }
  return kept.slice(0, most)
}

/** The words that speak for each verdict, as spans of the original. */
export function evidenceIn(
  normal: NormalText,
  { moods, escalation, rows }: Signs,
  verdicts: Verdicts,
): readonly Evidence[] {
  const withTags = (tags: readonly MoodTag[]): readonly Span[] =>
    moods.filter(({ tag }) => tags.includes(tag))
  function shown(field: Evidence['field'], spans: readonly Span[]): readonly Evidence[] {
    return tidy(spans).map(({ start, end }) => ({ field, ...normal.spanOf(start, end) }))
  }
  return [
    ...shown('polarity', withTags(polarityTags[verdicts.polarity])),
    ...shown('anger', verdicts.anger > 0 ? [...withTags(angerTags), ...rows] : []),
    ...shown(
      'escalation',
      escalation.filter(({ kind }) => kind === verdicts.escalation),
    ),
    ...shown('abuse', verdicts.isAbuse ? withTags(['insult']) : []),
    ...shown('relevance', withTags(relevanceTags[verdicts.relevance])),
  ]
}

/** Words between two hits that belong to one phrase: 信号|一直|很差. */
const gap = 3

/** The words that gave the category away: the heaviest of the list, joined with those close by. */
export function triggerIn(normal: NormalText, { topics }: Signs, category: string): Span | null {
  const own = topics.filter(({ tag }) => tag === category)
  if (own.length === 0) return null
  const best = own.reduce((top, hit) => (hit.weight > top.weight ? hit : top))
  let [start, end] = [best.start, best.end]
  for (const hit of own)
    if (hit.start >= start && hit.start - end <= gap) end = Math.max(end, hit.end)
  for (const hit of [...own].reverse())
    if (hit.end <= end && start - hit.end <= gap) start = Math.min(start, hit.start)
  return normal.spanOf(start, end)
}

/** The first product named, in the writer's spelling. */
export function productIn(
  text: string,
  normal: NormalText,
  products: ProductLexicon,
): { readonly text: string; readonly span: Span } | undefined {
  const [first] = hitsIn(normal.text, products)
  if (first === undefined) return undefined
  const span = normal.spanOf(first.start, first.end)
  return { text: text.slice(span.start, span.end), span }
}
