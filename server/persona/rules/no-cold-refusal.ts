import type { LintContext } from '../context.ts'
import type { Span } from '../../language/normal.ts'
import { nearCommitmentsIn } from '../near-commitments.ts'
import { alternative, refusal } from '../refusal.ts'
import { readingOf } from '../reading.ts'
import type { PersonaRule } from '../rule.ts'
import { around, ownWordsIn, saidIn, speechOf } from '../speech.ts'
import { toneFindings } from '../tone-findings.ts'

// 规定就这样，没办法: shuts the door on what was asked, whatever else is told after it.
const shut =
  /(?:规定|制度|政策|流程|系统)就(?:是)?这(?:样|么)|就是不(?:能|行|退|换|赔|给|改)|不归我们管|没(?:什么|啥)可商量|没商量|没得商量|没办法(?:的事|啊|呀|呢|哦)?$|管不了$|管不着$/
const opensAgain =
  /但|不过|可以|可[^惜能是]|您(?:看|也|还|要)|建议|或|我们?(?:会|来|去|帮|给|已)|帮您|给您|替您|为您|请/

const opensNext = new RegExp(`^(?:[您你我]们?|这边|目前)?(?:${opensAgain.source})`)

/** A refusal that ends its sentence and is not opened again in the same or the next one. */
function isShut(text: string, { start, end }: Span): boolean {
  const after = text.slice(end, end + 60)
  const rest = /^[^。!?;\n]*/.exec(after)?.[0] ?? ''
  const sentence = (text.slice(Math.max(0, start - 12), end) + rest).replace(/[~ ,]+$/, '')
  if (!shut.test(sentence) || opensAgain.test(rest)) return false
  const next = /^[。!?;\n]+([^。!?;\n]{0,8})/.exec(after.slice(rest.length))?.[1] ?? ''
  return !opensNext.test(next)
}

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
    // Of very many the first tell enough.
    const isOpen = !refusals.slice(0, 8).some((span) => isShut(speech.text, span))
    if (
      isOpen &&
      (offers.length > 0 ||
        nearCommitmentsIn(draft, context.now).some(
          (one) => one.isDefinite && (one.isAnswer || one.start > firstRefusal),
        ))
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
