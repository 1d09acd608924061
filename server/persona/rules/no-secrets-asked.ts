import type { Words } from '../../core/settings.ts'
import { isPublic } from '../context.ts'
import type { PersonaRule } from '../rule.ts'
import { secretsAskedIn } from '../secrets.ts'
import { speechOf } from '../speech.ts'

const inPublic: Words = {
  zh: '不要在公开回复里索要密码、验证码或证件，请引导客户私信或到官方渠道办理。',
  en: 'Do not ask for passwords, codes or identity papers in public; invite the customer to a private message.',
}
const anywhere: Words = {
  zh: '任何时候都不要向客户索要密码。',
  en: 'Never ask a customer for a password.',
}

/** W-S2. In private only passwords are covered. */
export const noSecretsAsked: PersonaRule = {
  id: 'W-S2',
  because: {
    zh: '索要密码、验证码、身份证会让客户受骗或泄密；任何人都能冒充客服。',
    en: 'Asking for passwords, codes or identity numbers exposes customers; anyone can pose as the brand.',
  },
  check(draft, context) {
    const speech = speechOf(draft)
    return secretsAskedIn(speech.text)
      .filter(({ kind }) => isPublic(context) || kind === 'password')
      .map(({ start, end, kind }) => ({
        rule: 'W-S2',
        severity: 'block',
        ...speech.spanOf(start, end),
        message: kind === 'password' ? anywhere : inPublic,
      }))
  },
}
