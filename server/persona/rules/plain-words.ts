import { normalise, type Span } from '../../language/normal.ts'
import { safeFix } from '../editing.ts'
import { termsIn } from '../terms.ts'
import type { Edit, Finding, PersonaRule } from '../rule.ts'

// The term is explained where it stands: OTG（用数据线连起来）, NFC，也就是碰一碰.
const explained =
  /^(?:功能|模式|技术|接口)?(?:\s?[(（]|[，,]?(?:也?就是|即|是指|指的是|意思是|简单说|通俗))/
const explaining = /(?:也?就是|即|俗称|叫做?|称为|简称)(?:的)?[“"「(（]?$/

function explain({ end }: Span, plain: string): readonly Edit[] {
  return [{ start: end, end, text: `（${plain}）` }]
}

/** Only where the plain word does not stand there already: it would be said twice. */
function replaced({ start, end }: Span, plain: string, isSaid: boolean): readonly Edit[] {
  return isSaid ? [] : [{ start, end, text: plain }]
}

/** W-C2: the customer's words, not ours. */
export const plainWords: PersonaRule = {
  id: 'W-C2',
  because: {
    zh: '行话客户听不懂，也不好意思问；用大白话，或在旁边解释。',
    en: 'Customers do not know insider words and will not ask; use plain ones or explain beside.',
  },
  check(draft, context): readonly Finding[] {
    if (!context.jargon || context.jargon.length === 0) return []
    // Whoever wants it plain gets the plain word itself, not the insider's with a note.
    const isPlain = context.customer?.style === 'plain'
    const normal = normalise(draft)
    const heard = normalise((context.inbound ?? []).map(({ text }) => text).join('\n')).text
    return context.jargon.flatMap(({ term, plain }) => {
      const meaning = normalise(plain).text
      const isSaid = normal.text.includes(meaning)
      if ((isSaid && !isPlain) || heard.includes(normalise(term).text)) return []
      return termsIn(normal.text, term)
        .filter(({ start, end }) => {
          if (isPlain) return true
          const isExplained = explained.test(normal.text.slice(end, end + 12))
          return !isExplained && !explaining.test(normal.text.slice(Math.max(0, start - 8), start))
        })
        .slice(0, 1)
        .map(({ start, end }): Finding => {
          const span = normal.spanOf(start, end)
          return {
            rule: 'W-C2',
            severity: 'warning',
            ...span,
            message: {
              zh: `“${term}”客户不一定懂，请说成“${plain}”。`,
              en: `Customers may not know “${term}”; say “${plain}”.`,
            },
            ...safeFix(
              draft,
              isPlain ? replaced(span, plain, isSaid) : explain(span, plain),
              context,
            ),
          }
        })
    })
  },
}
