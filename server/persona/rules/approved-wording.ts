import type { Span } from '../../language/normal.ts'
import { normalise } from '../../language/normal.ts'
import { isSameQuantity } from '../../language/quantities.ts'
import type { Sentence } from '../../language/sentences.ts'
import { isAmountBacked } from '../backing.ts'
import type { LintContext, WordingEntry } from '../context.ts'
import { differencesFrom } from '../fact-diff.ts'
import { inForce, knownFrom, read, type Known, type KnownText } from '../known.ts'
import { containment, pairsOf } from '../likeness.ts'
import type { Finding, PersonaRule } from '../rule.ts'
import { softerInPrivate } from '../severity.ts'
import { statementsIn, type Statement, type Statements } from '../statements.ts'

const ended =
  /已(?:经)?(?:结束|截止|过期|下线|停止|取消|失效)|结束了|不再|已停|过期|还没(?:开始|生效)|尚未(?:开始|生效)/

/** Whether a sentence says what an entry says: its words, and each of its amounts. */
function isQuoted(sentence: Sentence, entry: KnownText): boolean {
  const said = read(sentence.text, undefined)
  const hasAmounts = entry.amounts.every((one) =>
    said.amounts.some((other) => isSameQuantity(one, other)),
  )
  const part = containment(pairsOf(entry.text), pairsOf(sentence.text))
  return hasAmounts && part >= (entry.amounts.length > 0 ? 0.5 : 0.7)
}

function isStillTrue(entry: KnownText, { facts, wording }: Known): boolean {
  const valid = [...facts, ...wording]
  if (entry.amounts.length > 0)
    return entry.amounts.every((one) =>
      valid.some(({ amounts }) => amounts.some((other) => isSameQuantity(one, other))),
    )
  const pairs = pairsOf(entry.text)
  return wording.some(({ text }) => containment(pairs, pairsOf(text)) >= 0.75)
}

/** Sentences that repeat an entry out of force. */
function outdated(
  context: LintContext,
  sentences: readonly Sentence[],
  known: Known,
): readonly Span[] {
  const valid = new Set(inForce(context, known.now))
  const stale = (context.wording ?? []).filter((entry) => !valid.has(entry))
  return stale.flatMap((entry) => {
    const text = read(entry.text, undefined)
    if (isStillTrue(text, known)) return []
    return sentences.filter((sentence) => !ended.test(sentence.text) && isQuoted(sentence, text))
  })
}

function isAbout(clause: string, { topic }: WordingEntry): boolean {
  const { text } = normalise(topic)
  return clause.includes(text) || containment(pairsOf(text), pairsOf(clause)) >= 0.6
}

function isBackedByTicket(statement: Statement, known: Known): boolean {
  if (statement.kind !== 'amount') return false
  return isAmountBacked(statement.amount, {
    ...known,
    all: [...known.facts, ...known.wording],
    words: '',
    numbers: new Set(),
  })
}

/** Statements on the topic of an entry in force that say something else. */
function contradicting(
  context: LintContext,
  statements: Statements,
  known: Known,
): readonly Span[] {
  const { sentences } = statements.reading
  return inForce(context, known.now).flatMap((entry) => {
    const text = read(`${entry.topic}，${entry.text}`, known.now)
    const onTopic = sentences.filter(
      (sentence) => isAbout(sentence.text, entry) && !ended.test(sentence.text),
    )
    return differencesFrom(text, {
      ...statements,
      all: statements.all.filter((one) => one.kind !== 'code' && !isBackedByTicket(one, known)),
    }).filter(({ start }) => onTopic.some((one) => one.start <= start && start < one.end))
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
    const old = outdated(context, statements.reading.sentences, known)
    const other = contradicting(context, statements, known).filter(
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
