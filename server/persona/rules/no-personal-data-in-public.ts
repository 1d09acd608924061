import type { Words } from '../../core/settings.ts'
import { normalise, type NormalText, type Span } from '../../language/normal.ts'
import { isPublic, type LintContext } from '../context.ts'
import { doorsIn } from '../doors.ts'
import { mentionsIn } from '../mentions.ts'
import { privateNumbersIn, type PrivateKind, type PrivateSpan } from '../private-numbers.ts'
import type { Edit, Finding, PersonaRule, Severity } from '../rule.ts'

const names: Readonly<Record<PrivateKind, Words>> = {
  idcard: { zh: '身份证号', en: 'identity number' },
  bankcard: { zh: '银行卡号', en: 'bank card number' },
  phone: { zh: '电话号码', en: 'phone number' },
  email: { zh: '邮箱地址', en: 'e-mail address' },
  order: { zh: '完整单号', en: 'full order number' },
  account: { zh: '客户的号码', en: 'customer’s account number' },
  papers: { zh: '证件号或车牌', en: 'passport or plate number' },
  address: { zh: '门牌地址', en: 'address down to the door' },
}
// In a private message the customer may read their own order; plates and passports are rare and unsure.
const onlyInPublic: ReadonlySet<PrivateKind> = new Set(['order', 'account', 'papers'])
const ourMailbox = /(?:客服|官方|服务|我们的?|投诉|公司)[^。;!?\n]{0,6}邮箱[^。;!?\n]{0,6}$/

function severityOf(kind: PrivateKind, context: LintContext): Severity {
  return isPublic(context) && kind !== 'papers' ? 'block' : 'warning'
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^a-z\d]/g, '')
}

/** The company's own numbers and places, and the number the customer may quote. */
function isOurs(text: string, span: PrivateSpan, context: LintContext): boolean {
  const { brand, ticket } = context
  if (span.kind === 'email') {
    const host = text.slice(text.indexOf('@', span.start) + 1, span.end)
    const isHost = (name: string): boolean => host === name || host.endsWith(`.${name}`)
    return (
      (brand?.hosts ?? []).some(isHost) ||
      ourMailbox.test(text.slice(Math.max(0, span.start - 20), span.start))
    )
  }
  const value = bare(text.slice(span.start, span.end))
  return [...(brand?.servicePhones ?? []), ticket?.serviceNo ?? ''].some((one) => {
    const number = bare(one)
    return number !== '' && (number === value || number.replace(/^[a-z]+/, '') === value)
  })
}

/** Where the draft writes one of our places or the service number. */
function ownNames(text: string, { brand, ticket }: LintContext): readonly Span[] {
  const names = [...(brand?.places ?? []), ...(ticket?.serviceNo ? [ticket.serviceNo] : [])]
  return names.length === 0 ? [] : mentionsIn(text, names)
}

/** Overlapping spans as one, so that no part of either stays readable. */
function joined(spans: readonly PrivateSpan[]): readonly PrivateSpan[] {
  const result: PrivateSpan[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1)
    if (!last || span.start >= last.end) result.push(span)
    else if (span.end > last.end) result[result.length - 1] = { ...last, end: span.end }
  }
  return result
}

function masked(kind: PrivateKind, plain: string): string {
  const digits = plain.replace(/\D/g, '')
  if (kind === 'phone' && digits.length >= 11)
    return `${digits.slice(-11, -8)}****${digits.slice(-4)}`
  return kind === 'order' && digits.length > 8 ? `****${digits.slice(-4)}` : '****'
}

function fixFor(
  { text }: NormalText,
  { kind, start, end }: PrivateSpan,
  at: Span,
): readonly Edit[] {
  if (kind !== 'address') return [{ ...at, text: masked(kind, text.slice(start, end)) }]
  return [{ ...at, text: '' }]
}

/** W-S1. Validators and the words around a number, not patterns alone. */
export const noPersonalDataInPublic: PersonaRule = {
  id: 'W-S1',
  because: {
    zh: '公开回复谁都看得到，不能出现客户的个人信息。',
    en: 'Anyone can read a public reply; it must not show personal data.',
  },
  check(draft, context): readonly Finding[] {
    const normal = normalise(draft)
    const doors = doorsIn(normal.text).map((span): PrivateSpan => ({ kind: 'address', ...span }))
    const own = ownNames(normal.text, context)
    return joined([...privateNumbersIn(normal), ...doors])
      .filter((span) => !own.some(({ start, end }) => start <= span.start && span.end <= end))
      .filter(({ kind }) => isPublic(context) || !onlyInPublic.has(kind))
      .filter((span) => !isOurs(normal.text, span, context))
      .map((span) => {
        const at = normal.spanOf(span.start, span.end)
        const name = names[span.kind]
        return {
          rule: 'W-S1',
          severity: severityOf(span.kind, context),
          ...at,
          message: {
            zh: `回复里有${name.zh}，请遮住、删去，或改到私信里说。`,
            en: `The reply shows a ${name.en}; mask it, remove it or move to a private message.`,
          },
          ...(isPublic(context) && { fix: fixFor(normal, span, at) }),
        }
      })
  },
}
