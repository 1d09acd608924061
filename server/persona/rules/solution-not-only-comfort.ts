import { isCloser } from '../../language/closer.ts'
import { acknowledgementsIn } from '../acknowledgement.ts'
import { nearCommitmentsIn } from '../near-commitments.ts'
import type { LintContext } from '../context.ts'
import { isLockedWording } from '../locked-wording.ts'
import type { PersonaRule } from '../rule.ts'
import { speechOf, type Speech } from '../speech.ts'

// Anything done, offered, explained, asked or put in figures is more than comfort.
const action =
  /[?\d]|[一二两三四五六七八九十][个天点次件倍份]|已|正在|目前|现在|马上|立即|今天|明天|今晚|将|帮|请(?!您?(?:谅解|理解|原谅|见谅|放心|您?耐心|多?包涵|息怒|消消气))|退|换(?!谁|位|作|成)|修|赔|补|查|核|发(?!生)|送|寄|安排|联系|处理|解决|反馈|跟进|改(?!天)|升级|恢复|抢修|上门|检测|回复|答复|告诉|通知|登记|提交|申请|私信|拨|打开|点|可以|建议|原因|因为|由于|故障|是[^,。]{2,10}(?:费|断|坏|缺)|到底|盯|我[来给]|给[您你](?!添|带来|造成)|约|加急|师傅/

function isSettled({ customer, ticket, inbound = [] }: LintContext): boolean {
  return (
    customer?.mood?.polarity === 'positive' ||
    ticket?.type === 'praise' ||
    ticket?.status === 'solved' ||
    ticket?.status === 'closed' ||
    (inbound.length > 0 && inbound.every(({ text }) => isCloser(text)))
  )
}

function acts(speech: Speech, draft: string, now: string | undefined): boolean {
  return action.test(speech.whole) || nearCommitmentsIn(draft, now).length > 0
}

/** W-E7. Needs a message it answers; comfort alone is right after the matter is settled. */
export const solutionNotOnlyComfort: PersonaRule = {
  id: 'W-E7',
  because: {
    zh: '只有安慰没有行动，客户会觉得被敷衍；至少说出下一步。',
    en: 'Comfort without action feels like being put off; name at least the next step.',
  },
  check(draft, context) {
    if ((context.inbound?.length ?? 0) === 0 || context.proactive === true) return []
    if (isSettled(context) || isLockedWording(draft, context)) return []
    const speech = speechOf(draft)
    if (acknowledgementsIn(speech).length === 0 || acts(speech, draft, context.now)) return []
    return [
      {
        rule: 'W-E7',
        severity: 'warning',
        start: draft.length,
        end: draft.length,
        message: {
          zh: '只有安慰，还没有下一步。请补上您要做什么、什么时候有结果。',
          en: 'Comfort only; add what you will do and when there is a result.',
        },
      },
    ]
  },
}
