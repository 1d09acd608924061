// A public code stands at the very end, after ^ : `…请您放心。^A17`.
const codePattern = /[\^＾]\s?([A-Za-z]{0,4}\d{1,5}|[A-Za-z]{1,4}\d{0,5})(?![A-Za-z0-9])/g

export interface FoundCode {
  readonly code: string
  readonly start: number
  readonly end: number
}

/** `^a17`, `A17` and `＾A17` are one code. */
export function normaliseCode(code: string): string {
  return code.replace(/^[\^＾]\s?/, '').toUpperCase()
}

/** Every agent code written in a text, in order. */
export function findCodes(text: string): readonly FoundCode[] {
  return [...text.matchAll(codePattern)].map((match) => ({
    code: normaliseCode(match[1] ?? ''),
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** Ends a text with exactly one code; a code the agent typed at the end is not doubled. */
export function withCode(text: string, code: string | undefined): string {
  if (code === undefined) return text
  const wanted = normaliseCode(code)
  const trimmed = text.trimEnd()
  const last = findCodes(trimmed).at(-1)
  if (last && last.code === wanted && last.end === trimmed.length) return trimmed
  return `${trimmed} ^${wanted}`
}
