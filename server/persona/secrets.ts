import { everyMatch } from '../language/every-match.ts'
import type { Span } from '../language/normal.ts'

// What opens an account; a part of it, or the number "just received", counts as the thing itself.
const keys =
  '(?:密码|口令|(?<![a-z])(?:pin码?|password|pwd|mima|yzm|cvv2?)(?![a-z])|密马|(?:验证|校验|动态|授权|安全)码|(?:收到|短信里|短信中|短信上|手机上)的?(?:那?(?:几|[四六4-8])位)?(?:数字?|号码串))'
const papers =
  '(?:身份证(?:号码?|件)?|证件(?:号码?|照片?)|(?:银行|信用|储蓄)卡(?:号码?|照片?|信息|正反面))'
const thing = new RegExp(`(${keys})|${papers}`, 'g')

// Verbs that hand the thing over to us, right before it. 发送, 输入 are what systems and pages do.
const wanted = new RegExp(
  '(?:' +
    '(?:提供|告诉|告知|发[来我下]|发给|发一下|发过来|报一?下|报给|说一?下|回复|私信|私我|留言|写下|留下|留一?下|留个|给一?下|给我|补充|拍[下照张]|拍一?下)' +
    '|(?:请|麻烦|烦请|辛苦|劳烦|方便|先|直接)(?:您|你)?(?:先|再|直接|尽快|把|将|在评论区?里?|在这里|在下面)?(?:发送?|报|给|说|留|填写?|贴)' +
    '|(?:还|只)?(?:需要|差|缺)(?:您|你)的?' +
    ')[^。!?;\n不勿别没未]{0,14}$',
)
// … or right after it: 验证码发我, 身份证号和手机号发评论, 密码是多少.
const handed =
  /^,?[^,。!?;\n不勿别没未]{0,14}?(?:发(?:给|来|到|在|我|过来|[一]?下|评论|私信|这)|告诉(?:我|咱|客服|一?下)(?!们?(?:您|手机|型号|具体|结果|哪|时间|什么|订单|是否|路由))|告知(?:我|客服|一?下)?|提供(?:给|一?下|到|在|过来)|报(?:给|一?下|上来|我|来)|给(?:我|咱|客服|一下|下)|私信|私我|拍(?:给|照|一?下|张|来)|留(?:在|下|给)|贴(?:在|出|到|这)|说(?:一?下|给)|念(?:给|一?下)|传(?:给|过来|一?下|上来|我|到评论)|晒(?:出来|一?下)|回(?:复|我)|写在)/
const asked =
  /^(?:号码?)?(?:的?[前后][一二三四五六七八\d]位)?(?:您)?(?:是多少|是什么|是啥|多少|是几|是?\?|有吗|能给)/

// Whoever warns, describes, or lets the customer do it alone does not ask.
const warned =
  /(?:不要|请勿|切勿|勿|别|不会|不能|不可|不得|不需|不必|无需|无须|不用|从不|绝不|决不|没有|谨防|防止|避免|以免|警惕|小心|拒绝)[^。!?;\n]{0,24}$/
const strangers =
  /任何人|有人|骗子|诈骗|陌生|冒充|自称|他人|别人|索要|泄露|泄漏|防骗|(?:我们|客服|官方)(?:都|绝|从|是)?(?:不会|不)/
const handledAlone =
  /(?:重置|修改|更改|找回|重设|设置|设|更换|输入|获取|收取|接收|查收|查看|携带|带|凭|出示|持|忘记|忘了|准备|核验|上传|改|换)(?:上|好|着|一下|了|过|新的?|您的?|本人的?|有效|原|[^。!?;\n,]){0,8}$/
const aboutIt =
  /^(?:[改换设]|[^,。!?;\n]{0,6}?(?:收不到|没收到|未收到|收到|错误|报错|不对|失败|异常|过期|失效|页面|界面|问题|忘|重置|找回|修改|更改|泄露|是否|有没有|原件|已|有效期)|(?:登录|输入|验证|锁)|的(?:截图|时间|手机|提示|方式|方法|步骤|原因|入口|用途|位数))/
const questioned =
  /(?:是否|有没有|有无|能不能|收没收|哪个|哪种|什么时候|何时|怎么|如何|为什么|是不是|收不到|没收到|没有收到|未收到)[^。!?;\n]{0,10}$/
const systemSends =
  /(?:系统|平台|会|将|已经?|给您|向您|为您|帮您|自动)[^。!?;:\n,请]{0,4}(?:发送?|提供|推送|下发)[^。!?;\n,]{0,10}$/
// 提供身份证到营业厅办理, 过户需提供身份证: what an errand takes.
const errand =
  /到(?:营业厅|门店|柜台|网点|店|现场|大厅|窗口)|前往|营业厅|柜台|线下|现场|上门时|材料|(?:办理|过户|开户|补卡|实名|申请)(?:时|需|要|的?话)|app|小程序|官网|网厅|掌厅/
const toUs =
  /发我|发给|告诉我|给我|评论|私信|这里|这边|我(?:们|来|马上|立即|这就)?(?:帮|来|给|登录|核|查|操作|远程|为)/
const privately = /私信|私聊|私我|后台|站内信|小窗/

function sentenceAround(text: string, { start, end }: Span): string {
  const left = text.slice(Math.max(0, start - 60), start)
  const right = text.slice(end, end + 60)
  const from = Math.max(...[...'。!?;\n'].map((mark) => left.lastIndexOf(mark)))
  const to = right.search(/[。!?;\n]/)
  return left.slice(from + 1) + text.slice(start, end) + (to === -1 ? right : right.slice(0, to))
}

export interface AskedSecret extends Span {
  readonly kind: 'password' | 'code' | 'papers'
}

function kindOf(word: string, isKey: boolean): AskedSecret['kind'] {
  if (!isKey) return 'papers'
  return /密|口令|pin|password|pwd|mima/.test(word) ? 'password' : 'code'
}

function isAsked(text: string, span: Span, isPaper: boolean): boolean {
  const left = text.slice(Math.max(0, span.start - 32), span.start).replace(/^.*[。!?;\n]/s, '')
  const right = text.slice(span.end, span.end + 24)
  const isWanted = wanted.test(left)
  if (!isWanted && !handed.test(right) && !asked.test(right)) return false
  const isTold =
    warned.test(left) || questioned.test(left) || systemSends.test(left) || aboutIt.test(right)
  // 忘记密码的话告诉我: done with it alone, unless the thing itself follows the verb again.
  if (isTold || (handledAlone.test(left) && !/^[^,。!?;\n]{0,6}(?:发|告诉我|给我|报)/.test(right)))
    return false
  const sentence = sentenceAround(text, span)
  if (strangers.test(sentence)) return false
  if (!isPaper) return true
  if (errand.test(sentence) && !toUs.test(sentence)) return false
  return !privately.test(sentence)
}

/** Where a plain text asks the reader to hand over a password, a code, an identity or bank number. */
export function secretsAskedIn(text: string): readonly AskedSecret[] {
  return everyMatch(text, thing).flatMap((match) => {
    const span = { start: match.index, end: match.index + match[0].length }
    const isPaper = match[1] === undefined
    return isAsked(text, span, isPaper) ? [{ ...span, kind: kindOf(match[0], !isPaper) }] : []
  })
}
