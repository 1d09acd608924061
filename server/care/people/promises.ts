import type { PromiseMark } from '../../core/store/index.ts'
import { commitmentsIn, type Commitment } from '../../persona/commitments.ts'
import type { Answered } from './seen.ts'

/**
 * `open`: still time; `kept` and `late`: answered in time or after it; `broken`: the time is over and
 * nothing came; `renewed`: another time was promised before this one was over; `unchecked`: its time is
 * over and only a person can tell whether it happened (a visit, a refund).
 */
export type PromiseState = 'open' | 'kept' | 'late' | 'broken' | 'renewed' | 'unchecked'

/** Something the brand told a customer it would do. */
export interface Promised {
  readonly reply: string
  readonly start: number
  /** The words around it. */
  readonly text: string
  readonly madeAt: number
  /** undefined = no definite time was named. */
  readonly dueAt: number | undefined
  readonly state: PromiseState
  /** Who said so, where a person did. */
  readonly mark: PromiseMark | undefined
}

const shown = 20
const longestText = 80
const pause = /[。！？!?；;\n]/

/** The sentence a promise stands in, as far as it is short. */
function around(text: string, { start, end }: Commitment): string {
  const before = text.slice(0, start)
  const from = Math.max(
    0,
    ...[...before.matchAll(/[。！？!?；;\n]/g)].map(({ index }) => index + 1),
  )
  const rest = text.slice(end)
  const to = rest.search(pause)
  const sentence = text.slice(from, to < 0 ? undefined : end + to).trim()
  if (sentence.length <= longestText) return sentence
  const cut = Math.max(0, start - from - longestText / 2)
  return `${cut > 0 ? '…' : ''}${sentence.slice(cut, cut + longestText)}…`
}

interface Made {
  readonly answered: Answered
  readonly commitment: Commitment
}

function readOf(answered: Answered): readonly Commitment[] {
  const { text, writtenAt } = answered.reply
  return commitmentsIn(text, new Date(writtenAt).toISOString())
}

/** What a sent reply commits to never changes: read once. */
const remembered = new WeakMap<object, Map<string, readonly Commitment[]>>()
const mostRemembered = 5000

/** One memory for one relay. */
export type CommitmentMemory = object

function commitmentsOf(memory: CommitmentMemory, answered: Answered): readonly Commitment[] {
  const known = remembered.get(memory) ?? new Map<string, readonly Commitment[]>()
  remembered.set(memory, known)
  const { tenant, id, text, writtenAt } = answered.reply
  const key = JSON.stringify([tenant, id, writtenAt, text])
  const found = known.get(key) ?? readOf(answered)
  if (known.size >= mostRemembered) known.clear()
  known.set(key, found)
  return found
}

function stateOf(
  { answered, commitment }: Made,
  later: readonly { readonly at: number; readonly renews: boolean }[],
  now: number,
): PromiseState {
  const { dueAt, isAnswer } = commitment
  const isOver = dueAt !== undefined && now > dueAt
  const { writtenAt } = answered.reply
  const [next] = later.filter(({ at }) => at > writtenAt)
  if (!isAnswer) return isOver ? 'unchecked' : 'open'
  if (!next) return isOver ? 'broken' : 'open'
  const isLate = dueAt !== undefined && next.at > dueAt
  if (next.renews) return isLate ? 'broken' : 'renewed'
  return isLate ? 'late' : 'kept'
}

/**
 * What was promised in replies the customer has, newest first. A promised answer is kept by the next reply
 * that does not put it off again; what a person marked counts before that.
 */
export function promisesOf(
  answered: readonly Answered[],
  {
    marks,
    now,
    memory,
  }: {
    readonly marks: readonly PromiseMark[]
    readonly now: number
    readonly memory: CommitmentMemory
  },
): readonly Promised[] {
  const sent = answered.filter(({ reply }) => reply.state === 'sent')
  const read = sent.map((one) => ({ answered: one, commitments: commitmentsOf(memory, one) }))
  const later = read.map(({ answered: one, commitments }) => {
    return { at: one.reply.writtenAt, renews: commitments.some(({ isAnswer }) => isAnswer) }
  })
  const made = read.flatMap(({ answered: one, commitments }) =>
    commitments.map((commitment): Made => ({ answered: one, commitment })),
  )
  return made
    .map((one): Promised => {
      const { id, text, writtenAt } = one.answered.reply
      const { start, dueAt } = one.commitment
      const mark = marks.find((given) => given.reply === id && given.start === start)
      const state = mark?.value ?? stateOf(one, later, now)
      const words = around(text, one.commitment)
      return { reply: id, start, text: words, madeAt: writtenAt, dueAt, state, mark }
    })
    .reverse()
    .slice(0, shown)
}
