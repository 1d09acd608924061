import { claimsIn } from '../claims.ts'
import type { PersonaRule } from '../rule.ts'
import { softerInPrivate } from '../severity.ts'
import { speechOf } from '../speech.ts'
import { toneFindings } from '../tone-findings.ts'

/** W-S4: absolute terms about our own goods or services. */
export const noAbsoluteClaims: PersonaRule = {
  id: 'W-S4',
  because: {
    zh: '广告法不允许用“最佳、第一、国家级”这类绝对化用语夸自己的商品或服务，会被处罚。',
    en: 'Advertising law forbids absolute terms such as “the best” or “number one” about our own goods.',
  },
  check(draft, context) {
    const speech = speechOf(draft)
    return toneFindings(
      {
        rule: 'W-S4',
        severity: softerInPrivate('error', context),
        message: {
          zh: '这是夸自家商品的绝对化用语，请删去或改成能证明的事实。',
          en: 'An absolute claim about our own goods: delete it or state a fact we can prove.',
        },
      },
      speech,
      claimsIn(speech.text, context),
    )
  },
}
