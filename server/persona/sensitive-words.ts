import { normalise, type Span } from '../language/normal.ts'

interface Node {
  readonly next: Map<string, Node>
  /** Index of the word that ends here. */
  word?: number
}

export interface SensitivePlace extends Span {
  /** Index in the list. */
  readonly index: number
}

function node(): Node {
  return { next: new Map() }
}

function treeOf(words: readonly string[]): Node {
  const root = node()
  words.forEach((word, index) => {
    const signs = normalise(word).text.replace(filling, '')
    if (signs === '') return
    let at = root
    for (const sign of signs) {
      const next = at.next.get(sign) ?? node()
      at.next.set(sign, next)
      at = next
    }
    at.word ??= index
  })
  return root
}

/** Signs put between the characters of a word to hide it; a comma or full stop ends a word. */
const filling = /[ \t·•*_\-|^~#+=]/g
const isFilling = (sign: string): boolean => /^[ \t·•*_\-|^~#+=]$/.test(sign)
const latin = /[a-z0-9]/
const mostFilling = 2

/** The longest word that begins at `start`, blanks and stars between its signs passed over. */
function wordAt(text: string, start: number, root: Node): SensitivePlace | undefined {
  let at: Node | undefined = root.next.get(text[start] ?? '')
  let found: SensitivePlace | undefined
  let skipped = 0
  for (let i = start; at !== undefined;) {
    const isWhole = !latin.test(text[i] ?? '') || !latin.test(text[i + 1] ?? '')
    if (at.word !== undefined && isWhole) found = { start, end: i + 1, index: at.word }
    i++
    for (skipped = 0; isFilling(text[i] ?? '') && skipped < mostFilling; skipped++) i++
    at = at.next.get(text[i] ?? '')
  }
  return found
}

const trees = new WeakMap<readonly string[], Node>()

/** Every place a plain text names one of the words, all searched for in one pass. */
export function sensitiveIn(text: string, words: readonly string[]): readonly SensitivePlace[] {
  const tree = trees.get(words) ?? treeOf(words)
  trees.set(words, tree)
  const places: SensitivePlace[] = []
  if (tree.next.size === 0) return places
  for (let start = 0; start < text.length; start++) {
    if (!tree.next.has(text[start] ?? '')) continue
    const runsOn = latin.test(text[start] ?? '') && latin.test(text[start - 1] ?? '')
    const place = runsOn ? undefined : wordAt(text, start, tree)
    if (!place) continue
    places.push(place)
    start = place.end - 1
  }
  return places
}
