import { safeFix } from '../editing.ts'
import type { Finding, PersonaRule } from '../rule.ts'
import { knownFor, slotsIn } from '../slots.ts'

/** W-P8: a template's gap is filled before the customer sees it. */
export const noOpenSlots: PersonaRule = {
  id: 'W-P8',
  because: {
    zh: '模板里的空没填就发出去，客户一眼看出是群发；填上他的称呼、订单和日期再发。',
    en: 'A gap left in a template shows that nobody wrote this for the customer; fill it in first.',
  },
  check(draft, context): readonly Finding[] {
    return slotsIn(draft).map((slot): Finding => {
      const { start, end, text } = slot
      const known = knownFor(slot, context)
      return {
        rule: 'W-P8',
        severity: 'block',
        start,
        end,
        message: {
          zh: `“${text}”还没有填，请换成这位客户的内容。`,
          en: `“${text}” is still empty; put in what belongs to this customer.`,
        },
        ...(known !== undefined && safeFix(draft, [{ start, end, text: known }], context)),
      }
    })
  },
}
