import { pointsIn } from '../../language/points.ts'
import { matterOf } from '../echo.ts'
import type { LintContext } from '../context.ts'
import { isLockedWording } from '../locked-wording.ts'
import type { PersonaRule } from '../rule.ts'
import { speechOf } from '../speech.ts'

const longInput = 200
const manyPoints = 2
// Three short questions in one line need no summary, only answers.
const leastForPoints = 80
const recap =
  /[您你](?:说|提|反映|反馈|问|遇到|描述|提出|担心|关心|讲)(?:到|的|了)|关于[您你]|针对[您你]|[您你]的(?:[两三四五几\d]{1,2}(?:个|点|项)|问题|情况|诉求|疑问)|以下|如下|(?:第|其)[一二三四1-4](?:[,、.:是个点]|$)|首先|其次|[一二三]、|(?:^|[\s。;])[1-3][.、)]|①|逐一|逐条|分别(?:答复|回复|说明|回答)|一共[两三四五\d]|总结|[两三四五2-5](?:件事|个问题)|[两三四五](?:点|项)(?=[,。:都])/

/** A message that asks or complains of more than two things, or simply a long one. */
function isLong({ inbound = [] }: LintContext): boolean {
  const heard = inbound.map(({ text }) => text.slice(0, 4000)).join('\n')
  return (
    heard.length > longInput ||
    (heard.length > leastForPoints && pointsIn(heard).length > manyPoints)
  )
}

/** Two or more matters of the customer taken up in the first sentences recap as well as any phrase. */
function takesUpSeveral(whole: string, { inbound = [] }: LintContext): boolean {
  const heard = inbound.map(({ text }) => text.slice(0, 4000)).join('\n')
  const named = new Set(
    matterOf(heard)
      .map((run) => run.slice(0, 2))
      .filter((run) => run.length > 1 && whole.includes(run)),
  )
  return named.size > 1
}

/** W-L5. A hint. */
export const sumUpLongInput: PersonaRule = {
  id: 'W-L5',
  because: {
    zh: '客户说了很多，先用一句话归纳，双方才知道说的是同一件事。',
    en: 'After a long message one sentence of summary shows that both mean the same thing.',
  },
  check(draft, context) {
    if (!isLong(context) || context.proactive === true || isLockedWording(draft, context)) return []
    const { whole, sentences } = speechOf(draft)
    if (sentences.length === 0 || recap.test(whole) || takesUpSeveral(whole, context)) return []
    return [
      {
        rule: 'W-L5',
        severity: 'hint',
        start: draft.length,
        end: draft.length,
        message: {
          zh: '客户说了好几件事，可以先归纳一句“您反映的是…”，再逐一回答。',
          en: 'The customer raised several things; sum them up in one sentence, then answer each.',
        },
      },
    ]
  },
}
