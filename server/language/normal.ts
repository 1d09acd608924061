import { everyMatch } from './every-match.ts'
import { remembered } from './remembered.ts'

/** A span in UTF-16 units of the text as given, end exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A text made plain for comparing, which remembers where each unit came from. */
export interface NormalText {
  readonly text: string
  /** The span of the original that units `start` to `end` of `text` came from. */
  spanOf(start: number, end: number): Span
}

/** Zero-width signs, joiners, direction marks and variation selectors: invisible, used to evade. */
const invisible =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u206a-\u206f\ufe00-\ufe0f\ufeff]/

/** Signs that are not yet plain: few of a Chinese reply. */
const odd = /[^\n !-@[-~。、\u4e00-\u9fff]/gu

/** `normalised`, made once for each recent text. */
export const normalise = remembered(normalised)

/**
 * Full-width and compatibility forms as plain ones, lower case, nothing invisible. Made sign by sign,
 * so that every finding can be shown where it stands in the original.
 */
function normalised(original: string): NormalText {
  const from: number[] = []
  let text = ''
  let at = 0
  function keepTo(end: number): void {
    text += original.slice(at, end)
    for (; at < end; at++) from.push(at)
  }
  for (const { 0: sign, index } of everyMatch(original, odd)) {
    keepTo(index)
    if (!invisible.test(sign)) {
      const plain = sign.normalize('NFKC').toLowerCase()
      for (let i = 0; i < plain.length; i++) from.push(at)
      text += plain
    }
    at += sign.length
  }
  keepTo(original.length)
  from.push(original.length)
  function endOf(end: number): number {
    if (end === 0) return from[0] ?? 0
    // The sign that the last unit came from ends where the next kept sign, or the text, begins.
    const last = from[end - 1] ?? original.length
    const width = (original.codePointAt(last) ?? 0) > 0xffff ? 2 : 1
    return Math.min(original.length, last + width)
  }
  return {
    text,
    spanOf: (start, end) => {
      const first = from[start] ?? original.length
      return { start: first, end: Math.max(first, endOf(end)) }
    },
  }
}

/** Every place a pattern matches in the plain text, as spans of the original. */
export function spansOf(normal: NormalText, pattern: RegExp): readonly Span[] {
  return everyMatch(normal.text, pattern).map((match) =>
    normal.spanOf(match.index, match.index + match[0].length),
  )
}
