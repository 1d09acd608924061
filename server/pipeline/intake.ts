import { RelayError } from '../core/error.ts'
import type { Acceptance, CursorMove } from '../core/store/inbox.ts'
import type { Runtime } from './runtime.ts'

/** Store commits that take longer count as "store down" (the platform waits 5 s in all). */
const commitPatienceMs = 1500

interface SpoolRecord {
  readonly items: readonly Acceptance[]
}

/** Commits under way, oldest first, and when each must be done: one timer watches them all. */
interface Patience {
  race<T>(work: Promise<T>): Promise<T>
}

const watchers = new WeakMap<Runtime, Patience>()

function patienceOf(runtime: Runtime): Patience {
  const known = watchers.get(runtime)
  if (known) return known
  const made = createPatience(runtime)
  watchers.set(runtime, made)
  return made
}

function createPatience({ clock }: Runtime): Patience {
  const waiting = new Map<symbol, { readonly dueAt: number; readonly giveUp: () => void }>()
  let isWatching = false

  async function watch(): Promise<void> {
    isWatching = true
    while (waiting.size > 0) {
      await clock.sleep(commitPatienceMs / 5)
      for (const [id, { dueAt, giveUp }] of waiting) {
        if (dueAt > clock.monotonic()) break
        waiting.delete(id)
        giveUp()
      }
    }
    isWatching = false
  }

  return {
    race(work) {
      const id = Symbol('commit')
      return new Promise((resolve, reject) => {
        const giveUp = (): void =>
          reject(new RelayError('store.unavailable', 'The store did not commit in time.'))
        waiting.set(id, { dueAt: clock.monotonic() + commitPatienceMs, giveUp })
        if (!isWatching) void watch()
        work.then(resolve, reject).finally(() => waiting.delete(id))
      })
    },
  }
}

/** The store's answer, or `store.unavailable` when a waiting platform cannot be kept any longer. */
export function inTime<T>(runtime: Runtime, work: Promise<T>): Promise<T> {
  return patienceOf(runtime).race(work)
}

/**
 * Makes items durable: in the store, or while it is down in the sealed local spool. Resolves only
 * when they are; throws when neither works, and then the platform must hear a failure.
 */
export async function takeIn(runtime: Runtime, items: readonly Acceptance[]): Promise<void> {
  if (items.length === 0) return
  if (runtime.spool.isEmpty()) {
    try {
      await inTime(runtime, runtime.store.inbox.accept(items))
      return
    } catch (error) {
      runtime.log.error('inbox.store_down', {
        message: error instanceof Error ? error.message : '',
      })
    }
  }
  // While the spool holds mail, newer mail joins its tail so that order holds.
  const record: SpoolRecord = { items }
  await runtime.spool.append([new TextEncoder().encode(JSON.stringify(record))])
  runtime.metrics.count('spooled')
}

/** Items and cursor in one transaction; pulled feeds never use the spool, the platform keeps them. */
export async function takeInPage(
  runtime: Runtime,
  items: readonly Acceptance[],
  move: CursorMove,
): Promise<void> {
  await runtime.store.inbox.accept(items, move)
}

/** Moves spooled mail into the store, oldest first. Keys make a repeat harmless. */
export async function drainSpool(runtime: Runtime): Promise<void> {
  if (runtime.spool.isEmpty()) return
  await runtime.spool.drain(async (record) => {
    const { items } = JSON.parse(new TextDecoder().decode(record)) as SpoolRecord
    await runtime.store.inbox.accept(items)
  })
}
