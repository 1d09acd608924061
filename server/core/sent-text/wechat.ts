import { clustersOf } from './clusters.ts'
import { utf8Length } from './utf8.ts'
import { plainText } from './wechat-words.ts'

/** The platform refuses beyond 2,048 bytes (found by test, not documented): stay well below. */
export const maxBytes = 1800

const sentenceEnd = /[。！？!?；;\n…]$/
const pause = /[，,、：:\s]$/

interface Piece {
  readonly text: string
  readonly bytes: number
}

function signsOf(text: string): readonly Piece[] {
  return clustersOf(text).flatMap((cluster) => {
    const bytes = utf8Length(cluster)
    // A single cluster of hundreds of joined signs is no character anybody typed: cut by code point.
    return bytes <= 200
      ? [{ text: cluster, bytes }]
      : [...cluster].map((sign) => ({ text: sign, bytes: utf8Length(sign) }))
  })
}

/** Where to cut a run that just fits: after a sentence, else a pause, else where it is full. */
function cutAt(run: readonly Piece[]): number {
  const least = Math.floor(run.length / 2)
  for (const mark of [sentenceEnd, pause]) {
    for (let i = run.length; i > least; i--) if (mark.test(run[i - 1]?.text ?? '')) return i
  }
  return run.length
}

/** Parts of at most `limit` bytes that hold all there is to read; never cut inside a character. */
export function splitText(text: string, limit = maxBytes): readonly string[] {
  const signs = signsOf(text)
  const parts: string[] = []
  for (let from = 0; from < signs.length;) {
    let to = from
    for (let bytes = 0; to < signs.length && bytes + (signs[to]?.bytes ?? 0) <= limit; to++)
      bytes += signs[to]?.bytes ?? 0
    if (to < signs.length) to = from + Math.max(1, cutAt(signs.slice(from, to)))
    parts.push(
      signs
        .slice(from, to)
        .map((sign) => sign.text)
        .join(''),
    )
    from = to
  }
  // A part of blanks would be refused as empty, after the ones before it were shown.
  return parts.length > 1 ? parts.filter((part) => part.trim() !== '') : parts
}

/** What the relay sends of a reply, message by message. */
export function splitWechat(text: string): readonly string[] {
  return splitText(plainText(text))
}
