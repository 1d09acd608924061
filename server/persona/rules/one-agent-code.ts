import { findCodes, isForeignCode, normaliseCode } from '../agent-code.ts'
import { isPublic, type LintContext } from '../context.ts'
import type { Finding, PersonaRule } from '../rule.ts'

function severityIn(context: LintContext): Finding['severity'] {
  return isPublic(context) ? 'block' : 'warning'
}

function foreign(draft: string, context: LintContext, own: string): readonly Finding[] {
  const known = new Set((context.roster?.codes ?? []).map(normaliseCode))
  return findCodes(draft)
    .filter(({ code }) => isForeignCode(code, own, known))
    .map(({ start, end }) => ({
      rule: 'W-P7',
      severity: severityIn(context),
      start,
      end,
      message: {
        zh: '这是别人的工号，请删去。',
        en: "This is somebody else's agent code; remove it.",
      },
      fix: [{ start, end, text: '' }],
    }))
}

function doubled(draft: string, context: LintContext, own: string): readonly Finding[] {
  const mine = findCodes(draft).filter(({ code }) => code === own)
  const last = mine.at(-1)
  const isAtEnd = last !== undefined && last.end === draft.trimEnd().length
  const extra = isAtEnd ? mine.slice(0, -1) : mine
  return extra.map(({ start, end }) => ({
    rule: 'W-P7',
    severity: severityIn(context),
    start,
    end,
    message: {
      zh: '工号只能在结尾出现一次，发送时会自动加上。',
      en: 'The agent code stands once, at the end; it is added on sending.',
    },
    fix: [{ start, end, text: '' }],
  }))
}

function missing(draft: string, context: LintContext, own: string): readonly Finding[] {
  if (context.roster?.appended !== false || findCodes(draft).some(({ code }) => code === own))
    return []
  return [
    {
      rule: 'W-P7',
      severity: severityIn(context),
      start: draft.length,
      end: draft.length,
      message: { zh: '结尾缺少工号。', en: 'The agent code is missing at the end.' },
      fix: [{ start: draft.length, end: draft.length, text: ` ^${own}` }],
    },
  ]
}

/** W-P7: the customer can name who answered. */
export const oneAgentCode: PersonaRule = {
  id: 'W-P7',
  because: {
    zh: '每条回复结尾有且只有一个工号，客户能说出是谁答复的。',
    en: 'Each reply ends with exactly one agent code, so that the customer can name who answered.',
  },
  check(draft, context) {
    if (!context.roster) return []
    const own = normaliseCode(context.roster.code)
    return [
      ...foreign(draft, context, own),
      ...doubled(draft, context, own),
      ...missing(draft, context, own),
    ]
  },
}
