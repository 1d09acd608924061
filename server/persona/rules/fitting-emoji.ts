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

function findingFor(draft: string, emoji: Emoji, message: Finding['message']): Finding {
  const { start, end } = emoji
  const isAllThereIs = draft.slice(0, start).trim() === '' && draft.slice(end).trim() === ''
  return {
    rule: 'W-P6',
    severity: 'warning',
    start,
    end,
    message,
    ...(isAllThereIs ? {} : { fix: [{ start, end, text: '' }] }),
  }
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
    const kept = found.filter((emoji) => !teasing.includes(emoji))
    const budget = context.channel?.emojiBudget ?? 3
    return [
      ...teasing.map((emoji) =>
        findingFor(draft, emoji, {
          zh: '客户正不愉快，请不要用嬉笑的表情。',
          en: 'The customer is upset; leave the laughing emoji out.',
        }),
      ),
      ...kept.slice(Math.max(0, budget)).map((emoji) =>
        findingFor(draft, emoji, {
          zh: `表情太多，最多用${String(budget)}个。`,
          en: `Too many emoji; use ${String(budget)} at most.`,
        }),
      ),
    ]
  },
}
