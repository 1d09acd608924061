import { isPublic } from '../context.ts'
import type { Finding, PersonaRule } from '../rule.ts'

// The thing itself, to be handed to us. Zero-width signs and blanks between the characters are evasion.
const gap = '[\\s\\u200b-\\u200d\\u2060·.*]{0,2}'
const spaced = (word: string): string => [...word].join(gap)
const password = ['密码', '口令', '服务密码', '登录密码', '支付密码'].map(spaced).join('|')
const secrets = [
  ...[
    '验证码',
    '校验码',
    '动态码',
    '安全码',
    '银行卡号',
    '银行卡照片',
    '信用卡号',
    '身份证号码',
    '身份证号',
    '身份证照片',
    '身份证正反面',
    '身份证',
  ].map(spaced),
  password,
].join('|')
const asks =
  '(?:请|麻烦|烦请|需要|辛苦|劳烦)?(?:您|你)?(?:把|将)?(?:先)?(?:提供|告诉|告知|发来|发送|发给|发一下|发下|发|报一下|报|回复|私信|填写|留下|上传|给到|给)'
const between = '[^。！？!?；;\\n不勿别]{0,12}'

function patternFor(thing: string): RegExp {
  return new RegExp(
    `${asks}${between}?(?:${thing})|(?:${thing})(?:是多少|是什么|多少|${between}?(?:发(?:给|来|到|在)?(?:我|这里|这儿|这边|过来|私信|评论)|发给|发来|发过来|(?:告诉|告知|提供|报|给)(?:我|咱|客服|一下|下|过来)))`,
    'g',
  )
}

const anySecret = patternFor(secrets)
const onlyPassword = patternFor(password)
// Warning people not to give secrets away, or telling them to bring or reset one, is not asking.
const harmless =
  /(?:不要|请勿|切勿|勿|别|不会|不需要|无需|不用|从不|绝不|谨防)[^。！？!?；;\n]{0,20}$|(?:重置|修改|更改|找回|携带|带上|带着|凭|出示|设置)[^。！？!?；;\n]{0,8}$/
const resets = /重置|修改|更改|找回|携带|带上|带着|凭|设置|不要|请勿|切勿|别把|不会/

function isHarmless(draft: string, start: number, text: string): boolean {
  return harmless.test(draft.slice(Math.max(0, start - 24), start)) || resets.test(text)
}

/** W-S2. In private only passwords are covered. */
export const noSecretsAsked: PersonaRule = {
  id: 'W-S2',
  because: {
    zh: '索要密码、验证码、身份证会让客户受骗或泄密；任何人都能冒充客服。',
    en: 'Asking for passwords, codes or identity numbers exposes customers; anyone can pose as the brand.',
  },
  check(draft, context): readonly Finding[] {
    const pattern = isPublic(context) ? anySecret : onlyPassword
    return [...draft.matchAll(pattern)]
      .filter((match) => !isHarmless(draft, match.index, match[0]))
      .map((match) => ({
        rule: 'W-S2',
        severity: 'block',
        start: match.index,
        end: match.index + match[0].length,
        message: {
          zh: isPublic(context)
            ? '不要在公开回复里索要密码、验证码或身份证，请引导客户私信或到官方渠道办理。'
            : '任何时候都不要向客户索要密码。',
          en: isPublic(context)
            ? 'Do not ask for passwords, codes or identity numbers in public; invite the customer to a private message.'
            : 'Never ask a customer for a password.',
        },
      }))
  },
}
