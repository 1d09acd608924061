import { hanCount } from '../../language/han.ts'
import { safeFix } from '../editing.ts'
import type { Finding, PersonaRule } from '../rule.ts'

const explaining =
  /第[一二三1-3]步|首先|先.{1,20}(?:再|然后)|步骤|设置|点击|打开|按住|长按|流程|规则|因为|由于|原因|计算|意思是|指的是|包含|含|分为|方式|材料|如下|表示/
// A question, or an offer to go on explaining.
const checking =
  /[?？]|不清楚|不明白|没看懂|看不懂|不懂|有疑问|哪一?步|卡在|还想|想了解|还需要|随时|需要我|要不要|告诉我|告诉小|问我|给我|找我|找小|问小|回复我|发给?我|联系我|联系小|私信|帮您|我(?:们)?(?:一直|都)?在|陪您|拍给|截图|再(?:说|讲|解释)/
const code = /\s*[\^＾]\s?[A-Za-z]{0,4}\d{0,5}\s*$/

/** W-C5: an explanation ends with making sure it was understood. */
export const checkUnderstanding: PersonaRule = {
  id: 'W-C5',
  because: {
    zh: '讲完就走，客户没听懂也不好再问；最后问一句或说明随时可以再讲。',
    en: 'Left alone after an explanation, customers hardly ask again; end with a question or an offer.',
  },
  check(draft, context): readonly Finding[] {
    const type = context.ticket?.type
    if (type !== 'question' && type !== 'technical') return []
    if (hanCount(draft) < 40 || !explaining.test(draft) || checking.test(draft)) return []
    const end = draft.length - (code.exec(draft)?.[0].length ?? 0)
    const closed = /[。！!？?~～…\n]$/.test(draft.slice(0, end).trimEnd()) ? '' : '。'
    const edit = { start: end, end, text: `${closed}哪一步不清楚，随时告诉我们。` }
    return [
      {
        rule: 'W-C5',
        severity: 'hint',
        start: draft.length,
        end: draft.length,
        message: {
          zh: '讲解之后请确认客户是否明白，或说明随时可以再问。',
          en: 'After explaining, ask whether it is clear or offer to explain again.',
        },
        ...safeFix(draft, [edit], context),
      },
    ]
  },
}
