import { everyMatch } from '../language/every-match.ts'
import { normalise } from '../language/normal.ts'

// A public code stands at the very end, after ^ : `…请您放心。^A17`. Read in plain text: full-width or
// with an invisible sign inside it is the same code to whoever reads it.
const codePattern = /\^\s?([a-z]{0,4}\d{1,5}|[a-z]{1,4}\d{0,5})(?![a-z0-9])/g

export interface FoundCode {
  readonly code: string
  readonly start: number
  readonly end: number
}

/** `^a17`, `A17` and `＾A17` are one code. */
export function normaliseCode(code: string): string {
  return code.replace(/^[\^＾]\s?/, '').toUpperCase()
}

/** Letters and digits together, as rosters give them out; `^_^ok`, `2^10` and `x^n` are no codes. */
function looksAssigned(code: string): boolean {
  return /^[A-Z]{1,4}\d{1,5}$/.test(code)
}

/** Every agent code written in a text, in order. */
export function findCodes(text: string): readonly FoundCode[] {
  const normal = normalise(text)
  return everyMatch(normal.text, codePattern).map((match) => ({
    code: normaliseCode(match[1] ?? ''),
    ...normal.spanOf(match.index, match.index + match[0].length),
  }))
}

/** A code of somebody else's: one of the roster, or one of a roster's shape. `own` is normalised. */
export function isForeignCode(code: string, own: string, roster: ReadonlySet<string>): boolean {
  return code !== own && (roster.has(code) || looksAssigned(code))
}

function isOwnCode({ code, start }: FoundCode, own: string, text: string): boolean {
  if (code !== own) return false
  // A roster of bare numbers must not take `2^10` for a signature.
  return looksAssigned(own) || !/[A-Za-z0-9)]$/.test(text.slice(0, start))
}

function cut(text: string, { start, end }: FoundCode): string {
  const before = text.slice(0, start)
  const after = text.slice(end)
  return before.endsWith(' ') && after.startsWith(' ') ? before + after.slice(1) : before + after
}

/** One code taken out, the last that should not stand there; undefined when there is none. */
function withoutOne(text: string, own: string): string | undefined {
  const found = findCodes(text).findLast((one) => {
    const isSignature = one.end === text.length && looksAssigned(one.code)
    return isSignature || isOwnCode(one, own, text)
  })
  return found && cut(text, found).trimEnd()
}

/**
 * Ends a text with exactly one code. Own codes the agent typed are not doubled, wherever they stand,
 * and a code of somebody else's at the end gives way to the author's. Idempotent.
 */
export function withCode(text: string, code: string | undefined): string {
  if (code === undefined) return text
  const own = normaliseCode(code)
  let kept = text.trimEnd()
  for (let next = withoutOne(kept, own); next !== undefined; next = withoutOne(kept, own))
    kept = next
  return `${kept} ^${own}`.trimStart()
}
