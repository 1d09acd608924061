import { isPublic, type LintContext } from './context.ts'
import { judge } from './guide.ts'
import type { Finding } from './rule.ts'

/** About the reply as a whole: there are no words to mend. */
const whole = { start: 0, end: 0 }

function rosterFinding({ roster }: LintContext): readonly Finding[] {
  if (roster?.mayAnswerPublicly !== false) return []
  return [
    {
      rule: 'roster',
      severity: 'block',
      ...whole,
      message: {
        zh: '只有名册内的客服可以公开回复，您不在名册上。请改由名册内的同事回复，或请主管放行。',
        en: 'Only agents on the roster answer in public, and this author is not on it. Have a colleague on the roster answer, or a lead release it.',
      },
    },
  ]
}

/** What a public reply needs besides good wording. Its author's own reason does not do: see `approverFor`. */
function clearances(context: LintContext): readonly Finding[] {
  return isPublic(context) ? rosterFinding(context) : []
}

/** Everything that stands against a reply, alike for the gate and for whoever writes it. */
export function judgeReply(draft: string, context: LintContext): readonly Finding[] {
  return [...clearances(context), ...judge(draft, context)]
}
