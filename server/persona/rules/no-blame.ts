import { blame } from '../blame.ts'
import type { PersonaRule } from '../rule.ts'
import { softerInPrivate } from '../severity.ts'
import { ownWordsIn, speechOf } from '../speech.ts'
import { toneFindings } from '../tone-findings.ts'

/** W-E1. Supposed, asked, quoted and denied blame passes: 不是您的问题, 如果是误触…. */
export const noBlame: PersonaRule = {
  id: 'W-E1',
  because: {
    zh: '责怪客户或为自己辩解会激化情绪；即使事实如此，也先解决问题，用中性的话说明原因。',
    en: 'Blaming the customer or defending ourselves feeds the anger; solve first, and put causes neutrally.',
  },
  check(draft, context) {
    const speech = speechOf(draft)
    return toneFindings(
      {
        rule: 'W-E1',
        severity: softerInPrivate('error', context),
        message: {
          zh: '这句像在责怪客户或替自己辩解，请改成中性的原因和我们能做的事。',
          en: 'This blames the customer or defends us; give the cause neutrally and say what we do.',
        },
      },
      speech,
      ownWordsIn(speech, blame),
    )
  },
}
