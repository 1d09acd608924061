import { personVerdicts } from '../person-verdicts.ts'
import type { PersonaRule } from '../rule.ts'
import { softerInPrivate } from '../severity.ts'
import { saidIn, speechOf } from '../speech.ts'

/** W-X2: people, their looks, lives and groups are not ours to judge; praise of looks is. */
export const noVerdictOnPeople: PersonaRule = {
  id: 'W-X2',
  because: {
    zh: '品牌不评判任何人的长相、身份、年龄、生活方式；一句评价会得罪一群人。',
    en: 'A brand judges nobody’s looks, age, origin or way of life; one verdict offends a whole group.',
  },
  check(draft, context) {
    const speech = speechOf(draft)
    return saidIn(speech.text, personVerdicts).map(({ start, end }) => ({
      rule: 'W-X2',
      severity: softerInPrivate('error', context),
      ...speech.spanOf(start, end),
      message: {
        zh: '不要评价人：请删去这句，只谈事情和解决办法。',
        en: 'Do not judge people: delete this and keep to the matter and the solution.',
      },
    }))
  },
}
