import type { LintContext } from '../context.ts'
import { nearCommitmentsIn } from '../near-commitments.ts'
import { alternative, refusal } from '../refusal.ts'
import { readingOf } from '../reading.ts'
import type { PersonaRule } from '../rule.ts'
import { around, ownWordsIn, saidIn, speechOf } from '../speech.ts'
import { toneFindings } from '../tone-findings.ts'

const ignorance = /^(?:不知道|不晓得|不清楚|不了解|没听说|说不|不好说)/

function hasTime(draft: string, { now }: LintContext): boolean {
  return readingOf(draft, now).sentences.some(({ clauses }) =>
    clauses.some(({ times }) => times.some(({ minutes }) => minutes !== undefined)),
  )
}

/** W-E4. A refusal passes where the reply offers another way, an act of ours or a definite time. */
export const noColdRefusal: PersonaRule = {
  id: 'W-E4',
  because: {
    zh: '办不到也要给出路：换一种方式、替客户联系，或说明何时有结果。',
    en: 'When something cannot be done, offer a way on: another option, our help, or a time.',
  },
  check(draft, context) {
    const speech = speechOf(draft)
    const refusals = ownWordsIn(speech, refusal).filter(
      // Not knowing another company's business refuses nothing.
      (span) =>
        !(context.competitors ?? []).some((name) =>
          around(speech.text, span).includes(name.toLowerCase()),
        ),
    )
    if (refusals.length === 0) return []
    const offers = saidIn(speech.text, alternative).filter((offer) =>
      refusals.every(({ start, end }) => offer.end <= start || offer.start >= end),
    )
    // Who does not know one thing, but gives the time that was asked for, does not turn away.
    const isOnlyIgnorance = refusals.every(({ start, end }) =>
      ignorance.test(speech.text.slice(start, end)),
    )
    if (isOnlyIgnorance && hasTime(draft, context)) return []
    // A time told before the refusal belongs to another matter.
    const firstRefusal = speech.spanOf(refusals[0]?.start ?? 0, refusals[0]?.end ?? 0).start
    if (
      offers.length > 0 ||
      nearCommitmentsIn(draft, context.now).some(
        (one) => one.isDefinite && (one.isAnswer || one.start > firstRefusal),
      )
    )
      return []
    return toneFindings(
      {
        rule: 'W-E4',
        severity: 'error',
        message: {
          zh: '只有拒绝，没有出路。请补上替代办法、我们能做的事，或答复时间。',
          en: 'A bare refusal; add an alternative, what we can do, or when we will answer.',
        },
      },
      speech,
      refusals.slice(0, 1),
    )
  },
}
