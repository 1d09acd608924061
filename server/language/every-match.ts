import { mayHold } from './may-hold.ts'

/** Shorter texts are searched sooner than asked. */
const long = 100

/**
 * `[...text.matchAll(pattern)]` without the copy of the pattern that it makes each time: with hundreds
 * of small searches for one draft, the copies took longer than the searches. The pattern must be global.
 */
export function everyMatch(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  pattern.lastIndex = 0
  if (text.length >= long && !mayHold(text, pattern)) return none
  let match = pattern.exec(text)
  if (match === null) return none
  const found: RegExpExecArray[] = []
  for (; match !== null; match = pattern.exec(text)) {
    found.push(match)
    if (match[0] === '') {
      const isPair = pattern.unicode && (text.codePointAt(pattern.lastIndex) ?? 0) > 0xffff
      pattern.lastIndex += isPair ? 2 : 1
    }
  }
  return found
}

const none: readonly never[] = []
