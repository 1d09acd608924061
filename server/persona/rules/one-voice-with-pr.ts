import type { LintContext } from '../context.ts'
import { isAskedAbout, mentionsIn } from '../mentions.ts'
import { newsIn, statementsOn } from '../pr-statements.ts'
import type { PersonaRule } from '../rule.ts'
import { speechOf } from '../speech.ts'

type Topics = NonNullable<LintContext['topics']>

const known = new WeakMap<Topics, readonly string[]>()

/** The words of all topics that only PR speaks on. */
function wordsOf(topics: Topics): readonly string[] {
  const cached = known.get(topics)
  if (cached) return cached
  const words = topics.filter(({ verdict }) => verdict === 'pr').flatMap((topic) => topic.words)
  known.set(topics, words)
  return words
}

/** W-X7: only PR speaks on what is marked so; pointing to the official word is no statement. */
export const oneVoiceWithPr: PersonaRule = {
  id: 'W-X7',
  because: {
    zh: '这个话题只由公关统一发声；客服多说一句，就可能被当成公司的正式表态。',
    en: 'Only PR speaks on this topic; one more word from service reads as an official statement.',
  },
  check(draft, context) {
    const words = wordsOf(context.topics ?? [])
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
