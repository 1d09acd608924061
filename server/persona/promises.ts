import type { Span } from '../language/normal.ts'
import { quantitiesIn, type Quantity } from '../language/quantities.ts'
import { momentOf, timesIn, type TimeMention } from '../language/times.ts'
import { clausesIn, type Clause } from './clauses.ts'
import type { Speech } from './speech.ts'

/** Something an agent promises that may go beyond what they may promise; spans in the speech's text. */
export type Promised = Span &
  (
    | { readonly kind: 'compensation' | 'refund'; readonly yuan: number }
    /** Without an end (您说多少就多少), or without a sum (给您补偿). */
    | { readonly kind: 'compensation' | 'refund'; readonly open: 'endless' | 'unnamed' }
    | { readonly kind: 'discount'; readonly percent: number }
    | { readonly kind: Completion; readonly inMs: number }
  )
export type Completion = 'reply' | 'repair' | 'refunded' | 'delivery'

const compensating =
  /补偿|赔偿|赔付|赔您|赔你|赔给|赔|补贴|补您|补你|补给您|再补|赠送?|送您|送你|送给您|减免|减您|免(?:除|掉|去|单|您|了)|给您免|(?:给您|再|直接)(?:便宜|优惠|少算|少收)|全免|抵扣|抵用|红包|[优代现礼]?[惠金品]?券|话费|礼金|误工|慰问|让利|返现|返您|立减|奖励|少收/
const refunding = /退(?!货|换|订|出|休|步|烧|一步)|返还|退款/
// What is passed on, decided elsewhere, ruled out, asked or long done is no promise.
const unpromised =
  /申请|请示|上报|审批|审核|争取|转达|反映|提交给|领导|主管|如果|如需|若|假如|一旦|按[规国制标法]|规定|规则|标准|最高|最多|不超过|上限|以内|保险|无法|不能|不会|没法|不可以|不支持|没有权|无权|不是|超出|是否|能否|可否|吗|呢$|怎么|多少钱|您(?:要求|希望|提出|想要|主张|说的|反馈|之前|当时|买|付|交|充|支付)|已经?|曾|上次|之前|原价|售价|每月|价格|规格|满\d|充\d|活动/
const openEnded =
  /(?:损失|误工费?|请假(?:的?费用)?|打车费?|住宿费?|医药费|交通费|费用)[^,。!?;\n]{0,6}(?:我们|本店|公司)?(?:全包|全出|全赔|全报|全部(?:赔|承担|报销|包|出)|全额(?:赔|承担|报销)|都(?:由)?(?:我们|我)?(?:赔|包|出|承担|报销))|(?:您|你)说多少(?:就|我们就)?(?:赔|给|是)?多少|您说多少就|多少(?:钱)?(?:我们|我)?都(?:赔|给|出|行|可以)|要多少(?:赔|给)多少|(?:整单|全单|全部)免单|承担[^,。!?;\n]{0,4}(?:全部|一切|所有)的?(?:损失|费用)|[退假]一赔[一二三四五十\d]|(?:双倍|加倍|[两三四五六七八九十\d]倍)(?:赔|补偿|退)|给您免单/
const nothingNamed =
  /(?:给|为|向)[您你](?:做|一些|一点|相应的?|额外的?|适当的?|全额|全部)*(?:补偿|赔偿|赔付|减免|免单)|赔[您你](?!\d)|补偿[您你](?!\d)/
const wholeRefund =
  /全额退|全款退|退(?:您|你|给您)?(?:全款|全部|全额)|(?:给|为)[您你](?:办理?|做)?(?:全额)?退款/

const done: Readonly<Record<Completion, RegExp>> = {
  reply:
    /回复|答复|回电|回拨|回您|联系您|致电|给您(?:说法|答案|结果|结论|消息|打电话|打过去)|反馈|告诉您|告知您|通知您/,
  repair:
    /修好|修复|修完|修妥|抢修完|恢复|来电|通电|送电|复电|通水|供水|供电|通气|通网|接通|换好|弄好|搞定|解决|能用|能上网|正常使用|维修完/,
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

// 给您补偿100元可以吗? offers, it does not ask.
const consent = /(?:您看)?(?:可以|行|好|能接受|同意|满意)(?:吗|不|么)?$|如何$|怎么样$/

interface Setting {
  readonly clause: Clause
  readonly before: Clause | undefined
  readonly next: Clause | undefined
  /** The question mark stands right after this clause, and it asks for more than consent. */
  readonly isAsked: boolean
  readonly now: number | undefined
}

/** What a sum in a clause is for; a bare sum belongs to the clause before it. */
function purposeOf(
  { clause, before }: Setting,
  sum: Quantity,
): 'compensation' | 'refund' | undefined {
  const { text } = clause
  const near = text.slice(Math.max(0, sum.start - 12), sum.end + 8)
  for (const words of [near, text, text.length <= 14 ? (before?.text ?? '') : '']) {
    const isBack = refunding.test(words)
    const isGiven = compensating.test(words)
    if (isGiven && !(isBack && /退[^,]{0,8}$/.test(text.slice(0, sum.start)))) return 'compensation'
    if (isBack) return 'refund'
  }
  return undefined
}

// 一百块话费: in speech the yuan is a piece.
const spokenYuan = /块(?=的?(?:话费|红包|[^,。]{0,2}券|补偿|现金|电费|水费|余额|礼))/g

function sumsIn(setting: Setting): readonly Promised[] {
  const { clause, isAsked } = setting
  if (isAsked || unpromised.test(clause.text.replace(consent, ''))) return []
  return quantitiesIn(clause.text.replace(spokenYuan, '元')).flatMap((sum): readonly Promised[] => {
    if (sum.kind !== 'money') return []
    const kind = purposeOf(setting, sum)
    const span = { start: clause.start + sum.start, end: clause.start + sum.end }
    return kind === undefined ? [] : [{ ...span, kind, yuan: sum.value }]
  })
}

function openIn({ clause, isAsked }: Setting): readonly Promised[] {
  if (isAsked || /申请|争取|不能|无法|如果|若|规定|核实后|按/.test(clause.text)) return []
  const at = (match: RegExpExecArray): Span => ({
    start: clause.start + match.index,
    end: clause.start + match.index + match[0].length,
  })
  const open = openEnded.exec(clause.text)
  if (open) return [{ ...at(open), kind: 'compensation', open: 'endless' }]
  return []
}

/** Words that promise some compensation or a whole refund: too much only where none is allowed. */
function unnamedIn({ clause, isAsked }: Setting): readonly Promised[] {
  if (isAsked || unpromised.test(clause.text)) return []
  if (quantitiesIn(clause.text).some(({ kind }) => kind === 'money')) return []
  const found: Promised[] = []
  for (const [kind, pattern] of [
    ['compensation', nothingNamed],
    ['refund', wholeRefund],
  ] as const) {
    const match = pattern.exec(clause.text)
    if (!match) continue
    const start = clause.start + match.index
    found.push({ start, end: start + match[0].length, kind, open: 'unnamed' })
  }
  return found
}

function discountsIn({ clause }: Setting): readonly Promised[] {
  const { text } = clause
  if (/不能|无法|没有|不支持|不打|申请|争取|之前|当时|原|吗|活动(?:是|时|期间)|规则/.test(text))
    return []
  return quantitiesIn(text).flatMap((one): readonly Promised[] => {
    const isOff =
      one.kind === 'percent' &&
      /(?:便宜|优惠|减|降|让利?|折扣|立减|少收|打折)[^,]{0,4}$/.test(text.slice(0, one.start))
    const percent = one.kind === 'discount' ? (10 - one.value) * 10 : isOff ? one.value : undefined
    if (percent === undefined) return []
    return [
      { start: clause.start + one.start, end: clause.start + one.end, kind: 'discount', percent },
    ]
  })
}

/** The end of what a time allows: a day ends at midnight, 上午 at noon. */
function lastMoment(time: TimeMention, now: number): number | undefined {
  const moment = momentOf(time, now)
  if (moment === undefined || time.minutes !== undefined || time.part === undefined) return moment
  const early = { morning: 12, noon: 11, afternoon: 6, evening: 0 }[time.part]
  return moment - early * 3_600_000
}

// 10分钟就修好: a bare length right before what happens.
const soon = /^(?:就|便|可以|可|能|会|即可|给您|为您|之?内|以内)/

function lengthsFromNow(text: string, what: RegExp): readonly (Span & { inMs: number })[] {
  return quantitiesIn(text)
    .filter(
      ({ kind, end }) =>
        kind === 'length' && (soon.test(text.slice(end)) || what.test(text.slice(end, end + 5))),
    )
    .map(({ start, end, value }) => ({ start, end, inMs: value * 60_000 }))
}

const atOnce =
  /(?:秒|立即|立刻|马上|即时|实时|当场)(?:就|能|可以|给您)?(?=到账|退到|修好|送到|恢复)/g

function momentsIn(
  text: string,
  now: number | undefined,
  what: RegExp,
): readonly (Span & { inMs: number })[] {
  const times = timesIn(text, now ?? 0).flatMap((time) => {
    if (time.isVague === true || time.isImpossible === true || time.isStretch === true) return []
    if (time.withinMs !== undefined)
      return [{ start: time.start, end: time.end, inMs: time.withinMs }]
    const last = now === undefined ? undefined : lastMoment(time, now)
    return last === undefined || now === undefined || last < now
      ? []
      : [{ start: time.start, end: time.end, inMs: last - now }]
  })
  const instant = [...text.matchAll(atOnce)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    inMs: 0,
  }))
  const lengths = lengthsFromNow(text, what).filter(
    (length) => !times.some(({ start, end }) => start < length.end && length.start < end),
  )
  return [...times, ...lengths, ...instant]
}

/** 最晚明天10点，给您修好: a clause of nothing but a time belongs to the next. */
function isOnlyTime(text: string): boolean {
  const rest = timesIn(text, 0).reduceRight(
    (left, { start, end }) => left.slice(0, start) + left.slice(end),
    text,
  )
  return text.length <= 14 && rest.replace(/最晚|最迟|最多|就|会|我们|之前|前|\s/g, '') === ''
}

function isCompleted(text: string, kind: Completion): boolean {
  return done[kind].test(text) && !onlyStep.test(text)
}

function completionsIn({ clause, next, now, isAsked }: Setting): readonly Promised[] {
  const { text } = clause
  if (isAsked || notOurs.test(text) || !/[\d一二两三四五六七八九十半今明后秒立马即实当]/.test(text))
    return []
  const hasNext = next !== undefined && isOnlyTime(text)
  return (Object.keys(done) as Completion[]).flatMap((kind) => {
    const isMeant = isCompleted(text, kind) || (hasNext && isCompleted(next.text, kind))
    if (!isMeant) return []
    return momentsIn(text, now, done[kind]).map(({ start, end, inMs }): Promised => ({
      start: clause.start + start,
      end: clause.start + end,
      kind,
      inMs,
    }))
  })
}

/** Sums, discounts and completion times a draft promises, in the order of its clauses. */
export function promisesIn(speech: Speech, now: number | undefined): readonly Promised[] {
  const clauses = clausesIn(speech)
  return clauses.flatMap((clause, index) => {
    const near = (one: Clause | undefined): Clause | undefined =>
      one?.sentence === clause.sentence ? one : undefined
    const setting: Setting = {
      clause,
      before: near(clauses[index - 1]),
      next: near(clauses[index + 1]),
      isAsked:
        /^\s?\?/.test(speech.text.slice(clause.end, clause.end + 2)) && !consent.test(clause.text),
      now,
    }
    return [
      ...sumsIn(setting),
      ...openIn(setting),
      ...unnamedIn(setting),
      ...discountsIn(setting),
      ...completionsIn(setting),
    ]
  })
}
