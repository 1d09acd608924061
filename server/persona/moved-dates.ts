import type { Span } from '../language/normal.ts'
import { clausesOf, sentencesOf } from '../language/sentences.ts'
import { dayOf, startOf, type Day, type TimeMention } from '../language/times.ts'
import { topicsOf, type EventTopic } from './event-topics.ts'
import type { KnownText } from './known.ts'
import type { Statements } from './statements.ts'

// A second visit, another parcel: no other date of the same thing.
const another = /再次|又|另|第[二三]|其他|其余|剩|重新|改|推迟|顺延|补发|换货|后续/
const apology = /抱歉|对不起|对不住|不好意思|歉/

interface Dated {
  readonly topics: readonly EventTopic[]
  readonly day: Day
}

function onDays(text: string, times: readonly TimeMention[]): readonly Dated[] {
  const clauses = sentencesOf(text).flatMap(clausesOf)
  return times.flatMap(({ start, end, day, isLoose, isVague }): readonly Dated[] => {
    const clause = clauses.find((one) => one.start <= start && start < one.end)
    if (!clause || end === start || !day || isLoose === true || isVague === true) return []
    const topics = topicsOf(clause.text).filter((topic) => topic !== 'hours')
    return topics.length === 0 || another.test(clause.text) ? [] : [{ topics, day }]
  })
}

/**
 * Where a draft names another day for the very thing a reply before it had dated, without a word on the
 * change. A day that is over already may be left unsaid by whoever apologises.
 */
export function movedDatesIn(
  { text, times }: KnownText,
  { all, normal, now }: Statements,
): readonly Span[] {
  if (now === undefined) return []
  const today = dayOf(now)
  const startsAt = (day: Day): number => startOf({ ...day, year: day.year ?? today.year })
  const isSilent = apology.test(normal.text)
  const told = onDays(text, times).filter(({ day }) => !isSilent || startsAt(day) >= startOf(today))
  if (told.length === 0) return []
  return all.flatMap((statement): readonly Span[] => {
    if (statement.kind !== 'time' || another.test(statement.clause)) return []
    const { time, clause } = statement
    const { day } = time
    if (!day || time.isLoose === true || startsAt(day) < startOf(today)) return []
    const about = topicsOf(clause)
    const same = told.filter(({ topics }) => topics.some((topic) => about.includes(topic)))
    const isMoved = same.length > 0 && same.every((one) => startsAt(one.day) !== startsAt(day))
    return isMoved ? [time] : []
  })
}
