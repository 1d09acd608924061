import { onceFor } from '../../language/once-for.ts'
import { isAmountBacked, isTimeBacked } from '../backing.ts'
import type { LintContext } from '../context.ts'
import { differencesFrom } from '../fact-diff.ts'
import { firmOnly, knownFrom, read, type Known } from '../known.ts'
import { movedDatesIn } from '../moved-dates.ts'
import { momentIn } from '../moments.ts'
import type { Finding, PersonaRule } from '../rule.ts'
import { statementsIn, type Statement, type Statements } from '../statements.ts'

// An agent who says that it was told otherwise before has seen the difference.
const corrected =
  /更正|有误|说错|讲错|写错|弄错|不准确|不对|之前(?:的?(?:回复|答复|说法|说的|告诉))|此前|原先|原定|原来|上次(?:说|答|回)|调整(?:为|到|成)|改(?:为|成|到|约|在|(?=[\d一二三四五六七八九十明后下]))|变更为|延(?:后|到|至|误)|(?<![可能以费])延[期长](?=[,。到至为了]|$)|(?:得|要|需|已|只能|会)延[期长]|推迟|顺延|有变|变化|变动|没赶上|赶不上|没(?:能)?做到|没(?:能)?[发送修办]成|没(?:能)?按|来不了|没(?:能)?[去来到上]成|没[去来]|提前到|最新(?:进展|消息|通知|政策)/

/** Facts of the ticket itself, which outrank the answer everybody gets. */
function isBackedByTicket(statement: Statement, known: Known): boolean {
  const own = firmOnly(known)
  if (statement.kind === 'amount') return isAmountBacked(statement.amount, own)
  return statement.kind === 'time' && isTimeBacked(statement, own)
}

function without(statements: Statements, known: Known): Statements {
  return { ...statements, all: statements.all.filter((one) => !isBackedByTicket(one, known)) }
}

/** What this customer was told before, and what is recommended; read once for all drafts. */
const answersBefore = onceFor(({ earlier, recommended, now }: LintContext) => ({
  earlier: (earlier ?? [])
    .filter(({ from }) => from === 'brand')
    .map(({ text, at }) => read(text, momentIn(at))),
  recommended: recommended ? [read(recommended.text, momentIn(now))] : [],
}))

/** W-A5: two agents, one answer. */
export const sameAnswer: PersonaRule = {
  id: 'W-A5',
  because: {
    zh: '同一个问题前后答复不一，客户会截图对质；金额、天数、政策要和推荐答案、之前的回复一致。',
    en: 'Customers compare answers; sums, days and policies must agree with the recommended answer and with what they were told before.',
  },
  check(draft, context): readonly Finding[] {
    const { earlier, recommended } = answersBefore(context)
    if (recommended.length === 0 && earlier.length === 0) return []
    const statements = statementsIn(draft, context.now)
    if (corrected.test(statements.normal.text)) return []
    const agreed = without(statements, knownFrom(context))
    const spans = [
      ...recommended.flatMap((text) => differencesFrom(text, agreed)),
      ...earlier.flatMap((text) => differencesFrom(text, statements)),
      ...earlier.flatMap((text) => movedDatesIn(text, statements)),
    ]
    const seen = new Set<number>()
    return spans
      .filter(({ start }) => !seen.has(start) && seen.add(start))
      .map(({ start, end }) => ({
        rule: 'W-A5',
        severity: 'error',
        ...statements.normal.spanOf(start, end),
        message: {
          zh: `“${statements.normal.text.slice(start, end)}”与推荐答案或之前给这位客户的答复不一致，请统一或说明变化。`,
          en: 'This differs from the recommended answer or from what this customer was told before; agree or explain the change.',
        },
      }))
  },
}
