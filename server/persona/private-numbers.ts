import { everyMatch } from '../language/every-match.ts'
import type { NormalText, Span } from '../language/normal.ts'
import { findPersonalData, isBankCard, isResidentId } from '../language/personal-data.ts'

export type PrivateKind =
  'idcard' | 'bankcard' | 'phone' | 'email' | 'order' | 'account' | 'papers' | 'address'

/** Something about one customer that strangers must not read; offsets of the text it was found in. */
export interface PrivateSpan extends Span {
  readonly kind: PrivateKind
}

const han: Readonly<Record<string, string>> = Object.fromEntries(
  ['〇一二三四五六七八九', '零壹贰叁肆伍陆柒捌玖', '零幺'].flatMap((row) =>
    [...row].map((sign, value) => [sign, String(value)] as const),
  ),
)
const digitSign = `\\d${Object.keys(han).join('')}`
const split = ' \\t\\n\\r\\-‐-―.·•_/|+(),、\u20e3'
// Digits however they are pulled apart; the two classes share no sign, so any text stays linear.
const run = new RegExp(`[${digitSign}]+(?:[${split}]{1,3}[${digitSign}]+)*x?`, 'g')
const group = new RegExp(`[${digitSign}]+`, 'g')
// 138OO138OOO and l38l…: letters that pass for digits.
const lookalike =
  /(?<=\d[oil]{0,3})[oil](?=[oil]{0,3}\d)|(?<![a-z\d])[il](?=[3-9][\doil]{9}(?![a-z\d]))/g

interface Group extends Span {
  readonly digits: string
}

interface Run {
  readonly text: string
  readonly groups: readonly Group[]
}

function runsIn(text: string): readonly Run[] {
  const plain = text.replace(lookalike, (sign) => (sign === 'o' ? '0' : '1'))
  return everyMatch(plain, run).map(({ 0: whole, index }) => ({
    text: whole,
    groups: everyMatch(whole, group).map(({ 0: signs, index: at }) => ({
      start: index + at,
      end: index + at + signs.length,
      digits: [...signs].map((sign) => han[sign] ?? sign).join(''),
    })),
  }))
}

const mobile = /^(?:0{0,2}86)?1[3-9]\d{9}$/

function isReadOutLikeMobile(groups: readonly Group[]): boolean {
  const widths = groups.map((one) => one.digits.length)
  // One by one, or in the few groups people read a number out in; 13、15、17号楼 is neither.
  if (widths.length === 1 || widths.every((width) => width === 1)) return true
  return widths.length <= 6 && widths.every((width) => width >= 2) && (widths[0] ?? 0) !== 4
}

/** Digit by digit, or in the groups a card shows: 6222 0212 …, 622202 02120000 …. */
function isReadOutLikeCard(groups: readonly Group[]): boolean {
  const widths = groups.map((one) => one.digits.length)
  const last = widths.pop() ?? 0
  if (widths.every((width) => width === 1)) return last === 1
  return last <= 8 && (widths.every((width) => width === 4) || widths.join() === '6,8')
}

// The check sign may stand apart like the digits before it.
const checkSign = /^[ \n\-.·•_]?x(?![a-z])/
const priced = /^(?:元|块|万|%|gb|mb|年)/
const currency = /[¥￥$]$/

/** Mobile, card and identity numbers pulled apart: over lines, digit by digit, with letters for digits. */
function splitNumbers(text: string, { groups }: Run): readonly PrivateSpan[] {
  const found: PrivateSpan[] = []
  for (let first = 0; first < groups.length; first++) {
    const start = groups[first]?.start ?? 0
    let digits = ''
    for (let last = first; last < groups.length && digits.length < 19; last++) {
      const { end, digits: more } = groups[last] ?? { end: 0, digits: '' }
      digits += more
      // Nothing shorter is a number of one person.
      if (digits.length < 11) continue
      const after = text.slice(end, end + 3)
      const sign = checkSign.exec(after)?.[0]
      const isPrice = priced.test(after) || currency.test(text.slice(Math.max(0, start - 1), start))
      const isSigned = sign !== undefined && isResidentId(`${digits}X`)
      if (isSigned || isResidentId(digits))
        found.push({ kind: 'idcard', start, end: end + (sign?.length ?? 0) })
      else if (
        !isPrice &&
        mobile.test(digits) &&
        isReadOutLikeMobile(groups.slice(first, last + 1))
      )
        found.push({ kind: 'phone', start, end })
      else if (!isPrice && isBankCard(digits) && isReadOutLikeCard(groups.slice(first, last + 1)))
        found.push({ kind: 'bankcard', start, end })
    }
  }
  return found
}

// What we number ourselves may be quoted by the customer: 服务编号, 工单号.
const ours =
  /(?:服务|工单|受理|报修|投诉|查询|登记|批次|活动|型号|版本)(?:单|编)?号?[^\d,。;!?]{0,6}$/
const labels: readonly (readonly [PrivateKind, number, RegExp])[] = [
  ['idcard', 15, /(?:身份证|证件)[^\d,。;!?]{0,8}$/],
  ['bankcard', 12, /(?:银行|储蓄|借记|信用)?卡(?:号|片)?[^\d,。;!?张个元]{0,6}$/],
  [
    'order',
    6,
    /(?:订单|运单|快递|物流|包裹|单号|流水号?|交易号|取件码|提货码)[^\d,。;!?年月日第共有满]{0,6}$/,
  ],
  [
    'account',
    6,
    /(?:户号|账号|帐号|会员号|会员卡号|客户号|客户编号|用户编号|用户号|保单号?|合同号|表号|微信号?|qq号?)[^\d,。;!?]{0,4}$/,
  ],
  ['phone', 11, /(?:手机|联系电话|联系方式|号码)[^\d,。;!?]{0,6}$/],
  ['phone', 7, /(?:座机|固话|家庭电话|家里电话|家里的电话|宅电)[^\d,。;!?]{0,6}$/],
]
const customers = /(?:您|客户|用户|本人|登记|预留|预约|家里|家中|收件人)[^。;!?\n]{0,12}$/
const counters = /(?:拨打?|致电|热线|门店|客服|专线|营业厅|服务)[^。;!?\n]{0,6}$/
const courier = /(?<![a-z\d])(?:sf|yt|jt|jd[a-z]{0,3}|zto|sto|yd|db[lk]?|ems)\d{10,15}(?![a-z\d])/g
const papers =
  /(?<=护照[^,。;!?]{0,6})[a-z]\d{8}(?!\d)|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-hj-np-z][·. ]?(?=[a-z\d]{0,5}\d)[a-hj-np-z\d]{5,6}(?![a-z\d])/g

function isDate(groups: readonly Group[]): boolean {
  const text = groups.map(({ digits }) => digits).join('-')
  return /^20\d\d-?(?:0?[1-9]|1[0-2])-?(?:0?[1-9]|[12]\d|3[01])$/.test(text)
}

/** The groups that belong to one number: joined by one blank, dash, dot or line end. */
function numberFrom(text: string, groups: readonly Group[], first: number): readonly Group[] {
  let last = first
  // No number is read out in more groups than it can have digits.
  while (last + 1 < groups.length && last - first < 24) {
    const gap = text.slice(groups[last]?.end, groups[last + 1]?.start)
    if (!/^[ \-\n_]{1,2}$/.test(gap)) break
    last++
  }
  return groups.slice(first, last + 1)
}

/** A number which the words before it name: 订单号, 户号, 身份证号. */
function labelled(text: string, { groups }: Run): readonly PrivateSpan[] {
  return groups.flatMap((one, first): readonly PrivateSpan[] => {
    const before = text.slice(Math.max(0, one.start - 18), one.start)
    const number = numberFrom(text, groups, first)
    const digits = number.map((part) => part.digits).join('')
    const end = number.at(-1)?.end ?? one.end
    if (digits.length < 6 || isDate(number) || priced.test(text.slice(end, end + 2))) return []
    const span = { start: one.start, end }
    if (/^0\d{9,11}$/.test(digits) && customers.test(before) && !counters.test(before))
      return [{ kind: 'phone', ...span }]
    if (ours.test(before)) return []
    const label = labels.find(([, least, word]) => digits.length >= least && word.test(before))
    if (label) return [{ kind: label[0], ...span }]
    return one.digits.length >= 15 && number.length === 1 ? [{ kind: 'order', ...span }] : []
  })
}

function all(text: string, kind: PrivateKind, pattern: RegExp): readonly PrivateSpan[] {
  return everyMatch(text, pattern).map(({ 0: found, index }) => ({
    kind,
    start: index,
    end: index + found.length,
  }))
}

// A full number alone in a link names a page, not a person.
const links = /(?:https?:\/\/|www\.)[!-~]+/g

/** Numbers that lead to one customer, in no particular order, possibly overlapping; plain offsets. */
export function privateNumbersIn({ text }: NormalText): readonly PrivateSpan[] {
  const readable = text.replace(links, (link) => '□'.repeat(link.length))
  const runs = runsIn(readable)
  return [
    ...findPersonalData(text),
    ...runs.flatMap((one) => [...splitNumbers(readable, one), ...labelled(readable, one)]),
    ...all(readable, 'order', courier),
    ...all(readable, 'papers', papers),
  ]
}
