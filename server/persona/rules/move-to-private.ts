import { isPublic, type LintContext } from '../context.ts'
import { isTooLong } from '../channel-length.ts'
import { isAskedAbout } from '../mentions.ts'
import type { Edit, Finding, PersonaRule } from '../rule.ts'
import { around, saidIn, speechOf, type Phrase } from '../speech.ts'

// What leads to one person; a tail of four digits (尾号) does not.
const personal =
  '(?:手机号码?|电话号码?|联系电话|联系方式|电话|手机|号码|姓名|订单号码?|订单编号|单号|运单号|收货地址|详细地址|家庭住址|住址|地址|门牌号?|户号|账号|会员号|宽带号|身份证号?)'
const request: readonly Phrase[] = [
  {
    pattern: new RegExp(
      `(?:请|麻烦|烦请|辛苦|劳烦|方便|能否|可否|需要?您?)(?:您|你)?(?:先|再|把|将)?(?:在评论区?里?|在这里|在下面)?(?:提供|告诉|告知|留下?|留言|发来?|发送|发给|报|回复|说|补充|写)(?:我们?|咱们?|一?下|给我们?|过来)?[^。!?;:\\n不勿别]{0,8}?${personal}`,
      'g',
    ),
    unlessAfter: /^(?:附近|页|栏|填|是否|有没有|变更|错误|后四位|尾号)/,
    unlessAround: /尾号|后四位/,
  },
  {
    pattern: new RegExp(
      `${personal}(?:和|及|、|以及)?[^。!?;,:\\n不勿别]{0,8}?(?:发(?:给|来|到|我|一?下)|告诉(?:我|一?下)|提供(?:给|一?下)|留(?:一?下|在)|报(?:给|一?下)|是多少)`,
      'g',
    ),
    unlessBefore: /客服|热线|我们的|门店|服务/,
    unlessAround: /尾号|后四位/,
  },
]
const privately = /私信|私聊|私我|后台|站内信|小窗|加密|专属通道/
const invitation = '（请私信发我们，不要公开留言）'

/** Inside the same sentence: a sentence of its own would push an apology back. */
function invite(draft: string, end: number): readonly Edit[] | undefined {
  const rest = draft.slice(end, end + 120)
  const stop = rest.search(/[。！？!?；;\n]/)
  const sentence = stop === -1 ? rest : rest.slice(0, stop)
  if (/[\^＾]/.test(sentence)) return undefined
  const at = end + (stop === -1 ? rest.length : stop)
  return [{ start: at, end: at, text: invitation }]
}

type Named = NonNullable<LintContext['matters']>[number]

/** The matter brought up that does not belong in public; undefined where all of them may stay. */
function privateMatter({ matters = [], inbound }: LintContext): Named | undefined {
  return matters.find(({ belongs, words }) => belongs === 'private' && isAskedAbout(inbound, words))
}

/** The channel policy of the account: this matter is better talked about in private. */
function movedByPolicy(draft: string, context: LintContext): readonly Finding[] {
  const matter = privateMatter(context)
  if (!matter || draft.trim() === '') return []
  const end = draft.trimEnd().length
  return [
    {
      rule: 'W-S3',
      severity: 'hint',
      start: end,
      end,
      message: {
        zh: `“${matter.name}”按渠道分工在私信里谈，请邀请客户私信。`,
        en: `By the channel policy “${matter.name}” is talked about in private; invite a private message.`,
      },
    },
  ]
}

/** W-S3: asking for personal data in public without the way to a private message, or a matter that belongs there. */
export const moveToPrivate: PersonaRule = {
  id: 'W-S3',
  because: {
    zh: '在公开回复里要个人信息，客户往往就贴在评论里；请同时请客户私信。',
    en: 'Asked in public, customers answer in public; invite them to a private message at once.',
  },
  check(draft, context) {
    if (!isPublic(context)) return []
    const speech = speechOf(draft)
    if (privately.test(speech.text)) return []
    const asked = saidIn(speech.text, request)
      .filter((span) => !/请勿|不要|别在/.test(around(speech.text, span)))
      .slice(0, 10)
      .map(({ start, end }): Finding => {
        const at = speech.spanOf(start, end)
        const fix = invite(draft, at.end)
        const insert = fix?.[0]
        const fixed =
          insert && draft.slice(0, insert.start) + insert.text + draft.slice(insert.start)
        const isSafe = fixed !== undefined && !isTooLong(fixed, context)
        return {
          rule: 'W-S3',
          severity: 'hint',
          ...at,
          message: {
            zh: '需要个人信息时，请客户私信，不要让客户在评论里写。',
            en: 'When personal data are needed, ask for a private message, not for a comment.',
          },
          ...(fix && isSafe && { fix }),
        }
      })
    return asked.length > 0 ? asked : movedByPolicy(draft, context)
  },
}
