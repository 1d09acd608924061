import { normalise, type Span } from '../language/normal.ts'

const plain = new WeakMap<readonly string[], readonly string[]>()

function plainWords(words: readonly string[]): readonly string[] {
  const cached = plain.get(words)
  if (cached) return cached
  const made = words
    .map((word) => normalise(word).text.trim())
    .filter((word) => word !== '')
    // M5 is also typed M 5.
    .flatMap((word) => [...new Set([word, word.replace(/([a-z])(?=\d)/g, '$1 ')])])
  plain.set(words, made)
  return made
}

const latin = /[a-z0-9]/

/** `m4` is not named in `m40` or `xm4`; Chinese words have no such borders. */
function standsAlone(text: string, { start, end }: Span): boolean {
  const runsOn = (a: number, b: number): boolean =>
    latin.test(text.charAt(a)) && latin.test(text.charAt(b))
  return !(start > 0 && runsOn(start - 1, start)) && !runsOn(end - 1, end)
}

function placesOf(text: string, word: string): readonly Span[] {
  const places: Span[] = []
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
    const place = { start: at, end: at + word.length }
    if (standsAlone(text, place)) places.push(place)
  }
  return places
}

/** Where a plain text names one of the words, in order; of two that overlap the longer one. */
export function mentionsIn(text: string, words: readonly string[]): readonly Span[] {
  const all = plainWords(words).flatMap((word) => placesOf(text, word))
  const sorted = all.sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: Span[] = []
  for (const place of sorted) {
    const previous = kept.at(-1)
    if (previous === undefined || place.start >= previous.end) kept.push(place)
  }
  return kept
}

/** Whether one of the customer's messages names one of the words. */
export function isAskedAbout(
  inbound: readonly { readonly text: string }[] | undefined,
  words: readonly string[],
): boolean {
  return (inbound ?? []).some(({ text }) => mentionsIn(normalise(text).text, words).length > 0)
}
