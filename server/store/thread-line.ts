import type { MessagePort } from 'node:worker_threads'
import { isRelayError, RelayError, type Retry, type SafeDetails } from '../core/error.ts'
import type { ErrorCode } from '../core/error-codes.ts'

/** What both ends of a thread have: `Worker`, `parentPort`, `MessagePort`. */
export interface Port {
  postMessage(message: unknown, given?: readonly MessagePort[]): void
  on(event: 'message', listener: (message: unknown) => void): unknown
}

/** Two threads calling each other's functions by name. */
export interface Line {
  /** What the other side answers, or throws. Functions among the arguments are called back here. */
  ask(target: string, given: readonly unknown[]): Promise<unknown>
  /** The same where no answer is wanted. */
  tell(target: string, given: readonly unknown[]): void
  /** Hands an end of a channel over, as the last argument. */
  hand(target: string, end: MessagePort): Promise<unknown>
  /** Everything unanswered fails with this. */
  end(error: unknown): void
}

interface Ask {
  /** 0 = no answer is wanted. */
  readonly id: number
  readonly target: string
  readonly given: readonly unknown[]
  /** Position of each function among the arguments, with the number it is called by. */
  readonly functions?: readonly (readonly [at: number, id: number])[]
}

type Answer = { readonly id: number } & ({ readonly value: unknown } | { readonly error: unknown })

interface Parcel {
  readonly asks: readonly Ask[]
  readonly answers: readonly Answer[]
}

interface CarriedRelayError {
  readonly relay: ErrorCode
  readonly message: string
  readonly retry: Retry
  readonly details: SafeDetails
  readonly outcome: 'not_done' | 'unknown'
  readonly cause: unknown
}

/** Cloning keeps an Error's kind and message; of ours the code must survive too. */
function packed(error: unknown): unknown {
  if (!isRelayError(error)) return error
  const { code: relay, message, retry, details, outcome } = error
  const cause = error.cause instanceof Error ? new Error(error.cause.message) : undefined
  return { relay, message, retry, details, outcome, cause } satisfies CarriedRelayError
}

function unpacked(error: unknown): unknown {
  if (typeof error !== 'object' || error === null || !('relay' in error)) return error
  const { relay, message, ...extras } = error as CarriedRelayError
  return new RelayError(relay, message, extras)
}

export interface LineOptions {
  readonly port: Port
  /** Answers what the other side asks for. */
  readonly serve: (target: string, given: readonly unknown[]) => unknown
  /** Targets that come by the dozen: a message between threads costs more than its words. */
  readonly gathered: ReadonlySet<string>
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/** The other side may begin while more is gathered: a turn that reads thirty callbacks takes milliseconds. */
const mostGathered = 16

/** Carries what is said: at once, or what is said in one turn of the event loop together. */
function createMail(port: Port) {
  let asks: Ask[] = []
  let answers: Answer[] = []
  let isSending = false

  function send(ends: readonly MessagePort[] = []): void {
    if (asks.length + answers.length === 0) return
    const parcel: Parcel = { asks, answers }
    asks = []
    answers = []
    port.postMessage(parcel, ends)
  }

  function later(): void {
    if (isSending) return
    isSending = true
    setImmediate(() => {
      isSending = false
      send()
    })
  }

  return {
    ask(one: Ask, isPatient: boolean, ends?: readonly MessagePort[]): void {
      asks.push(one)
      if (isPatient && asks.length < mostGathered) later()
      else send(ends)
    },
    answer(one: Answer, isPatient: boolean): void {
      answers.push(one)
      if (isPatient) later()
      else send()
    },
  }
}

export function createLine({ port, serve, gathered }: LineOptions): Line {
  const mail = createMail(port)
  const waiting = new Map<number, Waiting>()
  const lent = new Map<number, (...given: unknown[]) => unknown>()
  let ids = 0

  function lend(given: readonly unknown[]): {
    given: readonly unknown[]
    numbers: [number, number][]
  } {
    const numbers: [number, number][] = []
    const rest = given.map((one, at) => {
      if (typeof one !== 'function') return one
      lent.set((ids += 1), one as (...given: unknown[]) => unknown)
      numbers.push([at, ids])
      return undefined
    })
    return { given: rest, numbers }
  }

  function ask(target: string, all: readonly unknown[]): Promise<unknown> {
    const { given, numbers } = lend(all)
    const id = (ids += 1)
    const answered = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
    const one = { id, target, given, ...(numbers.length > 0 && { functions: numbers }) }
    mail.ask(one, gathered.has(target))
    if (numbers.length === 0) return answered
    return answered.finally(() => numbers.forEach(([, number]) => lent.delete(number)))
  }

  function argumentsOf({ given, functions = [] }: Ask): readonly unknown[] {
    if (functions.length === 0) return given
    const all = [...given]
    for (const [at, number] of functions)
      all[at] = (...inner: unknown[]) => ask(`#${number}`, inner)
    return all
  }

  async function work(one: Ask): Promise<void> {
    const { id, target } = one
    const isPatient = gathered.has(target)
    try {
      const given = argumentsOf(one)
      const own = target.startsWith('#') ? lent.get(Number(target.slice(1))) : undefined
      const value = await (own ? own(...given) : serve(target, given))
      if (id !== 0) mail.answer({ id, value }, isPatient)
    } catch (error) {
      if (id !== 0) mail.answer({ id, error: packed(error) }, isPatient)
    }
  }

  port.on('message', (message) => {
    const { asks, answers } = message as Parcel
    for (const answer of answers) {
      const asked = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('error' in answer) asked?.reject(unpacked(answer.error))
      else asked?.resolve(answer.value)
    }
    for (const one of asks) void work(one)
  })

  return {
    ask,
    hand(target, end) {
      const id = (ids += 1)
      const answered = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
      mail.ask({ id, target, given: [end] }, false, [end])
      return answered
    },
    tell(target, given) {
      mail.ask({ id: 0, target, given }, gathered.has(target))
    },
    end(error) {
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    },
  }
}
