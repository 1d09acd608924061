import { findPersonalData, type PersonalDataKind } from '../../language/personal-data.ts'
import type { Words } from '../../core/settings.ts'
import { isPublic, type LintContext } from '../context.ts'
import type { Finding, PersonaRule } from '../rule.ts'

const names: Readonly<Record<PersonalDataKind, Words>> = {
  idcard: { zh: '身份证号', en: 'identity number' },
  bankcard: { zh: '银行卡号', en: 'bank card number' },
  phone: { zh: '手机号', en: 'phone number' },
  email: { zh: '邮箱地址', en: 'e-mail address' },
}

function isServicePhone(text: string, context: LintContext): boolean {
  const digits = text.replace(/\D/g, '')
  return (context.brand?.servicePhones ?? []).some((phone) => phone.replace(/\D/g, '') === digits)
}

/** W-S1. Validators, not patterns alone: an order number is not a card. */
export const noPersonalDataInPublic: PersonaRule = {
  id: 'W-S1',
  because: {
    zh: '公开回复谁都看得到，不能出现客户的个人信息。',
    en: 'Anyone can read a public reply; it must not show personal data.',
  },
  check(draft, context): readonly Finding[] {
    const severity = isPublic(context) ? 'block' : 'warning'
    return findPersonalData(draft)
      .filter((span) => !isServicePhone(draft.slice(span.start, span.end), context))
      .map((span) => ({
        rule: 'W-S1',
        severity,
        start: span.start,
        end: span.end,
        message: {
          zh: `回复里有${names[span.kind].zh}，请删去或改到私信里说。`,
          en: `The reply shows a ${names[span.kind].en}; remove it or move to a private message.`,
        },
      }))
  },
}
