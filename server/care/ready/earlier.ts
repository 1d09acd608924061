import type { Clock } from '../../core/clock.ts'
import type { AnsweredQuestion, Store } from '../../core/store/index.ts'
import { findPersonalData, maskPersonalData } from '../../language/personal-data.ts'
import { wordsOf } from '../words.ts'
import { earlierOn, evidenceScore, type Sought } from './evidence.ts'
import { likeness, sameQuestion } from './likeness.ts'
import type { AnsweredBefore } from './reply.ts'

/** An earlier answer to the same question, as agents may look at it. */
export interface EarlierAnswer extends AnsweredBefore {
  /** 0 to 1. */
  readonly likeness: number
  /** The same customer asked it: they come back for it. */
  readonly isSameCustomer: boolean
}

/** What is looked for among all earlier answers of an account. */
export interface EarlierSearch extends Sought {
  readonly tenant: string
  readonly account: string
  readonly customer: string
}

/** How far back an answer may lie to be of any use, and how many are looked through. */
const lookBackMs = 180 * 86_400_000
const looked = 300
const freshMs = 60_000
const mostAccounts = 200
const shown = 5

type Kept = AnsweredBefore & { readonly customer: string }

function keptOf({ reply, customer, customerName, messages }: AnsweredQuestion): readonly Kept[] {
  // Whatever the tenant masks in tickets: another customer's data is nobody's here.
  const question = messages
    .map((message) => wordsOf(message, true))
    .filter((text) => text !== '')
    .join('\n')
  if (question === '') return []
  return [
    {
      id: reply.id,
      question: hidden(question),
      answer: hidden(reply.text),
      at: reply.writtenAt,
      ticket: reply.ticket?.id,
      customer,
      ...(customerName !== undefined && { customerName }),
    },
  ]
}

function hidden(text: string): string {
  return findPersonalData(text).length === 0
    ? text
    : maskPersonalData(text, ['idcard', 'bankcard', 'phone', 'email'])
}

/** Best first: the nearest question, then the newest answer. Equal answers stand once. */
function ranked(answers: readonly EarlierAnswer[]): readonly EarlierAnswer[] {
  const inOrder = [...answers].sort(
    (a, b) => b.likeness - a.likeness || b.at - a.at || (a.id < b.id ? -1 : 1),
  )
  const seen = new Set<string>()
  return inOrder.filter(({ answer }) => !seen.has(answer) && seen.add(answer)).slice(0, shown)
}

export interface EarlierAnswers {
  of(question: {
    readonly tenant: string
    readonly account: string
    readonly customer: string
    readonly text: string
  }): Promise<readonly EarlierAnswer[]>
  /** By product and issue, whatever this customer asked. */
  on(search: EarlierSearch): Promise<readonly EarlierAnswer[]>
}

/** Looks for earlier answers among the newest of the account; read once a minute. */
export function createEarlierAnswers(
  store: { readonly outbox: Pick<Store['outbox'], 'answered'> },
  clock: Clock,
): EarlierAnswers {
  const read = new Map<
    string,
    { readonly until: number; readonly kept: Promise<readonly Kept[]> }
  >()

  function keptFor(tenant: string, account: string): Promise<readonly Kept[]> {
    const key = `${tenant}/${account}`
    const known = read.get(key)
    const now = clock.now()
    if (known && now < known.until) return known.kept
    const kept = store.outbox
      .answered(tenant, { account, since: now - lookBackMs, limit: looked })
      .then((found) => found.flatMap(keptOf))
    read.delete(key)
    read.set(key, { until: now + freshMs, kept })
    const [oldest] = read.keys()
    if (read.size > mostAccounts && oldest !== undefined) read.delete(oldest)
    // A failure must not stay for a minute.
    kept.catch(() => read.delete(key))
    return kept
  }

  return {
    async of({ tenant, account, customer, text }) {
      if (text.trim() === '') return []
      const kept = await keptFor(tenant, account)
      return ranked(
        kept
          .map(({ customer: asker, ...one }) => ({
            ...one,
            likeness: likeness(one.question, text),
            isSameCustomer: asker === customer,
          }))
          .filter((one) => one.likeness >= sameQuestion),
      )
    },
    async on({ tenant, account, customer, ...sought }) {
      const kept = await keptFor(tenant, account)
      return earlierOn(kept, sought).map(({ customer: asker, ...one }) => ({
        ...one,
        likeness: evidenceScore(`${one.question}\n${one.answer}`, sought),
        isSameCustomer: asker === customer,
      }))
    },
  }
}
