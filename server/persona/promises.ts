import { mayHold } from '../language/may-hold.ts'
import type { Span } from '../language/normal.ts'
import { quantitiesIn, type Quantity } from '../language/quantities.ts'
import { remembered } from '../language/remembered.ts'
import { clausesIn, type Clause } from './clauses.ts'
import {
  endsIn,
  type ClauseSetting as Setting,
  type Completion,
  type PromisedEnd,
} from './completions.ts'
import type { Speech } from './speech.ts'

/** Something an agent promises that may go beyond what they may promise; spans in the speech's text. */
export type PromisedGood = Span &
  (
    | { readonly kind: 'compensation' | 'refund'; readonly yuan: number }
    /** Without an end (您说多少就多少), or without a sum (给您补偿). */
    | { readonly kind: 'compensation' | 'refund'; readonly open: 'endless' | 'unnamed' }
    | { readonly kind: 'discount'; readonly percent: number }
  )

const compensating =
  /补偿|赔偿|赔付|赔您|赔你|赔给|赔|补贴|补(?=[\d一二两三四五六七八九十]+[元块])|补您|补你|补给您|再补|赠送?|送您|送你|送给您|减免|减您|免(?:除|掉|去|单|您|了|(?=\d))|给您免|(?:给您|再|直接)(?:便宜|优惠|少算|少收)|全免|抵扣|抵用|红包|[优代现礼]?[惠金品]?券|(?<![到回退])话费(?!账户|里|余额)|礼金|误工|慰问|让利|返现|返您|返(?=\d)|立减|奖励|少收/
const refunding = /退(?!货|换|订|出|休|步|烧|一步)|返还|退款/
// What is passed on, decided elsewhere, ruled out, asked or long done is no promise.
const unpromised =
  /申请|请示|上报|审批|审核|争取|转达|反映|提交给|领导|主管|如果|如需|若|假如|一旦|按[规国制标法]|规定|规则|标准|最高|最多|不超过|上限|以内|保险|无法|不能|不会|没法|不可以|不支持|没有权|无权|不是|超出|是否|能否|可否|吗|呢$|怎么|多少钱|您(?:要求|希望|提出|想要|主张|说的|反馈|之前|当时|买|付|交|充|支付)|已经?|曾|上次|之前|原价|售价|每月|价格|规格|满\d|充\d|活动/
const openEnded =
  /(?:损失|误工费?|请假(?:的?费用)?|打车费?|住宿费?|医药费|交通费|费用)[^,。!?;\n]{0,6}(?:我们|本店|公司)?(?:全包|全出|全赔|全报|全部(?:赔|承担|报销|包|出)|全额(?:赔|承担|报销)|都(?:由)?(?:我们|我)?(?:赔|包|出|承担|报销))|(?:您|你)说多少(?:就|我们就)?(?:赔|给|是)?多少|您说多少就|多少(?:钱)?(?:我们|我)?都(?:赔|给|出|行|可以)|要多少(?:赔|给)多少|(?:整单|全单|全部)免单|承担[^,。!?;\n]{0,4}(?:全部|一切|所有)的?(?:损失|费用)|[退假]一赔[一二三四五十\d]|(?:双倍|加倍|[两三四五六七八九十\d]倍)(?:赔|补偿|退)|(?:给|帮|为)[您你]免单|(?:直接|就|都|全)免单(?!券)|这[单次](?:的?钱|的?费用)?(?:就|全|都)*不(?:要|收)(?:您|你)?(?:钱)?了|多少(?:我们?|公司)?(?:就|都)?(?:赔|补|退|给)[您你]?多少/
const nothingNamed =
  /(?:给|为|向)[您你](?:做|一些|一点|相应的?|额外的?|适当的?|全额|全部)*(?:补偿|赔偿|赔付|减免|免单)|赔[您你](?!\d)|补偿[您你](?!\d)/
const wholeRefund =
  /全额退|全款退|退(?:您|你|给您)?(?:全款|全部|全额)|(?:给|为)[您你](?:办理?|做)?(?:全额)?退款/

// 给您补偿100元可以吗? offers, it does not ask.
const consent = /(?:您看)?(?:可以|行|好|能接受|同意|满意)(?:吗|不|么)?$|如何$|怎么样$/

/** Read once for each text: a pasted clause may hold thousands of sums. */
const tellsOf = remembered((words) => ({
  isBack: refunding.test(words),
  isGiven: compensating.test(words),
}))

/** What something costs or cost; a voucher named in the clause before is not worth that. */
const price = /订单|实付|应付|合计|总价|单价|售价|账单/

/** What a sum in a clause is for; a bare sum belongs to the clause before it. */
function purposeOf(
  { clause, before }: Setting,
  sum: Quantity,
): 'compensation' | 'refund' | undefined {
  const { text } = clause
  const near = text.slice(Math.max(0, sum.start - 12), sum.end + 8)
  const isBare = text.length <= 14 && !price.test(text)
  for (const words of [near, text, isBare ? (before?.text ?? '') : '']) {
    const { isBack, isGiven } = tellsOf(words)
    if (
      isGiven &&
      !(isBack && /退[^,]{0,8}$/.test(text.slice(Math.max(0, sum.start - 9), sum.start)))
    )
      return 'compensation'
    if (isBack) return 'refund'
  }
  return undefined
}

// 一百块话费: in speech the yuan is a piece.
// 赔您500: the unit is left out.
const bareSum =
  /((?:赔|补偿?|退|返|送|(?<![立满])减|便宜|优惠|奖励)(?:给)?[您你]?(?:个|回)?)([1-9]\d{1,4})(?=[吧哈哦呀了]?$)/g
const spokenYuan = /块(?=的?(?:话费|红包|[^,。]{0,2}券|补偿|现金|电费|水费|余额|礼))/g

function sumsIn(setting: Setting): readonly Promised[] {
  const { clause, isAsked, amounts } = setting
  if (amounts.length === 0 || isAsked || unpromised.test(clause.text.replace(consent, '')))
    return []
  return amounts.flatMap((sum): readonly Promised[] => {
    if (sum.kind !== 'money') return []
    const kind = purposeOf(setting, sum)
    const span = { start: clause.start + sum.start, end: clause.start + sum.end }
    return kind === undefined ? [] : [{ ...span, kind, yuan: sum.value }]
  })
}

function openIn({ clause, isAsked }: Setting): readonly Promised[] {
  const open = openEnded.exec(clause.text)
  if (!open || isAsked || /申请|争取|不能|无法|如果|若|规定|核实后|按/.test(clause.text)) return []
  const at = (match: RegExpExecArray): Span => ({
    start: clause.start + match.index,
    end: clause.start + match.index + match[0].length,
  })
  return [{ ...at(open), kind: 'compensation', open: 'endless' }]
}

const unnamed = [
  ['compensation', nothingNamed],
  ['refund', wholeRefund],
] as const
type Unnamed = (typeof unnamed)[number]

/** Words that promise some compensation or a whole refund: too much only where none is allowed. */
function unnamedIn(
  { clause, isAsked, amounts }: Setting,
  wanted: readonly Unnamed[],
): readonly Promised[] {
  if (wanted.length === 0 || isAsked || amounts.some(({ kind }) => kind === 'money')) return []
  const found: Promised[] = []
  for (const [kind, pattern] of wanted) {
    const match = pattern.exec(clause.text)
    if (!match) continue
    const start = clause.start + match.index
    found.push({ start, end: start + match[0].length, kind, open: 'unnamed' })
  }
  return found.length === 0 || unpromised.test(clause.text) ? [] : found
}

function discountsIn({ clause, amounts }: Setting): readonly Promised[] {
  const { text } = clause
  if (!amounts.some(({ kind }) => kind === 'discount' || kind === 'percent')) return []
  if (/不能|无法|没有|不支持|不打|申请|争取|之前|当时|原|吗|活动(?:是|时|期间)|规则/.test(text))
    return []
  return amounts.flatMap((one): readonly Promised[] => {
    const isOff =
      one.kind === 'percent' &&
      /(?:便宜|优惠|减|降|让利?|折扣|立减|少收|打折)[^,]{0,4}$/.test(
        text.slice(Math.max(0, one.start - 8), one.start),
      )
    const percent = one.kind === 'discount' ? (10 - one.value) * 10 : isOff ? one.value : undefined
    if (percent === undefined) return []
    return [
      { start: clause.start + one.start, end: clause.start + one.end, kind: 'discount', percent },
    ]
  })
}

export type Promised = PromisedGood | PromisedEnd

const amountSign = /[\d零一二两三四五六七八九十百千万半%¥]/

/** Sums, discounts and, of the kinds wanted, completion times a draft promises, clause by clause. */
export function promisesIn(
  speech: Speech,
  now: number | undefined,
  ends: readonly Completion[],
): readonly Promised[] {
  const clauses = clausesIn(speech)
  // What the whole draft cannot hold is asked of none of its clauses.
  const isOpen = mayHold(speech.text, openEnded)
  const wanted = unnamed.filter(([, pattern]) => mayHold(speech.text, pattern))
  const hasQuestion = speech.text.includes('?')
  return clauses.flatMap((clause, index) => {
    const near = (one: Clause | undefined): Clause | undefined =>
      one?.sentence === clause.sentence ? one : undefined
    const setting: Setting = {
      clause,
      before: near(clauses[index - 1]),
      next: near(clauses[index + 1]),
      isAsked:
        hasQuestion &&
        /^\s?\?/.test(speech.text.slice(clause.end, clause.end + 2)) &&
        !consent.test(clause.text),
      now,
      amounts: amountSign.test(clause.text)
        ? quantitiesIn(clause.text.replace(spokenYuan, '元').replace(bareSum, '$1$2元')).map(
            (one) => ({ ...one, end: Math.min(one.end, clause.text.length) }),
          )
        : [],
    }
    return [
      ...sumsIn(setting),
      ...(isOpen ? openIn(setting) : []),
      ...unnamedIn(setting, wanted),
      ...discountsIn(setting),
      ...endsIn(setting, ends),
    ]
  })
}
