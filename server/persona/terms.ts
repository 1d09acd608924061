import { normalise, type Span } from '../language/normal.ts'

const latin = /[a-z0-9]/

/** Where a word stands in a plain text; Latin words only as whole words. */
export function termsIn(text: string, written: string): readonly Span[] {
  const word = normalise(written).text
  const found: Span[] = []
  if (word === '') return found
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
    const end = at + word.length
    const isInside =
      (latin.test(word[0] ?? '') && latin.test(text[at - 1] ?? '')) ||
      (latin.test(word.at(-1) ?? '') && latin.test(text[end] ?? ''))
    if (!isInside) found.push({ start: at, end })
  }
  return found
}
