import { isAskedAbout, mentionsIn } from '../mentions.ts'
import { newsIn, statementsOn } from '../pr-statements.ts'
import type { PersonaRule } from '../rule.ts'
import { speechOf } from '../speech.ts'

/** W-X7: only PR speaks on what is marked so; pointing to the official word is no statement. */
export const oneVoiceWithPr: PersonaRule = {
  id: 'W-X7',
  because: {
    zh: '这个话题只由公关统一发声；客服多说一句，就可能被当成公司的正式表态。',
    en: 'Only PR speaks on this topic; one more word from service reads as an official statement.',
  },
  check(draft, context) {
    const words = (context.topics ?? [])
      .filter(({ verdict }) => verdict === 'pr')
      .flatMap((topic) => topic.words)
    if (words.length === 0) return []
    const speech = speechOf(draft)
    const isNamed = mentionsIn(speech.whole, words).length > 0
    const isAsked = !isNamed && isAskedAbout(context.inbound, words)
    const told = isAsked ? newsIn(speech) : statementsOn(speech, words)
    return told.map(({ start, end }) => ({
      rule: 'W-X7',
      severity: 'block',
      ...speech.spanOf(start, end),
      message: {
        zh: '这个话题由公关统一回应：删去这句，只请客户留意官方公告。',
        en: 'PR alone answers on this topic: delete this and point to the official announcement.',
      },
    }))
  },
}
