import type { PersonaRule } from '../rule.ts'
import { speechOf } from '../speech.ts'

const alreadyAsked =
  /分享|晒|推荐给|转告|写(?:个|条|一?下)?评价|给(?:个|我们)?(?:好评|评价)|点评|公开(?:您|这)|征得您/

/** W-I2: a good outcome may be told to others, with the customer's consent. */
export const mayBeShared: PersonaRule = {
  id: 'W-I2',
  because: {
    zh: '解决得好、客户也满意的事，征得同意后可以让更多人看到。',
    en: 'A case well solved for a happy customer may, with consent, be shown to others.',
  },
  check(draft, { customer, ticket }) {
    const isSolved = ticket?.status === 'solved' || ticket?.status === 'closed'
    const isHappy = customer?.mood?.polarity === 'positive' && customer.mood.anger === 0
    if (!isSolved || !isHappy || draft.trim() === '') return []
    if (alreadyAsked.test(speechOf(draft).whole)) return []
    return [
      {
        rule: 'W-I2',
        severity: 'hint',
        start: draft.length,
        end: draft.length,
        message: {
          zh: '客户很满意：可以用“分享此次解决”，征得同意后公开。',
          en: 'The customer is happy: consider sharing this resolution, with consent.',
        },
      },
    ]
  },
}
