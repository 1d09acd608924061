import type { ChannelDoors } from '../core/channel.ts'
import type { IncomingAnswer, OutgoingCall } from '../core/http.ts'
import type { Budgets, Token, TokenKeeper } from '../core/store/shared.ts'
import { FakeClock } from './fake-clock.ts'
import { recordingLog } from './silent-log.ts'

/** What the platform answers to a call, as JSON. Throw to break the line. */
export type PlatformScript = (call: OutgoingCall) => {
  readonly status?: number
  readonly json: unknown
}

export interface ScriptedDoors {
  readonly doors: ChannelDoors
  readonly clock: FakeClock
  readonly calls: OutgoingCall[]
  /** Everything that was logged, as one text. */
  logged(): string
}

function answerOf(status: number, json: unknown): IncomingAnswer {
  const text = JSON.stringify(json)
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(text),
    text: () => text,
  }
}

/** Keeps tokens in memory, as the store's keeper does in rows. */
function memoryTokens(): TokenKeeper {
  const known = new Map<string, Token>()
  return {
    async use({ tenant, key, fetch, work, isStale }) {
      const id = `${tenant}/${key}`
      const token = known.get(id) ?? (await fetch(undefined))
      known.set(id, token)
      try {
        return await work(token.value)
      } catch (error) {
        if (!isStale(error)) throw error
      }
      const renewed = await fetch(token)
      known.set(id, renewed)
      return work(renewed.value)
    },
    peek: (tenant, key) => Promise.resolve(known.get(`${tenant}/${key}`)),
  }
}

const plenty: Budgets = {
  take: () => Promise.resolve({ ok: true, left: 1_000 }),
  left: () => Promise.resolve(1_000),
  block: () => Promise.resolve(),
}

/** A channel's doors in front of a platform that answers by script. */
export function scriptedDoors(script: PlatformScript): ScriptedDoors {
  const clock = new FakeClock()
  const log = recordingLog()
  const calls: OutgoingCall[] = []
  return {
    clock,
    calls,
    logged: () => log.lines.join('\n'),
    doors: {
      clock,
      log,
      tokens: memoryTokens(),
      budgets: plenty,
      http: {
        async call(call) {
          calls.push(call)
          const { status = 200, json } = script(call)
          return answerOf(status, json)
        },
      },
    },
  }
}
