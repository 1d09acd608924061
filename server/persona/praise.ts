import { normalise } from '../language/normal.ts'
import type { LintContext, PraiseLine } from './context.ts'
import { containment, pairsOf } from './likeness.ts'

/** Approved praise whose topic is touched by what was said. */
export function praiseFor(
  { praise = [] }: LintContext,
  said: readonly string[],
): readonly PraiseLine[] {
  const heard = said.map((text) => normalise(text).text)
  return praise.filter(({ words }) =>
    words
      .map((word) => normalise(word).text)
      .some((word) => word !== '' && heard.some((text) => text.includes(word))),
  )
}

/** As close as a sentence must be to an approved statement to count as a quotation of it. */
const closeEnough = 0.7

/** The approved lines a draft carries, word for word or nearly. */
export function praiseIn(draft: string, { praise = [] }: LintContext): readonly PraiseLine[] {
  if (praise.length === 0) return []
  const written = normalise(draft).text
  const pairs = pairsOf(written)
  return praise.filter((line) => {
    const text = normalise(line.text).text.trim()
    if (text === '') return false
    return written.includes(text) || containment(pairsOf(text), pairs) >= closeEnough
  })
}
