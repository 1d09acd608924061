import type { PersonaRule } from '../rule.ts'
import { repeatsOf } from '../rumour-claims.ts'
import { softerInPrivate } from '../severity.ts'
import { speechOf } from '../speech.ts'

/** W-X5: a rumour is named only together with its correction. */
export const noRumourRepeated: PersonaRule = {
  id: 'W-X5',
  because: {
    zh: '品牌转述传闻，就等于替它作证；要么不提，要么连同事实一起说清。',
    en: 'A brand that repeats a rumour vouches for it; name it only together with the fact.',
  },
  check(draft, context) {
    const rumours = context.rumours ?? []
    if (rumours.length === 0) return []
    const speech = speechOf(draft)
    return rumours.flatMap((rumour) =>
      repeatsOf(speech, rumour, context.inbound).map(({ start, end }) => ({
        rule: 'W-X5',
        severity: softerInPrivate('error', context),
        ...speech.spanOf(start, end),
        message: {
          zh: `不要转述未经证实的说法，请说明事实：${rumour.fact}`,
          en: `Do not repeat the unverified claim; state the fact: ${rumour.fact}`,
        },
      })),
    )
  },
}
