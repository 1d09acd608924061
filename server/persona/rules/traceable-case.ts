import { normalise } from '../../language/normal.ts'
import { findCodes } from '../agent-code.ts'
import { isTooLong } from '../channel-length.ts'
import type { LintContext } from '../context.ts'
import { isHostOf, linksIn } from '../links.ts'
import type { PersonaRule } from '../rule.ts'

function bare(text: string): string {
  return normalise(text).text.replace(/[\s-]/g, '')
}

/** The number, or a page of ours that tells where the case stands. */
function isTraceable(draft: string, serviceNo: string, context: LintContext): boolean {
  const links = linksIn(normalise(draft).text)
  return (
    bare(draft).includes(bare(serviceNo)) ||
    links.some(({ host }) => isHostOf(host, context.brand?.hosts ?? []))
  )
}

/** Where the text ends, an agent code typed by hand left out. */
function endOfText(draft: string): number {
  const whole = draft.trimEnd()
  const last = findCodes(whole).at(-1)
  return last?.end === whole.length ? whole.slice(0, last.start).trimEnd().length : whole.length
}

/** W-S9: the first reply names the number the customer may quote, where the policy asks for it. */
export const traceableCase: PersonaRule = {
  id: 'W-S9',
  because: {
    zh: '首次答复给出服务编号，客户随时能查，也不用从头再说一遍。',
    en: 'With the service number in the first reply the customer can ask at any time without starting over.',
  },
  check(draft, context) {
    const serviceNo = context.ticket?.serviceNo
    const isFirst = !(context.earlier ?? []).some(({ from }) => from === 'brand')
    const isAsked = context.policy?.serviceNoInFirstReply === true && context.proactive !== true
    if (!isAsked || !isFirst || serviceNo === undefined || bare(serviceNo) === '') return []
    if (isTraceable(draft, serviceNo, context)) return []
    const at = endOfText(draft)
    const lead = at === 0 || /[。！？!?；;~～…]/.test(draft[at - 1] ?? '') ? '' : '。'
    const text = `${lead}服务编号：${serviceNo}。`
    const fits = !isTooLong(draft.slice(0, at) + text + draft.slice(at), context)
    return [
      {
        rule: 'W-S9',
        severity: 'hint',
        start: draft.length,
        end: draft.length,
        message: {
          zh: `首次答复请带上服务编号 ${serviceNo}。`,
          en: `Give the service number ${serviceNo} in the first reply.`,
        },
        ...(fits && { fix: [{ start: at, end: at, text }] }),
      },
    ]
  },
}
