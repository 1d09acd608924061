import type { Feed } from '../core/channel.ts'
import type { StopSignal } from '../core/clock.ts'
import type { AccountRuntime, Runtime } from './runtime.ts'

export interface RoundOptions {
  readonly hint?: string | undefined
  readonly stop?: StopSignal | undefined
}

/** How a round of pulling ended. */
export interface Round {
  /** Everything there was has been taken. */
  readonly isDone: boolean
  /** When to look again, ms. */
  readonly waitMs: number
}

export type PullRound = (served: AccountRuntime, feed: Feed, more?: RoundOptions) => Promise<Round>

const firstWaitMs = 1000
const longestWaitMs = 60_000

/** Feeds that are pulled when a callback says so. */
export interface ToldFeeds {
  /** Pulls now; told again during a pull, it pulls once more. Goes on until a pull succeeds. */
  pull(served: AccountRuntime, feed: Feed, hint?: string): void
  /** Resolves after the stop, when the last pull has ended. */
  run(stop: StopSignal): Promise<void>
}

interface Told {
  isAgain: boolean
  hint: string | undefined
}

function keyOf({ account }: AccountRuntime, feed: Feed): string {
  return `${account.tenant}/${account.id}/${feed.name}`
}

export function createToldFeeds({ clock }: Runtime, round: PullRound): ToldFeeds {
  const told = new Map<string, Told>()
  const running = new Set<Promise<void>>()
  const ending = new AbortController()
  const stop = ending.signal

  /** Nobody says it a second time: a pull that fails is repeated until it does not. */
  async function pullUntilDone(served: AccountRuntime, feed: Feed, state: Told): Promise<void> {
    let wait = firstWaitMs
    while (!stop.aborted) {
      state.isAgain = false
      const { isDone, waitMs } = await round(served, feed, { hint: state.hint, stop })
      if (isDone) {
        if (told.get(keyOf(served, feed))?.isAgain !== true) return
        continue
      }
      await clock.sleep(Math.min(wait, waitMs), stop)
      wait = Math.min(wait * 2, longestWaitMs)
    }
  }

  return {
    pull(served, feed, hint) {
      const key = keyOf(served, feed)
      const known = told.get(key)
      if (known) {
        known.isAgain = true
        known.hint = hint ?? known.hint
        return
      }
      const state: Told = { isAgain: false, hint }
      told.set(key, state)
      const task = pullUntilDone(served, feed, state).finally(() => {
        told.delete(key)
        running.delete(task)
      })
      running.add(task)
    },
    async run(outer) {
      await new Promise<void>((resolve) => {
        if (outer.aborted) resolve()
        outer.addEventListener('abort', () => resolve(), { once: true })
      })
      ending.abort()
      await Promise.all(running)
    },
  }
}
