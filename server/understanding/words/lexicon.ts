import type { Span } from '../result.ts'

/** A word and what it speaks for. */
export interface Entry<Tag> {
  readonly word: string
  readonly tag: Tag
  readonly weight: number
}

export interface WordHit<Tag> extends Span {
  readonly tag: Tag
  readonly weight: number
}

interface Known<Tag> extends Entry<Tag> {
  readonly length: number
}

/** Many words looked for at once, each step by the first two signs of a word. Words have two signs at least. */
export interface Lexicon<Tag> {
  readonly byPair: ReadonlyMap<number, readonly Known<Tag>[]>
}

function pairAt(text: string, at: number): number {
  return text.charCodeAt(at) * 65536 + text.charCodeAt(at + 1)
}

export function lexiconOf<Tag>(entries: readonly Entry<Tag>[]): Lexicon<Tag> {
  const byPair = new Map<number, Known<Tag>[]>()
  for (const entry of entries) {
    if (entry.word.length < 2) continue
    const key = pairAt(entry.word, 0)
    const others = byPair.get(key) ?? []
    byPair.set(key, [...others, { ...entry, length: entry.word.length }])
  }
  // The longest first: of words with the same beginning it says most.
  for (const known of byPair.values()) known.sort((a, b) => b.length - a.length)
  return { byPair }
}

/** `'慢 卡 断网'` with one tag: how the lists are written. A number after `^` is the weight: `断网^3`. */
export function entriesOf<Tag extends string>(tag: Tag, words: string): readonly Entry<Tag>[] {
  return words
    .trim()
    .split(/\s+/)
    .map((piece) => {
      const [word = '', weight = '1'] = piece.split('^')
      return { word: word.replaceAll('_', ' '), tag, weight: Number(weight) }
    })
}

/** Where a plain text has words of the lexicon; of the words that begin at one sign, every tag's longest. */
export function hitsIn<Tag>(plain: string, { byPair }: Lexicon<Tag>): readonly WordHit<Tag>[] {
  const hits: WordHit<Tag>[] = []
  for (let start = 0; start + 1 < plain.length; start++) {
    const known = byPair.get(pairAt(plain, start))
    if (known === undefined) continue
    const first = hits.length
    for (const { word, length, tag, weight } of known) {
      if (!plain.startsWith(word, start)) continue
      const isTold = hits.slice(first).some((hit) => hit.tag === tag)
      if (!isTold) hits.push({ start, end: start + length, tag, weight })
    }
  }
  return hits
}
