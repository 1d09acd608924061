import { attacksIn } from '../rival-attacks.ts'
import type { PersonaRule } from '../rule.ts'
import { softerInPrivate } from '../severity.ts'
import { speechOf } from '../speech.ts'

/** W-X4: a competitor may be named, not run down. */
export const noCompetitorAttack: PersonaRule = {
  id: 'W-X4',
  because: {
    zh: '贬低同行失风度，也违反广告法；说清自己的好处就够了。',
    en: 'Running down a competitor is undignified and unlawful in advertising; say what we offer.',
  },
  check(draft, context) {
    if (!context.competitors?.length) return []
    const speech = speechOf(draft)
    return attacksIn(speech, context).map(({ start, end }) => ({
      rule: 'W-X4',
      severity: softerInPrivate('error', context),
      ...speech.spanOf(start, end),
      message: {
        zh: '不要贬低竞争对手，请只介绍我们自己能做到的。',
        en: 'Do not run down a competitor; say only what we can do.',
      },
    }))
  },
}
