import { sql } from 'kysely'
import type { Clock } from '../core/clock.ts'
import type { Log } from '../core/log.ts'
import type { Store } from '../core/store/index.ts'
import { createBudgets } from './budgets.ts'
import type { StoreContext } from './context.ts'
import { countStates } from './counts.ts'
import { createDeadLetters } from './dead-letters.ts'
import type { Db, Engine } from './engine.ts'
import { openEngine } from './open-engine.ts'
import { createMint } from './ids.ts'
import { createInbox } from './inbox.ts'
import { createJournal } from './journal.ts'
import { createKept, createLeases, createSecrets } from './kept.ts'
import { openKeyring, rewrapKeys } from './keyring.ts'
import { createMedia } from './media.ts'
import { migrate } from './migrate.ts'
import { createOutbox } from './outbox.ts'
import { advisePlanner } from './planner.ts'
import { createSorter } from './sorter.ts'
import { guarded, storeError, translated } from './store-error.ts'
import { createTokens } from './tokens.ts'
import { createTouched } from './touched.ts'

export interface StoreOptions {
  /** `sqlite:PATH` or `postgres://…`. */
  readonly url: string
  /** 32 bytes. */
  readonly masterKey: Uint8Array
  /** Keys this store may still be sealed with; what opens under them is sealed anew at once. */
  readonly previousMasterKeys?: readonly Uint8Array[]
  readonly clock: Clock
  readonly log: Log
  readonly owner?: string
}

const skewEveryMs = 60_000

/** Small differences are network time, not clocks. */
function notable(ms: number): number {
  return Math.abs(ms) < 250 ? 0 : ms
}

/** Keeps the difference to the server's clock; two relays with odd clocks must agree on leases. */
async function storeTime(engine: Engine, clock: Clock): Promise<() => number> {
  let skew = notable(await engine.skewMs())
  let measuredAt = clock.monotonic()
  return () => {
    if (engine.kind === 'postgres' && clock.monotonic() - measuredAt > skewEveryMs) {
      measuredAt = clock.monotonic()
      engine.skewMs().then(
        (ms) => (skew = notable(ms)),
        () => undefined,
      )
    }
    return clock.now() + skew
  }
}

/** Newest id and position of earlier runs: one look at the end of each tenant's key and at what waits. */
async function newest(db: Db): Promise<{ id: string | undefined; position: number }> {
  const { rows } = await sql<{ id: string | null; reply: number | null; note: number | null }>`
    select max((select max(i.id) from inbox i where i.tenant = h.tenant)) as id,
      (select max(position) from deliveries where state in ('queued', 'sending', 'unknown')) as reply,
      (select max(position) from notices where state = 'waiting') as note
    from journal_heads h`.execute(db)
  const [row] = rows
  return { id: row?.id ?? undefined, position: Math.max(row?.reply ?? 0, row?.note ?? 0) }
}

function assemble(context: StoreContext, owner: string): Store {
  const sorter = createSorter(context)
  const leases = createLeases(context)
  return {
    inbox: guarded(createInbox(context, sorter)),
    outbox: guarded(createOutbox(context, sorter)),
    touched: guarded(createTouched(context)),
    deadLetters: guarded(createDeadLetters(context)),
    journal: guarded(createJournal(context)),
    budgets: guarded(createBudgets(context)),
    // Not guarded as a whole: what the caller's own work throws passes through untouched.
    tokens: createTokens(context, guarded(leases), owner),
    leases: guarded(leases),
    kept: guarded(createKept(context)),
    secrets: guarded(createSecrets(context)),
    media: guarded(createMedia(context)),
    async ping() {
      await translated(() => sql`select 1`.execute(context.db))
    },
    async counts() {
      await translated(() => sorter.settle())
      return translated(() => countStates(context.db))
    },
    close: () => context.engine.close(),
  }
}

/** Opens and, where needed, creates or upgrades a store. Every fault is one clear RelayError. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { clock, log, masterKey, previousMasterKeys = [], owner = `p${process.pid}` } = options
  const engine = await openEngine(options.url)
  try {
    await migrate(engine)
    await advisePlanner(engine)
    const keyring = await openKeyring(engine, masterKey, previousMasterKeys)
    const now = await storeTime(engine, clock)
    const mint = createMint({ now, after: await newest(engine.db) })
    return assemble({ engine, db: engine.db, clock, log, mint, keyring, now }, owner)
  } catch (error) {
    await engine.close()
    throw storeError(error)
  }
}

/**
 * Seals every tenant's data key under a new master key; answers how many. Secrets themselves stay as
 * they are. Relays that still run with the old key need a restart with the new one. @public
 */
export async function rotateMasterKey(options: {
  readonly url: string
  readonly masterKey: Uint8Array
  readonly newMasterKey: Uint8Array
}): Promise<number> {
  const engine = await openEngine(options.url)
  try {
    await migrate(engine)
    return await rewrapKeys(engine, options.masterKey, options.newMasterKey)
  } finally {
    await engine.close()
  }
}
