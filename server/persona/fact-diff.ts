import type { Span } from '../language/normal.ts'
import { onceFor } from '../language/once-for.ts'
import { isSameQuantity, quantitiesIn, type Quantity } from '../language/quantities.ts'
import { clausesOf, sentencesOf } from '../language/sentences.ts'
import type { TimeMention } from '../language/times.ts'
import { isOtherGift } from './facts-clash.ts'
import { topicsOf } from './event-topics.ts'
import type { KnownText } from './known.ts'
import { pairsOf, shared } from './likeness.ts'
import { contradictionIn, policyClashIn } from './polarity.ts'
import type { Statement, Statements } from './statements.ts'

interface Told {
  readonly amount: Quantity
  readonly pairs: ReadonlySet<string>
}

type AmountStatement = Statement & { readonly kind: 'amount' }

/** Amounts of a reference, each with the words of its clause. */
const toldIn = onceFor(({ text, amounts }: KnownText): readonly Told[] => {
  const clauses = sentencesOf(text).flatMap(clausesOf)
  return amounts.map((amount) => {
    const clause = clauses.find(({ start, end }) => start <= amount.start && amount.start < end)
    return { amount, pairs: pairsOf(clause?.text ?? text) }
  })
})

function isComparable(a: Quantity, b: Quantity): boolean {
  return a.kind === b.kind && (a.kind !== 'count' || a.unit === b.unit)
}

function most(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, number), 0)
}

/** Words that say which thing an amount belongs to: 门店, 寄修. */
function subjectOf(statement: AmountStatement, { normal }: Statements): ReadonlySet<string> {
  const own = pairsOf(statement.clause)
  if (own.size > 1) return own
  const { start, end } = statement.amount
  const before = normal.text.slice(Math.max(0, start - 60), start)
  const after = normal.text.slice(end, end + 60)
  return pairsOf(
    before.slice(before.search(/[^。！!？?；;\n]*$/)) + after.replace(/[。！!？?；;\n][^]*/, ''),
  )
}

interface Subject {
  readonly words: ReadonlySet<string>
  /** The clause names the very topic of the reference. */
  readonly isOnTopic: boolean
}

function differs(statement: AmountStatement, told: readonly Told[], subject: Subject): boolean {
  const { amount } = statement
  const { words, isOnTopic } = subject
  const near = told.filter((one) => isComparable(amount, one.amount))
  if (near.length === 0) return false
  const same = near.filter((one) => isSameQuantity(amount, one.amount))
  const other = near.filter((one) => !isSameQuantity(amount, one.amount))
  // 过期一个月可延期1年 says the amount known as well.
  const own = quantitiesIn(statement.clause)
  if (same.length === 0 && near.some((one) => own.some((o) => isSameQuantity(o, one.amount))))
    return false
  const likeOther = most(other.map(({ pairs }) => shared(words, pairs)))
  if (same.length > 0)
    return likeOther > 0 && most(same.map(({ pairs }) => shared(words, pairs))) === 0
  // A bare sum can only mean the one sum there is.
  const isBare = near.length === 1 && amount.kind === 'money' && words.size < 3
  return likeOther > 0 || isOnTopic || isBare
}

const fixedTimes = /营业|开门|关门|截止|截至|活动|有效|到期|开售|上线|发布|开放|打烊/

function isOtherTime(time: TimeMention, clause: string, reference: KnownText): boolean {
  if (!fixedTimes.test(clause) || !fixedTimes.test(reference.text)) return false
  const topics = topicsOf(clause)
  if (time.minutes !== undefined) {
    const clocks = reference.times.filter(({ minutes }) => minutes !== undefined)
    return clocks.length > 0 && !clocks.some(({ minutes }) => minutes === time.minutes)
  }
  const { day } = time
  const days = reference.times.flatMap((one) => (one.day ? [one.day] : []))
  if (!day || days.length === 0 || topics.length > 0) return false
  return !days.some((one) => one.month === day.month && one.day === day.day)
}

function isFree({ text, amounts }: KnownText): boolean {
  return (
    /免费(?![停用试]|\d)|不收费|不要钱|不用钱/.test(text) &&
    !amounts.some(({ kind }) => kind === 'money')
  )
}

/** 手续费50元, where the reference knows of no sum and says that it is free. */
function isCharge(statement: Statement): boolean {
  return (
    statement.kind === 'amount' &&
    statement.amount.kind === 'money' &&
    statement.amount.value > 0 &&
    /(?:手续|服务|工本|上门|检测|安装|维修|运|押|加急|延期|搬运)[费金]|[收付交掏加]/.test(
      statement.clause,
    ) &&
    !/[不没退返免]|您[付交]|已/.test(statement.clause)
  )
}

/** Where a draft says another amount, other hours or another policy than a reference does. */
export function differencesFrom(
  reference: KnownText,
  statements: Statements,
  isOnTopic: (clause: string) => boolean = () => false,
): readonly Span[] {
  const told = toldIn(reference)
  const facts = statements.all.flatMap((statement): Span[] => {
    if (statement.kind === 'amount')
      return differs(statement, told, {
        words: subjectOf(statement, statements),
        isOnTopic: isOnTopic(statement.clause),
      })
        ? [statement.amount]
        : []
    if (statement.kind !== 'time') return []
    return isOtherTime(statement.time, statement.clause, reference) ? [statement.time] : []
  })
  const given = [...statements.all, ...statements.gifts].filter(
    (one) => one.kind === 'amount' && one.amount.kind === 'money' && isOtherGift(one, [reference]),
  )
  const fees = isFree(reference) ? statements.all.filter(isCharge) : []
  const clauses = statements.reading.sentences.flatMap((sentence) => sentence.clauses)
  const policies = clauses.flatMap((clause) => {
    const found =
      contradictionIn(clause.text, reference.text) ?? policyClashIn(clause.text, reference.text)
    return found ? [{ start: clause.start + found.start, end: clause.start + found.end }] : []
  })
  return [
    ...facts,
    ...[...given, ...fees].flatMap((one) => ('amount' in one ? [one.amount] : [])),
    ...policies,
  ]
}
