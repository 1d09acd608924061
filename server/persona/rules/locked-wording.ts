import { findCodes, normaliseCode } from '../agent-code.ts'
import { isPublic, type LintContext } from '../context.ts'
import type { PersonaRule } from '../rule.ts'

interface Body {
  readonly start: number
  readonly end: number
  readonly text: string
}

function trimmed(text: string, start: number, end: number): Body {
  const piece = text.slice(start, end)
  const from = start + piece.length - piece.trimStart().length
  return { start: from, end: from + piece.trim().length, text: piece.trim() }
}

/** The draft without outer white space and without the agent's own code at either end. */
function bodyOf(draft: string, own: string | undefined): Body {
  let body = trimmed(draft, 0, draft.length)
  const codes = findCodes(draft).filter(({ code }) => own === undefined || code === own)
  for (const { start, end } of codes.toReversed())
    if (end === body.end && start >= body.start) body = trimmed(draft, body.start, start)
  for (const { start, end } of codes)
    if (start === body.start && end <= body.end) body = trimmed(draft, end, body.end)
  return body
}

/** Words alone: marks, blanks and width left out. */
function wordsOf(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
}

function isInScope({ crisis, ...context }: LintContext): boolean {
  return crisis?.on === true && (crisis.scope === 'all' || isPublic(context))
}

/** W-X6: in a crisis only the released wording goes out, word for word. */
export const lockedWording: PersonaRule = {
  id: 'W-X6',
  because: {
    zh: '危机期间全公司只用统一口径，改一个字都可能被截图放大。',
    en: 'In a crisis everybody uses the released wording; one changed word may be quoted against us.',
  },
  check(draft, context) {
    if (!context.crisis || !isInScope(context)) return []
    const code = context.roster?.code
    const { start, end, text } = bodyOf(draft, code === undefined ? undefined : normaliseCode(code))
    const locked = context.crisis.locked.map((entry) => entry.trim())
    if (locked.includes(text) || (text === '' && !context.attachments?.length)) return []
    // Only marks or blanks differ: the released text can stand in for the typed one.
    const nearest = locked.find((entry) => wordsOf(entry) === wordsOf(text))
    return [
      {
        rule: 'W-X6',
        severity: 'block',
        start,
        end,
        message: {
          zh: '危机期间只能一字不改地使用已发布的统一口径，请从锁定文本中选一条。',
          en: 'During the crisis only the locked wording may be sent, unchanged; choose one entry.',
        },
        ...(nearest === undefined ? {} : { fix: [{ start, end, text: nearest }] }),
      },
    ]
  },
}
