import type { LintContext } from '../context.ts'
import { emojiIn, isPlayful, type Emoji } from '../emoji.ts'
import type { Finding, PersonaRule } from '../rule.ts'

// What a customer lost or suffered; a laughing face beside it hurts.
const loss =
  /去世|过世|离世|走了的|葬|遗照|住院|受伤|骨折|流血|烫伤|烧伤|中毒|过敏|流产|事故|车祸|着火|火灾|被骗|被盗|丢了|弄丢|丢失|遗失|损失|摔碎|碎了|泡了水|作废|救命|漏气|煤气味/

function isGrave({ customer, inbound = [], ticket }: LintContext): boolean {
  return (
    (customer?.mood?.anger ?? 0) > 0 ||
    customer?.mood?.polarity === 'negative' ||
    ticket?.type === 'complaint' ||
    inbound.some(({ text }) => loss.test(text))
  )
}

function withoutThem(draft: string, emoji: readonly Emoji[]): Pick<Finding, 'fix'> {
  let rest = ''
  let at = 0
  for (const { start, end } of emoji) {
    rest += draft.slice(at, start)
    at = end
  }
  // A reply of emoji alone would be empty then.
  if ((rest + draft.slice(at)).trim() === '') return {}
  return { fix: emoji.map(({ start, end }) => ({ start, end, text: '' })) }
}

/** One finding for all of them: a row of a hundred faces is one slip. */
function findingFor(
  draft: string,
  emoji: readonly Emoji[],
  message: Finding['message'],
): readonly Finding[] {
  const [first] = emoji
  const last = emoji.at(-1)
  if (!first || !last) return []
  const fix = withoutThem(draft, emoji)
  return [{ rule: 'W-P6', severity: 'warning', start: first.start, end: last.end, message, ...fix }]
}

/** W-P6: emoji warm a reply within a budget, and do not laugh at trouble. */
export const fittingEmoji: PersonaRule = {
  id: 'W-P6',
  because: {
    zh: '表情要少而合适；客户在生气或受损时，嬉笑的表情像是在嘲笑。',
    en: 'Few and fitting emoji are warm; a laughing face beside anger or loss reads as mockery.',
  },
  check(draft, context) {
    const found = emojiIn(draft)
    const teasing = isGrave(context) ? found.filter(isPlayful) : []
    const isTeasing = new Set(teasing)
    const kept = found.filter((emoji) => !isTeasing.has(emoji))
    const isFormal = context.customer?.style === 'formal'
    const budget = isFormal ? 0 : (context.channel?.emojiBudget ?? 3)
    return [
      ...findingFor(draft, teasing, {
        zh: '客户正不愉快，请不要用嬉笑的表情。',
        en: 'The customer is upset; leave the laughing emoji out.',
      }),
      ...findingFor(
        draft,
        kept.slice(Math.max(0, budget)),
        isFormal
          ? { zh: '对这位客户用正式的写法，不用表情。', en: 'Formal style: leave emoji out.' }
          : {
              zh: `表情太多，最多用${String(budget)}个。`,
              en: `Too many emoji; use ${String(budget)} at most.`,
            },
      ),
    ]
  },
}
