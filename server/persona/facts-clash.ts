import { isSameQuantity, quantitiesIn, type Quantity } from '../language/quantities.ts'
import type { Span } from '../language/normal.ts'
import { isReckoned } from './backing.ts'
import { firmOnly, type Known, type KnownText } from './known.ts'
import { pairsOf } from './likeness.ts'
import type { Statement, Statements } from './statements.ts'

type Amount = Statement & { readonly kind: 'amount' }

// Words that every second fact holds say not which one is meant.
const common: ReadonlySet<string> = new Set(
  '可以,我们,您的,需要,左右,以内,之内,工作,作日,小时,免费,预计,还有,一共,只要,之前,已经,现在,今天,明天,上午,下午,晚上'.split(
    ',',
  ),
)
// What was, what the customer says or paid, what others do, and what is not so.
const elsewhere =
  /[没未不别非]|原来|原本|原定|原价|之前|当时|本来|昨|上次|上月|您(?:说|提|付|交|充|买|垫|寄|花|反映)|说的|如果|要是|若|最多|最高|申请|争取|请示|超过|以上|不足|还剩|再[过等住充买]|差|共|合计|加起来|平均|相当于|折合|每|\d[折减]|满\d/

function isAlike(a: Quantity, b: Quantity): boolean {
  return a.kind === b.kind && (a.kind !== 'count' || a.unit === b.unit)
}

function isSaid(told: Quantity, clause: string): boolean {
  return quantitiesIn(clause).some((one) => isSameQuantity(one, told))
}

function likeness(clause: ReadonlySet<string>, fact: KnownText): number {
  let count = 0
  for (const pair of pairsOf(fact.text)) if (!common.has(pair) && clause.has(pair)) count++
  return count
}

/**
 * Whether the one fact that speaks of a clause's matter gives another amount: 运费险赔18元, where 18 is
 * what the customer paid and the insurance pays 12元.
 */
function isOtherwise({ clause, amount }: Amount, known: Known): boolean {
  if (elsewhere.test(clause)) return false
  const facts = [...known.facts, ...known.wording]
  const words = pairsOf(clause)
  const scored = facts.map((fact) => ({ fact, score: likeness(words, fact) }))
  const best = Math.max(0, ...scored.map(({ score }) => score))
  if (best === 0) return false
  if (facts.some(({ amounts }) => amounts.some((one) => isSameQuantity(amount, one)))) return false
  const top = scored.filter(({ score }) => score === best)
  const told = top[0]?.fact.amounts.filter((one) => isAlike(one, amount)) ?? []
  const [only] = told
  if (top.length !== 1 || told.length !== 1 || only === undefined) return false
  // 100到118斤 holds 110斤 as well.
  const isInRange =
    only.least !== undefined && only.least <= amount.value && amount.value <= only.value
  if (isInRange || isSaid(only, clause)) return false
  return amount.kind !== 'money' || !isReckoned(amount.value, firmOnly(known))
}

// Ways of giving that may be told in each other's words.
const gifts = [/补偿|赔|误工|补(?=[您你贴\d])/, /赠|送|红包|券/, /减|抵|返|优惠/]
const open = /[没未不别非]|如果|要是|若|最高|最多|申请|争取|请示|上报|以内|之前|原/

/** A sum given where the texts know another one of that kind. */
export function isOtherGift({ clause, amount }: Amount, texts: readonly KnownText[]): boolean {
  if (open.test(clause)) return false
  const way = gifts.find((one) => one.test(clause))
  const sums = texts
    .filter(({ text }) => way?.test(text) === true)
    .flatMap(({ amounts }) => amounts.filter(({ kind }) => kind === 'money'))
  if (sums.length === 0) return false
  return !sums.some((one) => isSameQuantity(one, amount))
}

function isSumKnown({ amount }: Amount, known: Known): boolean {
  const { facts, wording } = known
  return (
    [...facts, ...wording].some(({ amounts }) =>
      amounts.some((one) => isSameQuantity(one, amount)),
    ) || isReckoned(amount.value, firmOnly(known))
  )
}

/** Amounts that another amount stands for in the very fact they speak of. */
export function factClashesIn({ all, gifts }: Statements, known: Known): readonly Span[] {
  const amounts = all.filter((one): one is Amount => one.kind === 'amount' && !one.isPledge)
  return [
    ...amounts.filter((one) => isOtherwise(one, known)),
    ...gifts.filter(
      (one) =>
        !isSumKnown(one, known) &&
        (isOtherwise(one, known) || isOtherGift(one, [...known.facts, ...known.wording])),
    ),
  ].map(({ amount }) => amount)
}
