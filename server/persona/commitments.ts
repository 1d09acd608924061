import { normalise, type Span } from '../language/normal.ts'
import { clausesOf, sentencesOf, type Sentence } from '../language/sentences.ts'
import { momentOf, timesIn, type TimeMention } from '../language/times.ts'
import { momentIn } from './moments.ts'

/** A time in the future together with what happens then. */
export interface Commitment extends Span {
  /** True for a clock time, a date or a bounded length (24小时内); 尽快, 马上, 稍后 are not definite. */
  readonly isDefinite: boolean
  /** True where what happens is our answer or our check, false for an event such as 到账 or 上门. */
  readonly isAnswer: boolean
}

// What we do ourselves and may promise freely: answering, checking, following up.
const answers =
  /回复|答复|回电|回拨|回访|回信|回您|回你|联系|致电|来电|打给|告知|告诉|通知|反馈|同步|更新|说明|公布|发布|核实|核查|核对|核清|查清|查明|查实|查到|查询|查完|查一下|排查|检查|确认|复核|处理|解决|跟进|跟踪|盯|催|提交|上报|转给|转交|登记|给您|给你|给大家|给出|说法|交代|答案|结果|结论|进展|消息|回音|私信|安排|报告/
// What happens in the world at a time that somebody may have to prove.
const events =
  /上门|维修|检测|抢修|修好|修复|修完|恢复|通电|来电|通水|到账|入账|退款|退还|退回|退到|返还|补偿|赔付|补发|补寄|发货|发出|寄出|寄达|寄回|出库|出发|送达|送到|送货|送来|配送|派送|送|到货|到达|到场|赶到|抵达|到|取件|安装|更换|换好|办好|办理|开通|完成|完工|生效|上线|补货|抵扣|可取|装好/
const eitherAct = new RegExp(`${answers.source}|${events.source}`)

// The customer acts: 请您明天10点前提供… is no promise of ours.
const askedOf =
  /(?:请(?!放心|您放心|你放心|耐心|您耐心|留意|您留意|稍|您稍|谅解|您谅解|安心|您安心|相信|您相信|给我们|您给我们)|麻烦|烦请|劳烦|辛苦您|[您你](?:可以|可|能|需要|需|得|要|先|再|方便|把|在|于|本人|自己))/
const ourselves =
  /我们|咱们|我(?!国)|小[\p{Script=Han}]|师傅|工程师|同事|客服|专员|专人|工作人员|店员|快递员|技术|系统/u
const done =
  /已经?|曾|刚刚?|上次|之前|当时|原定|原本|本来|[到来去打系访]过|没能|没有|未能|等[到了]|[久空白]等/
const isQuestion = /[?？]\s*$|[吗么呢]\s*[。！]?$/

function isPast(mention: TimeMention, now: number | undefined): boolean {
  if (now === undefined || mention.isVague) return false
  const moment = momentOf(mention, now)
  return moment !== undefined && moment < now
}

function isOursToDo(clause: string, act: number): boolean {
  const before = clause.slice(0, act)
  const asked = askedOf.exec(before)
  return asked === null || ourselves.test(before.slice(asked.index + asked[0].length))
}

/** What happens in a clause, when it is ours to do. */
function actIn(clause: string): { readonly isAnswer: boolean } | undefined {
  const act = eitherAct.exec(clause)
  if (!act || !isOursToDo(clause, act.index)) return undefined
  return { isAnswer: answers.test(clause) && !/^(?:上门|送|修)/.test(act[0]) }
}

interface Part extends Sentence {
  readonly times: readonly TimeMention[]
  readonly act: ReturnType<typeof actIn>
}

function partsOf(sentence: Sentence, now: number | undefined): readonly Part[] {
  return clausesOf(sentence).map((clause) => ({
    ...clause,
    times: timesIn(clause.text, now).filter((time) => !isPast(time, now)),
    act: done.test(clause.text) ? undefined : actIn(clause.text),
  }))
}

/** A clause with only a time belongs to its neighbour: 最晚明天10点，我们给您答复. */
function actOf(parts: readonly Part[], index: number): Part['act'] {
  const part = parts[index]
  if (!part || done.test(part.text)) return undefined
  if (part.act) return part.act
  if (askedOf.test(part.text) || part.text.length > 14) return undefined
  const next = parts[index + 1]
  return (next?.times.length === 0 ? next.act : undefined) ?? parts[index - 1]?.act
}

function commitmentsOf(sentence: Sentence, now: number | undefined): readonly Commitment[] {
  if (isQuestion.test(sentence.text)) return []
  const parts = partsOf(sentence, now)
  return parts.flatMap((part, index) => {
    const act = actOf(parts, index)
    if (!act) return []
    return part.times.map((time) => ({
      start: part.start + time.start,
      end: part.start + time.end,
      isDefinite: time.isVague !== true && time.isImpossible !== true,
      isAnswer: act.isAnswer,
    }))
  })
}

/**
 * What we commit ourselves to in a draft: each time in the future that stands with something we, or
 * our people, will do then. Spans cover the time. Without `now` no time counts as past.
 */
export function commitmentsIn(draft: string, now?: string): readonly Commitment[] {
  const normal = normalise(draft)
  const base = momentIn(now)
  return sentencesOf(normal.text)
    .flatMap((sentence) => commitmentsOf(sentence, base))
    .map((found) => ({ ...found, ...normal.spanOf(found.start, found.end) }))
}
