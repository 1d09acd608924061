import { hanCount } from '../../language/han.ts'
import { clausesOf, sentencesOf, type Sentence } from '../../language/sentences.ts'
import type { LintContext } from '../context.ts'
import { isPublic } from '../context.ts'
import type { Finding, PersonaRule } from '../rule.ts'
import { limitsFor, type StyleLimits } from '../style.ts'

/** A colon or a numbered list ends a thought as a full stop does. */
function thoughtsOf(sentence: Sentence): readonly Sentence[] {
  if (!/[：:]/.test(sentence.text)) return [sentence]
  const thoughts: Sentence[] = []
  for (const { 0: text, index } of sentence.text.matchAll(/(?:[^：:]|(?<=\d)[:：](?=\d))+/g))
    thoughts.push({
      text,
      start: sentence.start + index,
      end: sentence.start + index + text.length,
    })
  return thoughts
}

function isLong(thought: Sentence, limits: StyleLimits): boolean {
  if (hanCount(thought.text) > limits.sentence) return true
  return clausesOf(thought).filter(({ text }) => hanCount(text) > 3).length > limits.clauses
}

function tooMuch(draft: string, context: LintContext): readonly Finding[] {
  if (!context.channel) return []
  const limits = limitsFor(context)
  const most = isPublic(context) ? limits.public : limits.private
  if (hanCount(draft) <= most) return []
  return [
    {
      rule: 'W-C1',
      severity: 'warning',
      start: 0,
      end: draft.length,
      message: {
        zh: `全文超过${String(most)}字，请只留客户需要的，细节放到私信或链接。`,
        en: `More than ${String(most)} characters; keep what the customer needs and move details elsewhere.`,
      },
    },
  ]
}

/** W-C1: a sentence is understood at one reading. */
export const shortSentences: PersonaRule = {
  id: 'W-C1',
  because: {
    zh: '客户多半在手机上边走边看，长句要读两遍；一句话说一件事。',
    en: 'Customers read on a phone, on the move; a long sentence takes two readings.',
  },
  check(draft, context): readonly Finding[] {
    const limits = limitsFor(context)
    const long = sentencesOf(draft)
      .flatMap(thoughtsOf)
      .filter((thought) => isLong(thought, limits))
      .map(({ start, end }): Finding => ({
        rule: 'W-C1',
        severity: 'warning',
        start,
        end,
        message: {
          zh: '这句话太长，请拆成两三句短句。',
          en: 'This sentence is long; split it into two or three.',
        },
      }))
    return [...long, ...tooMuch(draft, context)]
  },
}
