import type { Span } from '../../language/normal.ts'
import { isSameQuantity } from '../../language/quantities.ts'
import { isAbout, libraryOf, type Approved, type Library } from '../approved.ts'
import { isAmountBacked } from '../backing.ts'
import { differencesFrom } from '../fact-diff.ts'
import { firmOnly, knownFrom, type Known } from '../known.ts'
import { containment, pairsOf } from '../likeness.ts'
import type { ReadSentence } from '../reading.ts'
import type { Finding, PersonaRule } from '../rule.ts'
import { softerInPrivate } from '../severity.ts'
import { statementsIn, type Statement, type Statements } from '../statements.ts'

const ended =
  /已(?:经)?(?:结束|截止|过期|下线|停止|取消|失效)|结束了|不再|已停|过期|还没(?:开始|生效)|尚未(?:开始|生效)/

/** Whether a sentence says what an entry says: its words or topic, and each of its amounts. */
function isQuoted(sentence: ReadSentence, entry: Approved): boolean {
  const { amounts } = entry.text
  const part = containment(entry.pairs, pairsOf(sentence.text))
  const isClose = part >= (amounts.length > 0 ? 0.5 : 0.7)
  if (!isClose && (amounts.length === 0 || !isAbout(sentence.text, entry))) return false
  const said = sentence.clauses.flatMap((clause) => clause.amounts)
  return amounts.every((one) => said.some((other) => isSameQuantity(one, other)))
}

function isStillTrue(
  { text, pairs }: Approved,
  { facts, wording }: Known,
  library: Library,
): boolean {
  if (text.amounts.length === 0)
    return library.valid.some((entry) => containment(pairs, entry.pairs) >= 0.75)
  return text.amounts.every((one) =>
    [...facts, ...wording].some(({ amounts }) =>
      amounts.some((other) => isSameQuantity(one, other)),
    ),
  )
}

/** Sentences that repeat an entry out of force. */
function outdated(library: Library, { reading }: Statements, known: Known): readonly Span[] {
  return library.stale.flatMap((entry) => {
    if (isStillTrue(entry, known, library)) return []
    return reading.sentences.filter(
      (sentence) => !ended.test(sentence.text) && isQuoted(sentence, entry),
    )
  })
}

function isBackedByTicket(statement: Statement, known: Known): boolean {
  if (statement.kind !== 'amount') return false
  return isAmountBacked(statement.amount, firmOnly(known))
}

/** Statements on the topic of an entry in force that say something else. */
function contradicting(library: Library, statements: Statements, known: Known): readonly Span[] {
  const open = {
    ...statements,
    all: statements.all.filter((one) => one.kind !== 'code' && !isBackedByTicket(one, known)),
  }
  return library.valid.flatMap((entry) => {
    const onTopic = statements.reading.sentences.filter(
      ({ text }) => isAbout(text, entry) && !ended.test(text),
    )
    if (onTopic.length === 0) return []
    return differencesFrom(entry.whole, open, (clause) => isAbout(clause, entry)).filter(
      ({ start }) => onTopic.some((one) => one.start <= start && start < one.end),
    )
  })
}

/** W-A8 ▲: only approved statements that are in force today. */
export const approvedWording: PersonaRule = {
  id: 'W-A8',
  because: {
    zh: '口径过期或被改口，客户会拿旧说法要求兑现；只用今天有效的口径。',
    en: 'Customers hold us to what we said; only approved statements in force today may be used.',
  },
  check(draft, context): readonly Finding[] {
    if (!context.wording) return []
    const statements = statementsIn(draft, context.now)
    const known = knownFrom(context)
    const library = libraryOf(context)
    const old = outdated(library, statements, known)
    const other = contradicting(library, statements, known).filter(
      (span) => !old.some(({ start, end }) => start <= span.start && span.start < end),
    )
    const severity = softerInPrivate('error', context)
    const seen = new Set<number>()
    return [
      ...old.map((span) => ({
        ...span,
        message: {
          zh: '这条口径已不在有效期内，请换成现行口径。',
          en: 'This approved statement is not in force; use the current one.',
        },
      })),
      ...other.map((span) => ({
        ...span,
        message: {
          zh: '与现行口径不一致，请按口径回答。',
          en: 'This contradicts the approved statement in force; follow it.',
        },
      })),
    ]
      .filter(({ start }) => !seen.has(start) && seen.add(start))
      .map(({ start, end, message }) => ({
        rule: 'W-A8',
        severity,
        ...statements.normal.spanOf(start, end),
        message,
      }))
  },
}
