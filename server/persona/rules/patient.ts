import { impatience } from '../impatience.ts'
import type { PersonaRule } from '../rule.ts'
import { ownWordsIn, speechOf } from '../speech.ts'
import { toneFindings } from '../tone-findings.ts'

/** W-E3. */
export const patient: PersonaRule = {
  id: 'W-E3',
  because: {
    zh: '客户反复问，多半是前面没说清；不耐烦的话一句也不能发出去。',
    en: 'Customers ask again because we were not clear; not one impatient word may go out.',
  },
  check(draft) {
    const speech = speechOf(draft)
    return toneFindings(
      {
        rule: 'W-E3',
        severity: 'block',
        message: {
          zh: '这句显得不耐烦，请删去，再完整回答一次。',
          en: 'This sounds impatient; take it out and answer once more in full.',
        },
      },
      speech,
      ownWordsIn(speech, impatience),
    )
  },
}
