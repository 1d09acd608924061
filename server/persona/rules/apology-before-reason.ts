import { isCloser } from '../../language/closer.ts'
import { acknowledgementsIn } from '../acknowledgement.ts'
import type { LintContext } from '../context.ts'
import { isLockedWording } from '../locked-wording.ts'
import type { Finding, PersonaRule } from '../rule.ts'
import { saidIn, speechOf, type Phrase, type Speech } from '../speech.ts'
import { toneFindings } from '../tone-findings.ts'

const reasons: readonly Phrase[] = [
  {
    pattern:
      /因为|由于|原因是|起因是|系[^,。!?]{1,12}(?:原因|所致|造成|导致)|是因(?!此)|因(?=[^,。!?此]{2,14}(?:导致|造成|,))|(?:导致|造成)(?![^,。]{0,6}(?:[您你]|不便|困扰|麻烦|影响))|所致/g,
    unlessBefore: /(?:给|对)[您你][^,]{0,6}$/,
  },
]

function isOpen({ ticket, proactive, inbound = [] }: LintContext): boolean {
  const isFinished = ticket?.status === 'solved' || ticket?.status === 'closed'
  const isSaidGoodbye = inbound.length > 0 && inbound.every(({ text }) => isCloser(text))
  return ticket?.type === 'complaint' && proactive !== true && !isFinished && !isSaidGoodbye
}

/** An apology given earlier in the talk need not be given in every message. */
function wasGiven({ earlier = [] }: LintContext): boolean {
  return earlier.some(
    ({ from, text }) => from === 'brand' && acknowledgementsIn(speechOf(text)).length > 0,
  )
}

function missing(draft: string): Finding {
  return {
    rule: 'W-E5',
    severity: 'warning',
    start: draft.length,
    end: draft.length,
    message: {
      zh: '投诉的回复里还没有致歉，请在开头补一句。',
      en: 'A reply to a complaint without an apology; open with one.',
    },
  }
}

function early(speech: Speech, until: number): readonly Finding[] {
  const first = saidIn(speech.text.slice(0, until + 30), reasons).find(
    // 由于我们的疏忽给您带来不便 is one breath.
    ({ end }) => /[,。!?;\n]/.test(speech.text.slice(end, until)),
  )
  if (first === undefined) return []
  return toneFindings(
    {
      rule: 'W-E5',
      severity: 'warning',
      message: {
        zh: '先致歉，再说原因：请把道歉移到原因之前。',
        en: 'Apologise before you explain; move the apology in front of the reason.',
      },
    },
    speech,
    [first],
  )
}

/** W-E5. Naming the feeling or accepting the reproach counts as the apology. */
export const apologyBeforeReason: PersonaRule = {
  id: 'W-E5',
  because: {
    zh: '投诉里先讲原因像找借口；先致歉，原因才听得进去。',
    en: 'In a complaint a reason before the apology sounds like an excuse.',
  },
  check(draft, context) {
    if (!isOpen(context) || isLockedWording(draft, context)) return []
    const given = wasGiven(context)
    const speech = speechOf(draft)
    if (speech.sentences.length === 0) return []
    const [first] = acknowledgementsIn(speech)
    if (first !== undefined) return early(speech, first.start)
    return given ? [] : [missing(draft)]
  },
}
