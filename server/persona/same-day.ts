import { everyMatch } from '../language/every-match.ts'
import type { Span } from '../language/normal.ts'
import type { Sentence } from '../language/sentences.ts'
import { dayOf, startOf } from '../language/times.ts'
import { topicsOf } from './event-topics.ts'
import type { Known } from './known.ts'
import type { Statements } from './statements.ts'

const dayMinutes = 1440
const sameDay =
  /(?:当天|当日|当场|立刻|立等|即时|马上|秒)(?:就|即|便)?(?:可以|可|能|会)?(?:办好|办结|办完|办妥|办成|到账|可取|取机|取货|修好|出结果|生效)/g
const negated = /[没未不别]|已/
const hypothetical = /如果|若|要是|万一|[?？吗]/

/** Whether what a clause tells of is known to come on later days only. */
function isLater(clause: string, { facts, now }: Known): boolean {
  if (now === undefined) return false
  const about = topicsOf(clause)
  const days = facts
    .filter(({ topics }) => topics?.some((topic) => about.includes(topic)))
    .flatMap(({ times }) => times.flatMap(({ day }) => (day ? [day] : [])))
  const today = dayOf(now)
  const tomorrow = startOf(today) + 86_400_000
  return (
    days.length > 0 &&
    days.every((day) => startOf({ ...day, year: day.year ?? today.year }) >= tomorrow)
  )
}

/** 明天就到账, where the ticket speaks of three working days and names no date. */
export function tooSoonIn({ all, now }: Statements, { facts }: Known): readonly Span[] {
  if (now === undefined) return []
  const today = startOf(dayOf(now))
  return all.flatMap((one): readonly Span[] => {
    if (one.kind !== 'time' || !one.time.day || !/就|准|一定|能|可/.test(one.clause)) return []
    const { day } = one.time
    const wait = startOf({ ...day, year: day.year ?? dayOf(now).year }) - today
    if (wait < 0 || wait > 86_400_000 || negated.test(one.clause)) return []
    const about = topicsOf(one.clause)
    const close = facts.filter(({ topics }) => topics?.some((topic) => about.includes(topic)))
    const lengths = close.flatMap(({ amounts }) => amounts.filter(({ kind }) => kind === 'length'))
    const isDated = close.some(({ times }) => times.length > 0)
    const isSlow =
      lengths.length > 0 && lengths.every(({ value, least }) => (least ?? value) >= 3 * dayMinutes)
    return isSlow && !isDated ? [one.time] : []
  })
}

/** 当天办好, where the ticket speaks of days. */
export function sameDaySlipsIn(clauses: readonly Sentence[], known: Known): readonly Span[] {
  const lengths = [...known.facts, ...known.wording].flatMap(({ amounts }) =>
    amounts.filter(({ kind }) => kind === 'length').map(({ value }) => value),
  )
  const isSlow = lengths.length > 0 && lengths.every((value) => value >= dayMinutes)
  if (/当天|当日|当场|立等|即时/.test(known.words)) return []
  return clauses
    .filter(({ text }) => !hypothetical.test(text) && (isSlow || isLater(text, known)))
    .flatMap(({ text, start }) =>
      everyMatch(text, sameDay).map(({ 0: word, index }) => ({
        start: start + index,
        end: start + index + word.length,
      })),
    )
}
