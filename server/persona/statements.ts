import type { NormalText, Span } from '../language/normal.ts'
import type { Quantity } from '../language/quantities.ts'
import type { TimeMention } from '../language/times.ts'
import type { Code } from './codes.ts'
import { pledgesIn, type Commitment } from './commitments.ts'
import { readingOf, type ReadClause, type Reading } from './reading.ts'

/** What a draft says as true, with the clause it says it in; offsets are those of the plain text. */
export type Statement = { readonly clause: string } & (
  | { readonly kind: 'amount'; readonly amount: Quantity; readonly isPledge: boolean }
  | {
      readonly kind: 'time'
      readonly time: TimeMention
      readonly isEvent: boolean
      readonly isPledge: boolean
    }
  | { readonly kind: 'code'; readonly code: Code }
)

export interface Statements {
  readonly reading: Reading
  readonly normal: NormalText
  readonly now: number | undefined
  readonly all: readonly Statement[]
  /** Sums given out of goodwill; no statements of fact, unless the facts speak of them. */
  readonly gifts: readonly (Statement & { readonly kind: 'amount' })[]
}

const condition =
  /如果|如若|如有|若是|若您|若你|^若|要是|假如|假设|万一|一旦|倘若|即使|哪怕|比如|例如|譬如/
/** An example goes on after its first clause. */
const example = /比如|例如|譬如|举个例|假设/
const asked = /[?？]$|[吗么][。！!]?$/
// A step for the customer: what is counted or waited there is no fact.
const instruction =
  /^(?:请|麻烦|烦请|劳烦|然后|再|先|接着|最后|第[一二三四五六七八九十\d]+步)|请您?(?:先|再|把|将|在|长按|按|等|稍|拔|重启|关|打开|点|拨|拍)|长按|按住|重启|拔掉|拔下|断电|间隔|稍等|稍候|静置|再试|再开|再等|重试|每隔|等待?(?=[\d一二两三四五六七八九十半约几])/
// Waiting is told back to the customer as they felt it.
const endured =
  /(?:(?<![要得需再])等|拖|断网|断电|断水|断|停电|停水|停气|停网|耽误|耽搁|折腾|没网|没电|没水|没信号|送修|排队|过去|白费|跑|打|买|用|装|开通|入网)了?(?:[您你]|快|将近|近|足足|整整|有|都|已经?)*了?(?:约|大约|大概|近)?$/
// Money promised out of goodwill is judged by what an agent may give, not by the facts.
const goodwill =
  /申请(?!退|全)|补偿|赔偿|赔付|赔您|赔你|赔给|补您|补你|补给您|免(?=\d)|补(?=[\d一二两三四五六七八九十]+[元块])|补贴|赠|送您|送你|无门槛|红包|[话代优礼配现][费金惠品件]券|券|减免|立减|抵扣|礼金|误工费|慰问|表示歉意|略表|让利|优惠[您你]/
// The same of the clause before: applying for a meter costs what it costs.
const given = /补偿|赔|补[您你给贴]|赠|送(?![到达货上])|减|抵|券|优惠|红包|慰问|表示歉意|按规/
const priced = /价|收|[运续押]/
const hotline = /24小时|二十四小时/

interface Place {
  readonly clause: ReadClause
  /** The clause before it in the sentence. */
  readonly before: string
  readonly isLast: boolean
  readonly isQuestion: boolean
}

function placesOf({ sentences }: Reading): readonly Place[] {
  return sentences.flatMap(({ text, clauses }) => {
    const isQuestion = asked.test(text)
    return clauses.flatMap((clause, index): readonly Place[] => {
      const { amounts, times, codes } = clause
      // Most clauses state nothing.
      if (amounts.length + times.length + codes.length === 0) return []
      const before = clauses[index - 1]?.text ?? ''
      return [{ clause, before, isLast: index === clauses.length - 1, isQuestion }]
    })
  })
}

function isUnstated({ clause, before, isLast, isQuestion }: Place): boolean {
  return condition.test(clause.text) || example.test(before) || (isLast && isQuestion)
}

/** A length that only gives a rate (99元一个月) or names the hours of a hotline. */
function isIdleLength(clause: string, { start, end, value, unit }: Quantity): boolean {
  const before = clause.slice(0, start)
  const word = clause.slice(start, end)
  if (/\/$|每$|[第头那这哪]$|(?<!提)前$/.test(before)) return true
  // 提前一天说一声 is a manner of speaking, too.
  if (/提前$/.test(before) && value <= 1440) return true
  if (/[元块]$/.test(before) && /^一/.test(word)) return true
  if (
    hotline.test(word) &&
    !/^(?:之?内|以内|后|左右|到|可|能|送|修|发|退|恢复|处理)/.test(clause.slice(end))
  )
    return true
  // 大概半天 is a manner of speaking.
  if (word === '半天' && !/^(?:之?内|以内|可取|办)/.test(clause.slice(end))) return true
  // 迟到一分钟您找我 stakes one's word.
  if (/(?:迟到?|晚到?)了?$/.test(before) && /^[一1]/.test(word)) return true
  // 续一年吧 is an offer.
  if (/续(?:费|签|订|个|上)?$/.test(before)) return true
  // 一共13个小时 follows from what was said.
  if (/(?:一共|总共|合计|共)$/.test(before)) return true
  // 把两个月的数拉出来看了 names what was looked at.
  if (/^的?(?:数|账|话费|电费|水费|用量|量|记录|明细)/.test(clause.slice(end))) return true
  if (
    endured.test(before) ||
    /^(?:了|没(?!问题)|都没|还没|不(?!成问题)|没有(?!问题))/.test(clause.slice(end))
  )
    return true
  if (/^一/.test(word) && /^(?:下|起|直|早|定|共|般)/.test(clause.slice(start + 1))) return true
  return instruction.test(clause) && unit !== '天' && value <= 120
}

// 三个办法, 两件事: counted words, not goods.
const countedWord =
  /^(?:办法|方法|方案|选择|步骤|步|问题|原因|建议|地方|方面|方式|渠道|途径|工作|事|疑问|要求|诉求|字|词|感受|心情|消息|好|重点|提醒|朋友|人|可能|角度|话)/

function isIdleCount(clause: string, amount: Quantity): boolean {
  const { start, end, value } = amount
  return (
    value <= 1 ||
    // A long row of digits is a number of something, no count of it.
    value >= 1e7 ||
    /第$|[多几数上好]$/.test(clause.slice(0, start)) ||
    countedWord.test(clause.slice(end)) ||
    instruction.test(clause)
  )
}

// 算下来每月90元 follows from what was said.
const reckoned = /算下来|折合|平均|相当于|合计|实付|共计|差不多每/

function isGoodwill({ clause, before }: Place, { start, end }: Quantity): boolean {
  const near = clause.text.slice(Math.max(0, start - 14), end + 8)
  if (reckoned.test(clause.text.slice(0, start))) return true
  // 按规则补偿您，最多50元: a bare sum belongs to what was said before it.
  const isBare = clause.text.length <= end - start + 4 && !priced.test(clause.text)
  return goodwill.test(near) || (isBare && given.test(before))
}

function isStated(place: Place, amount: Quantity): boolean {
  const { text } = place.clause
  if (amount.kind === 'count') return !isIdleCount(text, amount)
  // 49块9 is read to its 块 only.
  if (amount.kind === 'money' && /^\d+块\d(?!\d)/.test(text.slice(amount.start))) return false
  // 换一块: a piece of something.
  if (amount.kind === 'money' && /^一块(?!钱)/.test(text.slice(amount.start))) return false
  return amount.kind === 'length' ? !isIdleLength(text, amount) : !isGoodwill(place, amount)
}

// What happens to goods, money or power: such a time can be held against the ticket.
const event =
  /上门|检测|抢修|修好|修复|修完|修理|维修|恢复|通电|来[电气水网暖]|送[电气]|通[水气网暖]|供[电水气暖热]|到账|入账|退|到位|返还|发货|发出|发走|寄|出库|出发|送|到货|到家|到达|到场|赶到|抵达|能到|会到|内到|前到|后到|天到|[日号点\d]到|才到|可到|就到|到$|取件|安装|冲洗|清洗|消毒|热(?:起来|了|$)|起飞|降落|发车|登机|开演|开课|[修洗查测换做弄办检]完|装|换|办好|办结|办完|办理|开通|完成|完工|生效|上线|补货|可取|取机|取货|营业|开门|关门|打烊|开馆|订|购|签收|放[在到了]|付款|下单|提交|出账|断|停|截止|结束|开始|到期|有效|发布|开售|退房|入住/

function moved(clause: ReadClause, { start, end }: Span): Span {
  return { start: clause.start + start, end: clause.start + end }
}

function pledgeAt(pledges: readonly Commitment[], span: Span): Commitment | undefined {
  return pledges.find(({ start, end }) => start < span.end && span.start < end)
}

function amountsOf(place: Place, pledges: readonly Commitment[]): readonly Statement[] {
  const { clause } = place
  return clause.amounts.flatMap((amount): Statement[] => {
    const span = moved(clause, amount)
    const pledge = pledgeAt(pledges, span)
    if (pledge?.isAnswer === true || !isStated(place, amount)) return []
    const isPledge = pledge !== undefined
    return [{ kind: 'amount', clause: clause.text, amount: { ...amount, ...span }, isPledge }]
  })
}

function giftsOf(place: Place): Statements['gifts'] {
  const { clause } = place
  return clause.amounts
    .filter((amount) => amount.kind === 'money' && isGoodwill(place, amount))
    .map((amount) => ({
      kind: 'amount',
      clause: clause.text,
      amount: { ...amount, ...moved(clause, amount) },
      isPledge: false,
    }))
}

function isIdleTime(time: TimeMention, clause: string): boolean {
  if (time.isVague === true || time.isStretch === true || time.withinMs !== undefined) return true
  if (/都有可能|不一定|说不准/.test(clause)) return true
  return /愉快|快乐|顺利|安康|幸福|吉祥/.test(clause.slice(time.end, time.end + 8))
}

function timesOf({ clause }: Place, pledges: readonly Commitment[]): readonly Statement[] {
  return clause.times.flatMap((time): Statement[] => {
    if (isIdleTime(time, clause.text)) return []
    const span = moved(clause, time)
    const pledge = pledgeAt(pledges, span)
    if (pledge?.isAnswer === true && time.isImpossible !== true) return []
    const isEvent = event.test(clause.text.slice(0, time.start) + clause.text.slice(time.end))
    const isPledge = pledge !== undefined
    return [{ kind: 'time', clause: clause.text, time: { ...time, ...span }, isEvent, isPledge }]
  })
}

function codesOf({ clause }: Place): readonly Statement[] {
  return clause.codes.map((code) => ({
    kind: 'code',
    clause: clause.text,
    code: { ...code, ...moved(clause, code) },
  }))
}

function gather(reading: Reading): Statements {
  const { ahead } = pledgesIn(reading)
  const all = placesOf(reading).flatMap((place): readonly Statement[] => {
    if (!isUnstated(place))
      return [...amountsOf(place, ahead), ...timesOf(place, ahead), ...codesOf(place)]
    // A date that does not exist is wrong even in a question.
    return timesOf(place, []).filter((one) => one.kind === 'time' && one.time.isImpossible === true)
  })
  const gifts = placesOf(reading).flatMap((place) => (isUnstated(place) ? [] : giftsOf(place)))
  return { reading, normal: reading.normal, now: reading.now, all, gifts }
}

const known = new WeakMap<Reading, Statements>()

/** Statements of fact in a draft, in order of their clauses; gathered once for all rules. */
export function statementsIn(draft: string, now?: string): Statements {
  const reading = readingOf(draft, now)
  const found = known.get(reading) ?? gather(reading)
  known.set(reading, found)
  return found
}
