import { everyMatch } from '../language/every-match.ts'
import type { Span } from '../language/normal.ts'
import type { LintContext } from './context.ts'

/** A place of a template that a person has to fill in before it goes out. */
export interface Slot extends Span {
  /** As it stands, e.g. `[称呼]`. */
  readonly text: string
  /** What belongs there, without its marks: 称呼; '' where only a gap stands. */
  readonly label: string
}

// What Zendesk fills in by itself when a ticket is saved: `{{ticket.id}}`, `{{current_user.name | upcase}}`.
const filledByZendesk =
  /^\s*(?:ticket|current_user|agent|satisfaction|user|organization|account|requester|assignee|dc)\s*\./
const name =
  /^(?:客户|顾客|用户|您的?|收件人|联系人|会员|车主|业主|对方)?的?(?:称呼|姓名|名字|名称|昵称|姓氏|姓)$/
const ask = /^(?:请?(?:在此处?|此处)?(?:填写?|输入|补充|插入|替换)|待(?:填写?|补充|定)|此处)/
const gap = /^(?:[\s_＿]*|[xX×]+|某+|[?？]+|\.{2,}|…+|N)$/
// Asked of a person, an order, a moment, a sum, a place, a thing: what one template leaves open for many cases.
const matter =
  /^\p{Script=Han}{0,6}(?:编号|单号|订单号?|号码|尾号|工号|日期|时间|时段|期限|月份|金额|价格|费用|地址|地点|门店|网点|城市|地区|小区|型号|产品名?|商品名?|产品名称|商品名称|套餐名?称?|款式|尺码|颜色|数量|天数|小时数|次数|联系电话|客服名?|专员|负责人|联系人|原因|问题(?:描述)?|故障描述|处理结果|解决方案|处理方案|进度|网址)$/u

const curly = /\{\{([^{}\n]{0,60})\}\}|\{(\p{L}[\p{L}\p{N}_ .-]{0,30})\}/gu
const bracketed =
  /\[([^[\]\n]{0,16})\]|【([^【】\n]{0,16})】|［([^［］\n]{0,16})］|〔([^〔〕\n]{0,16})〕|<([^<>\n]{1,16})>|＜([^＜＞\n]{1,16})＞/g
const lines =
  /[_＿]{3,}|(?<=[：:]\s?)[_＿]{2}(?![_＿])|(?<![_＿])[_＿]{2}(?=[年月日号时点分元天个])/g
const crosses =
  /(?<![A-Za-z0-9×*])(?:[xX]{2,}|×{2,})(?=元|月|日|号|点|小时|分钟|个工作日|天(?!猫))|(?<=尊敬的|亲爱的|(?:单号|工号|尾号)[是为：:]?\s?)(?:[xX]{2,}|×{2,})(?![A-Za-z0-9])|(?<=(?:^|[，。！、\s])(?:您好，?)?)(?:[xX]{2,}|×{2,})(?=女士|先生|小姐|老师)|(?<![A-Za-z0-9])[xX×]月[xX×]+(?=[日号])/gm
const link = /https?:\/\/[!-~]+/g
// `T___T`, `>___<`, `a___b`: faces and names of things.
const noLine = /[A-Za-z0-9^><=@~*;'"\\/·-]/

// The sentence goes on over it: 【日期】前回复您.
const goesOn = /^(?:之?前|内|左右|起|元|的|[为给]您)/

/** 【上门时间】明天9:00 is a heading with its value, 【上门时间】， is a gap. */
function isHeading(text: string, { start, end }: Span, label: string): boolean {
  const isFirst = start === 0 || text[start - 1] === '\n'
  const rest = text.slice(end, end + 12)
  if (goesOn.test(rest)) return false
  if (!isFirst) return /^\s?[：:]\s?[^\s，。！？；、]/.test(rest)
  return name.test(label)
    ? /^\s?[：:]\s?\S/.test(rest)
    : /^\s?[：:]?\s?[^\s，。！？；、：:]/.test(rest)
}

function curlyIn(text: string): readonly Slot[] {
  return everyMatch(text, curly)
    .map(({ 0: whole, 1: double, 2: single, index }) => ({
      start: index,
      end: index + whole.length,
      text: whole,
      label: (double ?? single ?? '').trim(),
    }))
    .filter(({ label, text: whole }) => !(whole.startsWith('{{') && filledByZendesk.test(label)))
}

function bracketedIn(text: string): readonly Slot[] {
  return everyMatch(text, bracketed).flatMap((match) => {
    const { 0: whole, index } = match
    // Only one of the groups matched; the others are empty.
    const label = match.slice(1).join('').trim()
    const slot = { start: index, end: index + whole.length, text: whole, label }
    // [ ] before a line of a list is a box to tick; [微笑] is a face, 【微桥】 a signature.
    const isGap = gap.test(label) && !/^\[\s*\]$/.test(whole)
    const isNamed = name.test(label) || matter.test(label)
    if (ask.test(label) || isGap) return [gap.test(label) ? { ...slot, label: '' } : slot]
    return isNamed && !isHeading(text, slot, label) ? [slot] : []
  })
}

function gapsIn(text: string): readonly Slot[] {
  const links = everyMatch(text, link).map(({ 0: url, index }) => [index, index + url.length])
  const isLinked = (at: number): boolean =>
    links.some(([from = 0, to = 0]) => from <= at && at < to)
  return [...everyMatch(text, lines), ...everyMatch(text, crosses)].flatMap(
    ({ 0: whole, index }) => {
      const end = index + whole.length
      const isFace =
        /[_＿]/.test(whole) && (noLine.test(text[index - 1] ?? '') || noLine.test(text[end] ?? ''))
      return isFace || isLinked(index) ? [] : [{ start: index, end, text: whole, label: '' }]
    },
  )
}

/**
 * Every place that is still to be filled in, in order and without overlaps: `[称呼]`, `【订单号】`,
 * `{{姓名}}`, `{name}`, `____`, `XX元`. Faces, signatures, headings with their value and what Zendesk
 * fills in by itself are none.
 */
export function slotsIn(text: string): readonly Slot[] {
  const found = [...curlyIn(text), ...bracketedIn(text), ...gapsIn(text)].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  )
  let at = 0
  return found.filter(({ start, end }) => {
    if (start < at) return false
    at = end
    return true
  })
}

/** What is known to belong into a slot; undefined = only the agent knows. */
export function knownFor({ label }: Slot, context: LintContext): string | undefined {
  const { customer, ticket } = context
  if (name.test(label) && !/名称$/.test(label)) return customer?.name
  if (/^(?:服务|工单|受理)(?:编号|单号|号)$/.test(label)) return ticket?.serviceNo
  return undefined
}
