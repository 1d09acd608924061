import { normalise } from '../../language/normal.ts'
import type { PersonaRule } from '../rule.ts'

/** Somebody stands in for it: a name, a role of their own, or "I will". */
const owner =
  /专属(?:客服|顾问|管家|经理|客户)|客户经理|贵宾|(?:由|是|找|联系|安排)(?:小\p{Script=Han}|[\p{Script=Han}]{1,2}(?:经理|主管|工程师|师傅))|我(?:来|会|将|亲自|一直|本人|全程|帮您|给您|为您|就|已|已经|亲手|先|马上|立即|这就|再|盯|陪)|我是|(?:直接|随时)(?:找|回|联系|私信|问|回复)(?:我|小\p{Script=Han})|(?:全程|亲自|一对一)(?:跟进|负责|协助|处理)/u
const closing =
  /不客气|谢谢(?:您|你)?(?:的)?(?:认可|夸奖|支持|信任)|祝您|应该的|感谢您的(?:认可|信任|支持)/

/** W-V1: a VIP knows whose case it is and how to reach them. */
export const namedOwnerForVip: PersonaRule = {
  id: 'W-V1',
  because: {
    zh: 'VIP 客户要知道是谁在负责、怎样直接找到他，不必再从头找人。',
    en: 'A VIP knows who owns the case and how to reach them directly, without starting over.',
  },
  check(draft, context) {
    const isVip = context.customer?.tier === 'vip'
    if (!isVip || context.proactive === true || context.ticket?.type === 'praise') return []
    const { text } = normalise(draft)
    const { persona, ticket } = context
    const names = [persona?.name, ticket?.facts?.['owner']].flatMap((name) =>
      name === undefined || name === '' ? [] : [normalise(name).text],
    )
    const isNamed = owner.test(text) || names.some((name) => text.includes(name))
    if (isNamed || closing.test(text)) return []
    return [
      {
        rule: 'W-V1',
        severity: 'warning',
        start: draft.length,
        end: draft.length,
        message: {
          zh: '这是 VIP 客户：请说明由谁负责、怎样直接联系，例如“我是…，有事直接回我”。',
          en: 'This is a VIP: say who owns the case and how to reach them, e.g. “I am …, just reply to me”.',
        },
      },
    ]
  },
}
