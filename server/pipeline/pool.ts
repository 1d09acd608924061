import type { Clock, StopSignal } from '../core/clock.ts'
import type { Log } from '../core/log.ts'
import { isRelayError } from '../core/error.ts'
import type { Wake, WorkName } from './wake.ts'

interface PoolOptions<Item> {
  readonly name: WorkName
  readonly width: number
  readonly clock: Clock
  readonly log: Log
  readonly wake: Wake
  /** Takes up to `limit` items under lease. */
  claim(limit: number): Promise<readonly Item[]>
  /** Must settle the item in the store; a throw is logged and left to the lease. */
  work(item: Item): Promise<void>
  /** Earliest time something becomes due, epoch ms. */
  nextDueAt(): Promise<number | undefined>
  /** Least time between two claims, ms: under load they are made for many items at once. */
  readonly minGapMs?: number
  /** Longest nap, ms: bounds the delay when another process made work. */
  readonly idleMs: number
}

export interface Pool {
  /** Runs until stopped; resolves when the last item has settled. */
  run(stop: StopSignal): Promise<void>
  /** One claim and all its work, for tests and draining. Answers how many items there were. */
  once(): Promise<number>
}

function failure(error: unknown): { code: string; message: string } {
  return isRelayError(error)
    ? { code: error.code, message: error.message }
    : { code: 'unexpected', message: error instanceof Error ? error.message : 'not an error' }
}

const blockedMs = 100

/** A claim-and-work loop with bounded width; items do not wait for one another. */
export function createPool<Item>(options: PoolOptions<Item>): Pool {
  const { name, width, clock, log, wake } = options
  const running = new Set<Promise<void>>()
  let claimedAt = -Infinity

  function start(item: Item): void {
    const task: Promise<void> = options
      .work(item)
      .catch((error: unknown) => log.error('pool.item_failed', { pool: name, ...failure(error) }))
      .finally(() => {
        running.delete(task)
        wake.call(name)
      })
    running.add(task)
  }

  async function fill(stop: StopSignal): Promise<number> {
    const sinceLast = clock.monotonic() - claimedAt
    if (options.minGapMs !== undefined && sinceLast < options.minGapMs) {
      await clock.sleep(options.minGapMs - sinceLast, stop)
      // Stopped meanwhile: whatever is claimed now would only have to be given back.
      if (stop.aborted) return 0
    }
    claimedAt = clock.monotonic()
    const room = width - running.size
    if (room <= 0) return 0
    const items = await options.claim(room)
    for (const item of items) start(item)
    return items.length
  }

  /** What is due but was not claimed is leased elsewhere or paused: looking at once again is no use. */
  function napMs(due: number | undefined): number {
    if (due === undefined) return options.idleMs
    const untilDue = due - clock.now()
    return untilDue <= 0 ? blockedMs : Math.min(options.idleMs, Math.max(untilDue, 5))
  }

  async function nap(stop: StopSignal): Promise<void> {
    const due = running.size >= width ? undefined : await options.nextDueAt()
    const timer = new AbortController()
    await Promise.race([
      clock.sleep(napMs(due), timer.signal),
      wake.wait(name),
      stopped(stop, timer.signal),
    ])
    timer.abort()
  }

  return {
    async run(stop) {
      while (!stop.aborted) {
        try {
          if ((await fill(stop)) === 0) await nap(stop)
        } catch (error) {
          log.error('pool.claim_failed', { pool: name, ...failure(error) })
          await clock.sleep(1000, stop)
        }
      }
      await Promise.all(running)
    },
    async once() {
      const items = await options.claim(width)
      for (const item of items) start(item)
      await Promise.all(running)
      return items.length
    },
  }
}

/** Resolves when stopped; `over` takes the listener away again. */
function stopped(stop: StopSignal, over: StopSignal): Promise<void> {
  if (stop.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const end = (): void => resolve()
    stop.addEventListener('abort', end, { once: true })
    over.addEventListener('abort', () => stop.removeEventListener('abort', end), { once: true })
  })
}
