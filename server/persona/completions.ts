import { everyMatch } from '../language/every-match.ts'
import type { Span } from '../language/normal.ts'
import type { Quantity } from '../language/quantities.ts'
import { momentOf, timesIn, type TimeMention } from '../language/times.ts'
import type { Clause } from './clauses.ts'

/** What somebody may wait for the end of. */
export type Completion = 'reply' | 'repair' | 'refunded' | 'delivery'

/** An end promised, in ms from now at the latest. */
export interface PromisedEnd extends Span {
  readonly kind: Completion
  readonly inMs: number
}

/** A clause with what is around it and in it. */
export interface ClauseSetting {
  readonly clause: Clause
  readonly before: Clause | undefined
  readonly next: Clause | undefined
  /** The question mark stands right after this clause, and it asks for more than consent. */
  readonly isAsked: boolean
  readonly now: number | undefined
  /** Amounts in the clause. */
  readonly amounts: readonly Quantity[]
}

const done: Readonly<Record<Completion, RegExp>> = {
  reply:
    /回复|答复|回电|回拨|回您|联系您|致电|给您(?:说法|答案|结果|结论|消息|打电话|打过去)|反馈|告诉您|告知您|通知您/,
  repair:
    /修好|修复(?!时间|进度|情况|进展)|修完|修妥|抢修完|恢复(?!时间|进度|情况|进展|的?消息)|来电|通电|送电|复电|通水|供水|供电|通气|通网|接通|换好|弄好|搞定|解决|装[通好]|有网|能用|能上网|正常使用|维修完/,
  refunded: /到账|到帐|入账|退到|退回到|退给[您你]|退[您你]|退款(?!申请|流程|单|进度)|返还|原路退/,
  delivery:
    /送到|送达|送货|送上门|到货|到您(?:家|手|那|这)|到家|到手|收到货?|签收|配送到|送过去|给您送|当日达|寄到|就到|能到|可到|会到|到$/,
}
// Steps on the way there promise no end of it.
const onlyStep =
  /上门(?!修好|换好)|到场|检测|开始|出发|提交|申请|发起|受理|登记|发货|发出|发走|寄出|到店|自提|取件|审核|出结果/
// The customer acts, or the sentence tells what was.
const notOurs =
  /如果|如需|若|假如|一旦|是否|能否|请您|麻烦您|您(?:可以|需要|先|在|要求|希望|说)|没|未|不能|无法|不会|不一定|吗|原定|之前|已经?|曾|争取|尽量|力争/

/** The end of what a time allows: a day ends at midnight, 上午 at noon. */
function lastMoment(time: TimeMention, now: number): number | undefined {
  const moment = momentOf(time, now)
  if (moment === undefined || time.minutes !== undefined || time.part === undefined) return moment
  const early = { morning: 12, noon: 11, afternoon: 6, evening: 0 }[time.part]
  return moment - early * 3_600_000
}

// 10分钟就修好: a bare length right before what happens.
const soon = /^(?:就|便|可以|可|能|会|即可|给您|为您|之?内|以内)/
const atOnce =
  /(?:秒|立即|立刻|马上|即时|实时|当场)(?:就|能|可以|给您)?(?=到账|退到|修好|送到|恢复)/g

type Wait = Span & { readonly inMs: number }

function namedWaits(text: string, now: number | undefined): readonly Wait[] {
  return timesIn(text, now ?? 0).flatMap((time) => {
    if (time.isVague === true || time.isImpossible === true || time.isStretch === true) return []
    const { start, end, withinMs } = time
    if (withinMs !== undefined) return [{ start, end, inMs: withinMs }]
    const last = now === undefined ? undefined : lastMoment(time, now)
    return last === undefined || now === undefined || last < now
      ? []
      : [{ start, end, inMs: last - now }]
  })
}

/** How long a clause lets wait, as far as it says: a clock, a day, a length, at once. */
function waitsIn({ clause: { text }, now, amounts }: ClauseSetting, what: RegExp): readonly Wait[] {
  const named = namedWaits(text, now)
  const lengths = amounts
    .filter(
      ({ kind, end }) =>
        kind === 'length' && (soon.test(text.slice(end)) || what.test(text.slice(end, end + 5))),
    )
    .map(({ start, end, value }) => ({ start, end, inMs: value * 60_000 }))
    .filter((one) => !named.some(({ start, end }) => start < one.end && one.start < end))
  const instant = everyMatch(text, atOnce).map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    inMs: 0,
  }))
  return [...named, ...lengths, ...instant]
}

/** 最晚明天10点，给您修好: a clause of nothing but a time belongs to the next. */
function isOnlyTime(text: string): boolean {
  if (text.length > 14) return false
  const rest = timesIn(text, 0).reduceRight(
    (left, { start, end }) => left.slice(0, start) + left.slice(end),
    text,
  )
  return rest.replace(/最晚|最迟|最多|就|会|我们|之前|前|\s/g, '') === ''
}

const timely = /[\d一二两三四五六七八九十半今明后秒立马即实当]/

/** Ends promised in a clause, of the kinds wanted. */
export function endsIn(
  setting: ClauseSetting,
  kinds: readonly Completion[],
): readonly PromisedEnd[] {
  const { clause, next, isAsked } = setting
  const { text } = clause
  if (isAsked || !timely.test(text) || notOurs.test(text)) return []
  const isOn = !onlyStep.test(text)
  const isNextOn =
    next !== undefined &&
    !onlyStep.test(next.text) &&
    kinds.some((kind) => done[kind].test(next.text)) &&
    isOnlyTime(text)
  const nextText = isNextOn ? next.text : undefined
  return kinds.flatMap((kind) => {
    const what = done[kind]
    const isMeant = (isOn && what.test(text)) || (nextText !== undefined && what.test(nextText))
    if (!isMeant) return []
    return waitsIn(setting, what).map(({ start, end, inMs }) => ({
      start: clause.start + start,
      end: clause.start + end,
      kind,
      inMs,
    }))
  })
}
