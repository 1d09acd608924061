import { everyMatch } from './every-match.ts'
import { pointsIn } from './points.ts'

/** How somebody who writes like this likes to be answered. */
export interface StyleHint {
  readonly style: 'plain' | 'detailed'
  /** brief: writes a few words at a time; urging: presses again and again; asking: long, with many questions. */
  readonly why: 'brief' | 'urging' | 'asking'
  /** How many messages, urgings or questions the hint goes by. */
  readonly count: number
}

const urge =
  /快[点些]|赶紧|尽快|催|急(?![诊救])|还没(?:好|到|来|弄|处理)|多久|等不[了及起]|在吗|有人吗|人呢|到底|[?？]{2,}/g
/** What people name who want to know exactly: figures, versions, differences, conditions. */
const detail = /\d+|型号|版本|参数|区别|分别|具体|依据|规定|条件|步骤|流程|如果|第[一二三四五]/g
const sign = /[\p{L}\p{N}]/gu

const few = { signs: 8, messages: 3, urges: 2 }
const many = { signs: 60, questions: 2, details: 3 }
/** A page pasted is no manner of writing. */
const readLength = 1000

function count(text: string, pattern: RegExp): number {
  return everyMatch(text, pattern).length
}

/**
 * A hint from how a customer writes; the same messages always give the same. undefined = nothing speaks
 * for either. Details win over haste only where nobody is urging.
 */
export function styleHint(messages: readonly string[]): StyleHint | undefined {
  const texts = messages
    .map((text) => text.slice(0, readLength).trim())
    .filter((text) => text !== '')
  const sizes = texts.map((text) => count(text, sign))
  const urges = texts.reduce((sum, text) => sum + count(text, urge), 0)
  if (urges >= few.urges) return { style: 'plain', why: 'urging', count: urges }
  const longest = Math.max(0, ...sizes)
  const whole = texts.join('\n')
  const questions = pointsIn(whole).filter(({ kind }) => kind === 'question').length
  if (longest >= many.signs && questions >= many.questions && count(whole, detail) >= many.details)
    return { style: 'detailed', why: 'asking', count: questions }
  const isBrief = texts.length >= few.messages && sizes.every((size) => size <= few.signs)
  return isBrief ? { style: 'plain', why: 'brief', count: texts.length } : undefined
}
