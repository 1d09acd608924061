import { normalise } from '../../language/normal.ts'
import type { LintContext } from '../context.ts'
import type { PersonaRule } from '../rule.ts'
import { offersIn } from '../sales-offers.ts'
import { speechOf } from '../speech.ts'
import { toneFindings } from '../tone-findings.ts'

const over: ReadonlySet<string> = new Set(['solved', 'closed'])
const wishes =
  /想买|想办|想升级|想换|有(?:什么|没有|啥)?优惠|推荐|多少钱一|怎么买|能不能便宜|可以升级吗|能升级吗|要升级/

/** Customers who ask to buy in the middle of a complaint get their answer. */
function hasAsked(context: LintContext): boolean {
  return (context.inbound ?? []).some(({ text }) => wishes.test(normalise(text).text))
}

/** W-V2: nobody is sold anything while their complaint is open. */
export const noSalesOnComplaint: PersonaRule = {
  id: 'W-V2',
  because: {
    zh: '问题还没解决就推销，客户会觉得我们只想赚钱；先把投诉办完。',
    en: 'Selling while the complaint is open tells the customer we care for money only; settle it first.',
  },
  check(draft, context) {
    const { ticket } = context
    if (ticket?.type !== 'complaint' || over.has(ticket.status ?? 'open') || hasAsked(context))
      return []
    const speech = speechOf(draft)
    return toneFindings(
      {
        rule: 'W-V2',
        severity: 'error',
        message: {
          zh: '投诉还没办完，请删去推销的话，只谈这件事怎么解决。',
          en: 'The complaint is still open: take the sales talk out and keep to the solution.',
        },
      },
      speech,
      offersIn(speech),
    )
  },
}
