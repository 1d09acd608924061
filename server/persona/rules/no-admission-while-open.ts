import { admission, isAboutManners } from '../admission.ts'
import type { PersonaRule } from '../rule.ts'
import { softerInPrivate } from '../severity.ts'
import { around, saidIn, speechOf } from '../speech.ts'
import { toneFindings } from '../tone-findings.ts'

/** W-E8. Speaks only while the ticket is under investigation; an apology is never an admission. */
export const noAdmissionWhileOpen: PersonaRule = {
  id: 'W-E8',
  because: {
    zh: '事实还在核查：可以道歉、可以关心，但不要先认定原因和责任。',
    en: 'The facts are still open: apologise and care, but name no cause and no liability yet.',
  },
  check(draft, context) {
    if (context.ticket?.investigating !== true) return []
    const speech = speechOf(draft)
    return toneFindings(
      {
        rule: 'W-E8',
        severity: softerInPrivate('error', context),
        message: {
          zh: '核查还没有结论，请不要认定责任或原因，改为说明何时公布结果。',
          en: 'Nothing is established yet; do not admit cause or liability, say when the result comes.',
        },
      },
      speech,
      saidIn(speech.text, admission).filter((span) => !isAboutManners(around(speech.text, span))),
    )
  },
}
