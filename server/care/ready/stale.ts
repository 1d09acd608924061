import type { AnsweredBefore, ArticleText } from './reply.ts'

/** An article that an earlier answer pointed to and that was edited since. */
export interface Stale {
  readonly title: string
  /** Epoch ms. */
  readonly changedAt: number
  readonly link: string
}

/** Without what a browser adds: the same article in another spelling is the same article. */
function bare(link: string): string {
  return link
    .replace(/^https?:\/\//, '')
    .replace(/[#?].*$/, '')
    .replace(/\/$/, '')
}

function isCited({ title, link }: ArticleText, answer: string): boolean {
  const at = answer.indexOf(bare(link))
  // …/articles/91 is not …/articles/9101.
  const isLinked = at !== -1 && !/^\d/.test(answer.slice(at + bare(link).length))
  return isLinked || answer.includes(`《${title}》`)
}

/** The article changed last among those an earlier answer cites, if any changed after it was written. */
export function staleIn(
  { answer, at }: Pick<AnsweredBefore, 'answer' | 'at'>,
  articles: readonly ArticleText[],
): Stale | undefined {
  const changed = articles.flatMap((article): readonly Stale[] => {
    const { title, link, changedAt } = article
    const isNewer = changedAt !== undefined && changedAt > at && isCited(article, answer)
    return isNewer ? [{ title, link, changedAt }] : []
  })
  return changed.reduce<Stale | undefined>(
    (last, one) => (last === undefined || one.changedAt > last.changedAt ? one : last),
    undefined,
  )
}
