import type { AgentOptions } from 'node:https'
import type { Clock } from '../core/clock.ts'
import { RelayError } from '../core/error.ts'
import type { HttpDoor, IncomingAnswer, OutgoingCall } from '../core/http.ts'
import type { Log } from '../core/log.ts'
import { callPlace } from './call-place.ts'
import { createConnections, type Connections } from './connections.ts'
import { exchange, type Attempt } from './exchange.ts'
import { fieldsText } from './outgoing-body.ts'
import { readUntrusted } from './untrusted-read.ts'
import { resolveAll, type Resolve } from './untrusted.ts'

export interface HttpDoorOptions {
  readonly clock: Clock
  readonly log: Log
  /** `host:port` of configured base addresses, exempt from the guard of untrusted calls. */
  readonly exemptHosts?: readonly string[]
  readonly agentOptions?: AgentOptions
  readonly resolve?: Resolve
}

interface World extends HttpDoorOptions {
  readonly exempt: ReadonlySet<string>
  readonly connections: Connections
}

const defaultTimeoutMs = 8000

function addressOf({ url, query }: OutgoingCall): string {
  const added = fieldsText(query ?? {})
  if (added === '') return url
  return `${url}${url.includes('?') ? '&' : '?'}${added}`
}

async function send(world: World, call: OutgoingCall, attempt: Attempt): Promise<IncomingAnswer> {
  const { clock, connections, exempt } = world
  const url = addressOf(call)
  if (call.untrusted) {
    const { allowedHosts } = call.untrusted
    return readUntrusted({ call, url, attempt, clock, connections, exempt, allowedHosts })
  }
  if (!URL.canParse(url)) {
    throw new RelayError('http.refused_address', 'The address of a call cannot be read.')
  }
  return exchange({ call, url, attempt, clock, connections, isGuarded: false })
}

/** One deadline over everything: names, connection, redirects and the last byte of the body. */
async function withDeadline(world: World, call: OutgoingCall): Promise<IncomingAnswer> {
  const progress: Attempt['progress'] = { mayHaveSent: false, hasTimedOut: false }
  const [deadline, done] = [new AbortController(), new AbortController()]
  void world.clock.sleep(call.timeoutMs ?? defaultTimeoutMs, done.signal).then(() => {
    if (done.signal.aborted) return
    progress.hasTimedOut = true
    deadline.abort()
  })
  try {
    return await send(world, call, { signal: deadline.signal, progress })
  } finally {
    done.abort()
  }
}

/** The one way out: deadlines, size limits, address guard, and errors that say whether anything was sent. */
export function createHttpDoor(options: HttpDoorOptions): HttpDoor {
  const { clock, log, resolve = resolveAll, agentOptions } = options
  const world: World = {
    ...options,
    exempt: new Set(options.exemptHosts),
    connections: createConnections(resolve, agentOptions),
  }
  return {
    async call(call) {
      const startedAt = clock.monotonic()
      const seen = { method: call.method, ...callPlace(call.url) }
      const passed = (): number => Math.round(clock.monotonic() - startedAt)
      try {
        const answer = await withDeadline(world, call)
        log.debug('http.call', { ...seen, status: answer.status, ms: passed() })
        return answer
      } catch (error) {
        const code = error instanceof RelayError ? error.code : 'unexpected'
        log.debug('http.failed', { ...seen, code, ms: passed() })
        throw error
      }
    },
  }
}
