import { normalise } from '../../language/normal.ts'
import { containment, pairsOf } from '../../persona/likeness.ts'
import type { AnsweredBefore, ArticleText } from './reply.ts'

/** What an agent looks for: a product, an issue, or both. Blank = any. */
export interface Sought {
  readonly product: string
  readonly issue: string
}

/** Which part of the issue's pairs of signs must stand in a text. */
const enough = 0.5

/** How well a text answers what is sought: 0 = not at all, 1 = every word of it. */
export function evidenceScore(text: string, { product, issue }: Sought): number {
  const plain = normalise(text).text
  const named = normalise(product).text.trim()
  const wanted = normalise(issue).text.trim()
  if (named === '' && wanted === '') return 0
  if (named !== '' && !plain.includes(named)) return 0
  if (wanted === '') return 1
  const words = wanted.split(/\s+/)
  if (words.every((word) => plain.includes(word))) return 1
  const share = containment(pairsOf(wanted), pairsOf(plain))
  return share >= enough ? share : 0
}

type Ranked = Pick<AnsweredBefore, 'id' | 'question' | 'answer' | 'at'>

const most = 10

/** Earlier answers on a product and issue, the best first, then the newest; equal answers stand once. */
export function earlierOn<T extends Ranked>(answers: readonly T[], sought: Sought): readonly T[] {
  const seen = new Set<string>()
  return answers
    .map((one) => ({ one, score: evidenceScore(`${one.question}\n${one.answer}`, sought) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || b.one.at - a.one.at || (a.one.id < b.one.id ? -1 : 1))
    .map(({ one }) => one)
    .filter(({ answer }) => !seen.has(answer) && seen.add(answer))
    .slice(0, most)
}

/** Articles that really speak of the product: the helpdesk's own search is generous. */
export function articlesOn(
  articles: readonly ArticleText[],
  sought: Sought,
): readonly ArticleText[] {
  return articles.filter(({ title, text }) => evidenceScore(`${title}\n${text}`, sought) > 0)
}
