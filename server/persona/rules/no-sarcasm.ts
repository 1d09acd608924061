import { mockery } from '../mockery.ts'
import type { PersonaRule } from '../rule.ts'
import { softerInPrivate } from '../severity.ts'
import { ownWordsIn, speechOf } from '../speech.ts'
import { toneFindings } from '../tone-findings.ts'

/** W-E2. */
export const noSarcasm: PersonaRule = {
  id: 'W-E2',
  because: {
    zh: '嘲讽、说教和轻描淡写会被截图传播，伤的是品牌。',
    en: 'Sarcasm, lecturing and belittling get screenshotted and hurt the brand.',
  },
  check(draft, context) {
    const speech = speechOf(draft)
    return toneFindings(
      {
        rule: 'W-E2',
        severity: softerInPrivate('error', context),
        message: {
          zh: '这句带讽刺、说教或轻视的意味，请删去，直接回答客户的问题。',
          en: 'This sounds sarcastic, lecturing or belittling; take it out and answer the question.',
        },
      },
      speech,
      ownWordsIn(speech, mockery),
    )
  },
}
