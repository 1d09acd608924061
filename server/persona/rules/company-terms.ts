import { normalise } from '../../language/normal.ts'
import { safeFix } from '../editing.ts'
import type { Finding, PersonaRule } from '../rule.ts'
import { termsIn } from '../terms.ts'

/** W-A6: one thing, one name. */
export const companyTerms: PersonaRule = {
  id: 'W-A6',
  because: {
    zh: '同一样东西几种叫法，客户会以为是几样东西；统一用公司的叫法。',
    en: 'Several names for one thing look like several things; use the company term.',
  },
  check(draft, context): readonly Finding[] {
    if (!context.terms || context.terms.length === 0) return []
    const normal = normalise(draft)
    return context.terms.flatMap(({ use, not }) => {
      const right = termsIn(normal.text, use)
      return not
        .filter((wrong) => normalise(wrong).text !== normalise(use).text)
        .flatMap((wrong) => termsIn(normal.text, wrong))
        .filter((span) => !right.some(({ start, end }) => start <= span.start && span.end <= end))
        .map(({ start, end }): Finding => {
          const span = normal.spanOf(start, end)
          return {
            rule: 'W-A6',
            severity: 'warning',
            ...span,
            message: { zh: `请用公司的叫法“${use}”。`, en: `Use the company term “${use}”.` },
            ...safeFix(draft, [{ ...span, text: use }], context),
          }
        })
    })
  },
}
