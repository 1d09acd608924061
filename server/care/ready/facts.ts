import { normalise } from '../../language/normal.ts'
import { findPersonalData } from '../../language/personal-data.ts'
import { quantitiesIn, isSameQuantity } from '../../language/quantities.ts'
import { clausesOf, sentencesOf } from '../../language/sentences.ts'
import { timesIn } from '../../language/times.ts'
import type { LintContext } from '../../persona/context.ts'
import { doorsIn } from '../../persona/doors.ts'
import { inForce } from '../../persona/known.ts'
import { blocking, findingsOn } from '../../persona/guide.ts'
import { containment, pairsOf } from '../../persona/likeness.ts'
import { momentIn } from '../../persona/moments.ts'

/** What may be stated today: the approved statements in force, as plain texts. */
function approvedTexts(context: LintContext): readonly string[] {
  return inForce(context, momentIn(context.now)).map(
    ({ topic, text }) => normalise(`${topic}，${text}`).text,
  )
}

/** Which part of a text must stand in an approved statement. */
const alikeEnough = 0.6

// True of another customer's case, or of another day.
const ofACase =
  /已|正在|刚刚|刚才|刚给|上次|昨天|今天|明天|后天|今晚|本周|下周|[您你](?:家|那边|反映|提到|说的|的(?:订单|快递|包裹|工单|账号|账户|机器|宽带|号码|套餐|手机|地址|申请|退款|问题))|这次|本次|单号|工单|尾号|师傅|同事|帮[您你]|给[您你]|为[您你]|替[您你]/
const salutation = /女士|先生|小姐|老师|阿姨|叔叔|同学|亲爱的/
const unfilled = /\{\{|\}\}|【[^】]*】|\{[^}]*\}|x{2,}|×{2,}|_{2,}/i
// What a brand can be held to, with or without a figure.
const policy =
  /可以|支持|能(?:够)?|不能|不可|免费|包邮|包退|包换|保修|退|换|赔|补偿|减免|优惠|折|赠|送|收费|费用|价|元|承诺|保证|无理由|资格|到期|办理|政策|规定|上门/
/** A step for the customer to take. */
const instruction =
  /点击|点开|点“|打开|重启|重新启动|设置|输入|选择|登录|进入|长按|按住|拔下|拔掉|插上|查看|菜单|刷新|卸载|更新|扫描|切换|关闭|检查|连接|清理|重装|搜索/

function clausesIn(text: string): readonly string[] {
  return sentencesOf(text)
    .flatMap(clausesOf)
    .map((clause) => clause.text)
}

/** Figures with a meaning: 重启一次 counts nothing that could be wrong. */
function figuresIn(text: string) {
  const amounts = quantitiesIn(text).filter(({ kind, value }) => kind !== 'count' || value > 1)
  const numbers: readonly string[] = text.match(/\d+(?:[.:]\d+)?/g) ?? []
  return { amounts, numbers }
}

/** 24小时内上门 is not approved because 24小时内联系 is: the figure must be said of the same thing. */
function isApproved(clause: string, approved: readonly string[]): boolean {
  const { amounts, numbers } = figuresIn(clause)
  if (amounts.length === 0 && numbers.length === 0) return true
  return approved.some((one) => {
    const known = quantitiesIn(one)
    return (
      amounts.every((amount) => known.some((other) => isSameQuantity(amount, other))) &&
      numbers.every((number) => figuresIn(one).numbers.includes(number)) &&
      containment(pairsOf(clause), pairsOf(one)) >= alikeEnough
    )
  })
}

function hasOnlyKnownFigures(text: string, approved: readonly string[]): boolean {
  const known = approved.flatMap(clausesIn)
  return clausesIn(text).every((clause) => isApproved(clause, known))
}

function namesNobody(text: string, name: string | undefined): boolean {
  const isNamed = name !== undefined && name.length > 1 && text.includes(name)
  return (
    !isNamed &&
    !salutation.test(text) &&
    findPersonalData(text).length === 0 &&
    doorsIn(text).length === 0
  )
}

/** Whether an approved statement in force says as much. */
function isBacked(text: string, approved: readonly string[]): boolean {
  return approved.some((one) => containment(pairsOf(text), pairsOf(one)) >= alikeEnough)
}

/** Whether a title can be named: it points at nobody and states no figure of its own. */
export function mayBeNamed(title: string, context: LintContext): boolean {
  const { text } = normalise(title)
  return (
    !/[《》{}<>]/.test(title) &&
    namesNobody(text, undefined) &&
    hasOnlyKnownFigures(text, approvedTexts(context))
  )
}

/**
 * Whether a sentence of somebody else's text (an earlier reply, a macro, an article) may be said to this
 * customer today: it names nobody, speaks of no other case, and states nothing that the approved wording
 * in force does not state. Steps to take need no approval, as long as they promise nothing.
 */
export function mayBeReused(
  sentence: string,
  context: LintContext,
  { customerName }: { readonly customerName?: string | undefined } = {},
): boolean {
  const { text } = normalise(sentence)
  if (unfilled.test(sentence) || !namesNobody(text, customerName)) return false
  const approved = approvedTexts(context)
  if (!hasOnlyKnownFigures(text, approved)) return false
  const backed = isBacked(text, approved)
  if (!backed && (ofACase.test(text) || timesIn(text).length > 0)) return false
  if (!backed && (policy.test(text) || !instruction.test(text))) return false
  // Judged as if nobody had said anything: what this customer named is no proof of it.
  const { now, wording = [], brand, channel, crisis } = context
  const strict: LintContext = {
    wording,
    ...(now !== undefined && { now }),
    ...(brand && { brand }),
    ...(channel && { channel }),
    ...(crisis && { crisis }),
  }
  return blocking(findingsOn(sentence, strict)).length === 0
}

/** The sentences of a text that may be reused, in order. */
export function reusableIn(
  text: string,
  context: LintContext,
  more: { readonly customerName?: string | undefined } = {},
): readonly string[] {
  return sentencesOf(text.slice(0, 4000))
    .map((sentence) => sentence.text)
    .filter((sentence) => mayBeReused(sentence, context, more))
}
