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
  /** Codes of its first signs: most words that share a place differ in these. */
  readonly first: number
  readonly second: number
  /** NaN where there is none. */
  readonly third: number
}

/** Many words looked for at once, each step by the first two signs of a word. Words have two signs at least. */
export interface Lexicon<Tag> {
  /** Words whose beginnings share a place, the longest first; the first row is of no place. */
  readonly rows: readonly (readonly Known<Tag>[])[]
  /** By `placeAt`, which row; 0 = none: small enough to stay at hand while a text is walked. */
  readonly rowAt: Uint16Array
}

const places = 1 << 16

function placeAt(text: string, at: number): number {
  return (Math.imul(text.charCodeAt(at), 0x9e35) + text.charCodeAt(at + 1)) & (places - 1)
}

export function lexiconOf<Tag>(entries: readonly Entry<Tag>[]): Lexicon<Tag> {
  const rows: Known<Tag>[][] = [[]]
  const rowAt = new Uint16Array(places)
  for (const entry of entries) {
    if (entry.word.length < 2) continue
    const place = placeAt(entry.word, 0)
    rowAt[place] ||= rows.push([]) - 1
    rows[rowAt[place]]?.push({
      ...entry,
      length: entry.word.length,
      first: entry.word.charCodeAt(0),
      second: entry.word.charCodeAt(1),
      third: entry.word.charCodeAt(2),
    })
  }
  // The longest first: of words with the same beginning it says most.
  for (const known of rows) known.sort((a, b) => b.length - a.length)
  return { rows, rowAt }
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

function standsAt<Tag>(plain: string, start: number, known: Known<Tag>): boolean {
  const { word, length, first, second, third } = known
  if (plain.charCodeAt(start) !== first || plain.charCodeAt(start + 1) !== second) return false
  if (length === 2) return true
  if (plain.charCodeAt(start + 2) !== third) return false
  return length === 3 || plain.startsWith(word, start)
}

function isTold<Tag>(hits: readonly WordHit<Tag>[], first: number, tag: Tag): boolean {
  for (let i = first; i < hits.length; i++) if (hits[i]?.tag === tag) return true
  return false
}

/** Where a plain text has words of the lexicon; of the words that begin at one sign, every tag's longest. */
export function hitsIn<Tag>(plain: string, { rows, rowAt }: Lexicon<Tag>): readonly WordHit<Tag>[] {
  const hits: WordHit<Tag>[] = []
  for (let start = 0; start + 1 < plain.length; start++) {
    const row = rowAt[placeAt(plain, start)] ?? 0
    if (row === 0) continue
    const first = hits.length
    for (const known of rows[row] ?? []) {
      if (!standsAt(plain, start, known) || isTold(hits, first, known.tag)) continue
      hits.push({ start, end: start + known.length, tag: known.tag, weight: known.weight })
    }
  }
  return hits
}
