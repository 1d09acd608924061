import type { AxiosInstance, AxiosResponse } from 'axios'
import { addressOf, type AnswerOf, type BodyOf, type Endpoint } from '../../server/api/endpoint.ts'
import { refusal, type Refusal } from '../../server/api/refusal.ts'
import { renewSession, type Session } from '../../server/api/session.ts'

type Why =
  /** No answer, or none that could be read: try again. */
  | 'unreachable'
  /** The session cannot be renewed: Zendesk must load the page again. */
  | 'ended'
  /** The relay said no; `refusal` says why. */
  | 'refused'

/** A call that did not work out. */
export class RelayProblem extends Error {
  readonly why: Why
  readonly status: number
  readonly refusal: Refusal['error'] | undefined
  constructor(why: Why, status = 0, said?: Refusal['error']) {
    super(said?.code ?? why)
    this.name = 'RelayProblem'
    this.why = why
    this.status = status
    this.refusal = said
  }
}

export interface CallParts<E extends Endpoint> {
  readonly parts?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly body?: BodyOf<E>
  /** Gives up after this long. Absent: 8 s. */
  readonly timeoutMs?: number
}

export interface Relay {
  readonly session: () => Session
  /** The relay's clock, epoch ms, reckoned from its last answer. */
  readonly now: () => number
  /** Throws RelayProblem. */
  call<E extends Endpoint>(endpoint: E, more?: CallParts<E>): Promise<AnswerOf<E>>
}

export interface RelayOptions {
  readonly http: Pick<AxiosInstance, 'request'>
  readonly session: Session
  readonly clock?: () => number
}

const usualTimeoutMs = 8000
/** Renewed this long before it ends, so that no call meets the end. */
const earlyMs = 60_000

interface Bare {
  readonly endpoint: Endpoint
  readonly more: Omit<CallParts<Endpoint>, 'body'> & { readonly body?: unknown }
  readonly token: string
}

async function request(
  http: RelayOptions['http'],
  { endpoint, more, token }: Bare,
): Promise<AxiosResponse<unknown>> {
  try {
    return await http.request<unknown>({
      method: endpoint.method,
      url: addressOf(endpoint, more.parts, more.query),
      headers: { authorization: `Bearer ${token}` },
      timeout: more.timeoutMs ?? usualTimeoutMs,
      validateStatus: () => true,
      ...(more.body !== undefined && { data: more.body }),
    })
  } catch {
    throw new RelayProblem('unreachable')
  }
}

function readAnswer<E extends Endpoint>(
  endpoint: E,
  { status, data }: AxiosResponse<unknown>,
): AnswerOf<E> {
  if (status >= 200 && status < 300) {
    const read = endpoint.answer.safeParse(data)
    if (!read.success) throw new RelayProblem('unreachable', status)
    return read.data as AnswerOf<E>
  }
  const said = refusal.safeParse(data)
  // A proxy's own page, or a relay that is down: come again.
  if (!said.success || status >= 500)
    throw new RelayProblem('unreachable', status, said.data?.error)
  throw new RelayProblem(status === 401 ? 'ended' : 'refused', status, said.data.error)
}

/** Calls the relay as the agent who opened the page; renews the session by itself, one renewal at a time. */
export function relayClient({ http, session, clock = Date.now }: RelayOptions): Relay {
  let current = session
  let offsetMs = 0
  let renewing: Promise<void> | undefined

  function keepTime(answer: AxiosResponse<unknown>, askedAt: number): void {
    const told = (answer.data as { serverNow?: unknown } | null)?.serverNow
    const at = typeof told === 'string' ? Date.parse(told) : NaN
    // Half of the way there and back belongs to the answer.
    if (Number.isFinite(at)) offsetMs = at - (askedAt + clock()) / 2
  }
  const now = (): number => clock() + offsetMs

  async function renewOnce(): Promise<void> {
    const answer = await request(http, { endpoint: renewSession, more: {}, token: current.token })
    current = readAnswer(renewSession, answer)
  }
  function renew(): Promise<void> {
    renewing ??= renewOnce().finally(() => (renewing = undefined))
    return renewing
  }

  return {
    session: () => current,
    now,
    async call(endpoint, more = {}) {
      if (Date.parse(current.expiresAt) - now() < earlyMs) await renew()
      const asked = { endpoint, more }
      const askedAt = clock()
      let answer = await request(http, { ...asked, token: current.token })
      if (answer.status === 401) {
        await renew()
        answer = await request(http, { ...asked, token: current.token })
      }
      keepTime(answer, askedAt)
      return readAnswer(endpoint, answer)
    },
  }
}
