import { everyMatch } from '../language/every-match.ts'
import type { Span } from '../language/normal.ts'
import { momentOf, type TimeMention } from '../language/times.ts'
import { readingOf, type ReadClause, type Reading, type ReadSentence } from './reading.ts'

/** A time in the future together with what happens then. */
export interface Commitment extends Span {
  /** True for a clock time, a date or a bounded length (24小时内); 尽快, 马上, 稍后 are not definite. */
  readonly isDefinite: boolean
  /** True where what happens is our answer or our check, false for an event such as 到账 or 上门. */
  readonly isAnswer: boolean
  /** By when, epoch ms; absent where the words or a missing `now` leave it open. */
  readonly dueAt?: number
}

// Answering, checking, following up: ours alone to do and to promise.
const answers =
  '回复|答复|回电|回拨|回访|回信|回您|回你|回话|发您|发你|发给|联系|致电|打电话|电话|打给|告知|告诉|通知|反馈|同步|更新|说明|公布|发布|核实|核查|核对|核清|查清|查明|查实|查到|查询|查完|查出|查好|查一下|查下|再查|去查|再看|看一下|排查|确认|复核|复查|复检|评估|跟进|跟踪|盯|催|转给|转交|说法|交代|答案|结果|结论|进展|进度|消息|回音|私信|报告|解释|提醒|汇报|报一|沟通|商量'
// Deeds that are ours when we name ourselves as doing them; otherwise they are told as events.
const deeds =
  '处理|解决|安排|办好|办妥|办理|提交|上报|登记|申请|关闭|退订|调整|加急|搞定|弄好|落实|完成'
// What happens to goods, money or power at a time that somebody may have to prove.
const events =
  '上门|维修|检测|抢修|修好|修复|修完|恢复|通电|来电|送电|通水|到账|入账|退款|退还|退回|退到|退给|返还|补偿|赔付|补发|补寄|发货|发出|发走|寄出|寄达|寄回|出库|出发|送达|送到|送货|送来|配送|派送|送|到货|到达|到场|赶到|抵达|到|取件|安装|更换|换好|开通|完工|生效|上线|补货|抵扣|可取|装好'
const act = new RegExp(`(${answers})|(${deeds})|${events}`, 'g')

// The customer acts: 请您明天10点前提供… is no promise of ours.
const askedOf =
  /(?:请(?!放心|您放心|你放心|耐心|您耐心|留意|您留意|稍|您稍|谅解|您谅解|安心|您安心|相信|您相信|给我们|您给我们)|麻烦|烦请|劳烦|辛苦您|[您你](?:可以|可|能|需要|需|得|要|先|再|方便|把|在|于|本人|自己))/
const ourselves =
  /我们|咱们|我(?!国)|小(?![时区孩心票朋型米程量票])\p{Script=Han}|师傅|工程师|同事|客服|专员|专人|工作人员|店员|快递员|技术|系统/u
const firstPerson =
  /我们|咱们|我(?!国)|小(?![时区孩心票朋型米程量票])\p{Script=Han}|给您|给你|为您|为你|帮您|帮你/u
const done =
  /已经?|曾|刚刚?|上次|之前|当时|原定|原本|本来|[到来去打系访]过|没能|没有|未能|等[到了]|[久空白]等/
const isQuestion = /[?？]\s*$|[吗么呢]\s*[。！]?$/

function isPast(mention: TimeMention, now: number | undefined): boolean {
  if (now === undefined || mention.isVague) return false
  const moment = momentOf(mention, now)
  return moment !== undefined && moment < now
}

function dueIn(mention: TimeMention, now: number | undefined): Pick<Commitment, 'dueAt'> {
  const dueAt = now === undefined || mention.isVague ? undefined : momentOf(mention, now)
  return dueAt === undefined ? {} : { dueAt }
}

interface Act {
  readonly start: number
  readonly isAnswer: boolean
}

function isOursToDo(clause: string, start: number): boolean {
  const before = clause.slice(0, start)
  const asked = askedOf.exec(before)
  return asked === null || ourselves.test(before.slice(asked.index + asked[0].length))
}

/** What happens in a clause as far as it is ours to do, in order. */
function actsIn(clause: string): readonly Act[] {
  if (done.test(clause)) return []
  return everyMatch(clause, act)
    .filter(({ index }) => isOursToDo(clause, index))
    .map((match) => ({
      start: match.index,
      isAnswer:
        match[1] !== undefined ||
        (match[2] !== undefined && firstPerson.test(clause.slice(0, match.index + 2))),
    }))
}

// 3个工作日到账: a bare length right before what happens is a length from now.
const rightBefore = new RegExp(
  `^(?:就|便|可以|可|能|会|即可|给您|给你|为您|我们|再)?(?:${answers}|${deeds}|${events})`,
)

function timesOf({ text, times, amounts }: ReadClause): readonly TimeMention[] {
  if (amounts.length === 0) return times
  const bare = amounts
    .filter(({ kind, end }) => kind === 'length' && rightBefore.test(text.slice(end, end + 8)))
    // 过两天, 这两天 are vague however many days they name.
    .filter((length) => !times.some(({ start, end }) => start < length.end && length.start < end))
    .map(({ start, end, value }) => ({ start, end, withinMs: value * 60_000 }))
  return bare.length === 0 ? times : [...times, ...bare]
}

/** A clause with only a time belongs to its neighbour: 最晚明天10点，我们给您答复. */
function actOf(clauses: readonly ReadClause[], index: number, time: TimeMention): Act | undefined {
  const clause = clauses[index]
  if (!clause || done.test(clause.text)) return undefined
  const acts = actsIn(clause.text)
  const own = acts.find(({ start }) => start >= time.end) ?? acts.at(-1)
  if (own) return own
  if (askedOf.test(clause.text) || clause.text.length > 14) return undefined
  const next = clauses[index + 1]
  const following = next && timesOf(next).length === 0 ? actsIn(next.text)[0] : undefined
  return following ?? actsIn(clauses[index - 1]?.text ?? '').at(-1)
}

interface Pledge extends Commitment {
  readonly time: TimeMention
  readonly clause: string
}

function pledgesOf({ text, clauses }: ReadSentence): readonly Pledge[] {
  if (isQuestion.test(text)) return []
  return clauses.flatMap((clause, index) =>
    timesOf(clause).flatMap((time) => {
      const act = actOf(clauses, index, time)
      if (!act) return []
      return [
        {
          time,
          clause: clause.text,
          start: clause.start + time.start,
          end: clause.start + time.end,
          isDefinite: time.isVague !== true && time.isImpossible !== true,
          isAnswer: act.isAnswer,
        },
      ]
    }),
  )
}

function gather({ sentences, now }: Reading): Pledges {
  const all = sentences.flatMap(pledgesOf)
  const ahead = all.filter(({ time }) => !isPast(time, now))
  const lapsed = all.filter(({ time, clause, start }) => {
    if (now === undefined || !isPast(time, now)) return false
    const sentence = sentences.find((one) => one.start <= start && start < one.end)
    // 查到是11月8日开通的 tells what was found.
    if (/查到|显示|记录|是$/.test(clause.slice(0, time.start))) return false
    const isPromised = promising.test(clause.slice(time.end)) || /会(?![员计])|将|预计/.test(clause)
    return isPromised && !recurring.test(sentence?.text ?? '')
  })
  return {
    ahead: ahead.map(({ start, end, isDefinite, isAnswer, time }) => ({
      start,
      end,
      isDefinite,
      isAnswer,
      ...dueIn(time, now),
    })),
    lapsed: lapsed.map(({ start, end }) => ({ start, end })),
  }
}

interface Pledges {
  readonly ahead: readonly Commitment[]
  /** Promises whose time is over already: 今天10点前给您答复, said at noon. */
  readonly lapsed: readonly Span[]
}

const known = new WeakMap<Reading, Pledges>()

/** What a read draft commits us to; spans are those of the plain text. */
export function pledgesIn(reading: Reading): Pledges {
  const found = known.get(reading) ?? gather(reading)
  known.set(reading, found)
  return found
}

// 4月8日提交 tells what was; 前, 会 and the like promise.
const promising =
  /^.{0,2}?(?:之前|以前|前(?![天日面期者段台])|内)|会|将|预计|一定|保证|争取|务必|准备|打算|能(?![否不])/
const recurring =
  /每天|每日|每周|每月|每年|自动|到期|规则|规定|平时|一般|通常|营业|开门|关门|下单|周末|昨|前天|上周/

/**
 * What we commit ourselves to in a draft: each time in the future that stands with something we, or
 * our people, will do then. Spans cover the time. Without `now` no time counts as past.
 */
export function commitmentsIn(draft: string, now?: string): readonly Commitment[] {
  const reading = readingOf(draft, now)
  return pledgesIn(reading).ahead.map((found) => ({
    ...found,
    ...reading.normal.spanOf(found.start, found.end),
  }))
}
