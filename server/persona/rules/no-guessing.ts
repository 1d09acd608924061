import { normalise } from '../../language/normal.ts'
import { quantitiesIn } from '../../language/quantities.ts'
import { isAmountBacked } from '../backing.ts'
import { commitmentsIn } from '../commitments.ts'
import type { LintContext } from '../context.ts'
import { guessesIn } from '../guesses.ts'
import { knownFrom } from '../known.ts'
import type { Finding, PersonaRule } from '../rule.ts'

/** No channel carries a longer reply. */
const longest = 6000

/** 大概20分钟 where the ticket says 约20分钟: a rounded figure, not a guess. */
function isRounded(text: string, end: number, context: LintContext): boolean {
  const after = text.slice(end, end + 12)
  const [amount] = quantitiesIn(after)
  if (!amount || !/^(?:需要?|要|是|在)?$/.test(after.slice(0, amount.start))) return false
  return isAmountBacked(amount, knownFrom(context))
}

/** W-A1: what was not checked is not said, or said together with when it will be. */
export const noGuessing: PersonaRule = {
  id: 'W-A1',
  because: {
    zh: '“可能”“应该”“大概”猜错了，客户会拿它当承诺；没核实就说明何时核实好并回复。',
    en: 'A wrong guess is taken as a promise; say when it will be checked and answered instead.',
  },
  check(draft, context): readonly Finding[] {
    const normal = normalise(draft)
    const guesses = guessesIn(normal.text.slice(0, longest)).filter(
      ({ start, end }) =>
        !(
          /^(?:大概|差不多)/.test(normal.text.slice(start)) && isRounded(normal.text, end, context)
        ),
    )
    if (guesses.length === 0) return []
    const willAnswer = commitmentsIn(draft, context.now).some(
      ({ isDefinite, isAnswer }) => isDefinite && isAnswer,
    )
    if (willAnswer) return []
    return guesses.map(({ start, end }) => ({
      rule: 'W-A1',
      severity: 'error',
      ...normal.spanOf(start, end),
      message: {
        zh: `“${normal.text.slice(start, end)}”是猜测。请核实后再说，或写明我们何时核实好并回复您。`,
        en: 'This is a guess. Check first, or say by when we will have checked and will answer.',
      },
    }))
  },
}
