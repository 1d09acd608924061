import { everyMatch } from '../../language/every-match.ts'
import { normalise, type Span } from '../../language/normal.ts'
import type { LintContext } from '../context.ts'
import type { Finding, PersonaRule } from '../rule.ts'
import { speechOf, type Speech } from '../speech.ts'

// 你们 has no polite form; 迷你 is mini; 你我, 与你 and 你懂的 are phrases.
const casual = /(?<!迷|与)你(?![们我懂])/g
const polite = /您/g
const named = /女士|先生|小姐|老师|阿姨|叔叔|经理|总(?=[,:，。您]|$)/

function placesOf(text: string, pattern: RegExp): readonly Span[] {
  return everyMatch(text, pattern).map(({ index }) => ({ start: index, end: index + 1 }))
}

/** Hashtags and product names are no address. */
function addressIn(speech: Speech, products: readonly string[]): string {
  const blank = (found: string): string => '□'.repeat(found.length)
  const untagged = speech.text.replace(/#[^#\n]{1,40}#/g, blank)
  return products.reduce(
    (text, product) => text.replaceAll(normalise(product).text, blank),
    untagged,
  )
}

function replaced(speech: Speech, spans: readonly Span[], form: '您' | '你'): readonly Finding[] {
  return spans.map((span) => {
    const { start, end } = speech.spanOf(span.start, span.end)
    return {
      rule: 'W-P5',
      severity: 'warning',
      start,
      end,
      message: {
        zh: `称呼要统一，请用“${form}”。`,
        en: `Address the customer in one form: ${form}.`,
      },
      fix: [{ start, end, text: form }],
    }
  })
}

function unaddressed(draft: string, { customer }: LintContext): readonly Finding[] {
  const isNamed =
    named.test(draft) || (customer?.name !== undefined && draft.includes(customer.name))
  if (customer?.tier !== 'vip' || isNamed || draft.trim().length < 12) return []
  return [
    {
      rule: 'W-P5',
      severity: 'warning',
      start: draft.length,
      end: draft.length,
      message: { zh: '重要客户请用“您”称呼。', en: 'Address this customer with 您.' },
    },
  ]
}

/** W-P5: one form of address, and the polite one where it is due. */
export const formOfAddress: PersonaRule = {
  id: 'W-P5',
  because: {
    zh: '一会儿“你”一会儿“您”，显得敷衍；称呼统一才像同一个人在说话。',
    en: 'Mixing 你 and 您 looks careless; one form sounds like one person.',
  },
  check(draft, context) {
    const speech = speechOf(draft)
    const text = addressIn(speech, context.brand?.products ?? [])
    const you = placesOf(text, casual)
    const yours = placesOf(text, polite)
    const { tier, style } = context.customer ?? {}
    const isPolite = tier === 'vip' || style === 'formal'
    const form = isPolite ? '您' : (context.persona?.address ?? '您')
    if (form === '你') return context.persona?.address === '你' ? replaced(speech, yours, '你') : []
    // Nothing is known of the persona and no 您 stands there: 你 alone is one form.
    if (you.length > 0)
      return isPolite || context.persona || yours.length > 0 ? replaced(speech, you, '您') : []
    return yours.length === 0 ? unaddressed(draft, context) : []
  },
}
