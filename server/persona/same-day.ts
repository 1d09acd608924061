import { everyMatch } from '../language/every-match.ts'
import type { Span } from '../language/normal.ts'
import type { Sentence } from '../language/sentences.ts'
import type { Known } from './known.ts'

const dayMinutes = 1440
const sameDay =
  /(?:当天|当日|当场|立刻|立等|即时|马上|秒)(?:就|即|便)?(?:可以|可|能|会)?(?:办好|办结|办完|办妥|办成|到账|可取|取机|取货|修好|出结果|生效)/g
const hypothetical = /如果|若|要是|万一|[?？吗]/

/** 当天办好, where the ticket speaks of days. */
export function sameDaySlipsIn(clauses: readonly Sentence[], known: Known): readonly Span[] {
  const lengths = [...known.facts, ...known.wording].flatMap(({ amounts }) =>
    amounts.filter(({ kind }) => kind === 'length').map(({ value }) => value),
  )
  if (lengths.length === 0 || lengths.some((value) => value < dayMinutes)) return []
  if (/当天|当日|当场|立等|即时/.test(known.words)) return []
  return clauses
    .filter(({ text }) => !hypothetical.test(text))
    .flatMap(({ text, start }) =>
      everyMatch(text, sameDay).map(({ 0: word, index }) => ({
        start: start + index,
        end: start + index + word.length,
      })),
    )
}
