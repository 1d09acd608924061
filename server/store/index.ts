import { sql } from 'kysely'
import type { Clock } from '../core/clock.ts'
import type { Store } from '../core/store/index.ts'
import { createAcceptor } from './accept.ts'
import { createMailBell, storeOf, type StoreOptions, type StoreParts } from './assembled.ts'
import { createBudgets } from './budgets.ts'
import type { StoreContext } from './context.ts'
import { countStates } from './counts.ts'
import { createDeadLetters } from './dead-letters.ts'
import type { Db, Engine } from './engine.ts'
import { openEngine } from './open-engine.ts'
import { createDocuments } from './documents.ts'
import { createMint } from './ids.ts'
import { createDismissals, createIntents } from './intents.ts'
import { createInbox } from './inbox.ts'
import { createJournal } from './journal.ts'
import { createKept, createLeases, createSecrets } from './kept.ts'
import { createKpi } from './kpi.ts'
import { openKeyring, rewrapKeys } from './keyring.ts'
import { createLearning } from './learning.ts'
import { createMedia } from './media.ts'
import { migrate } from './migrate.ts'
import { createOutbox } from './outbox.ts'
import { createPeople } from './people.ts'
import { advisePlanner } from './planner.ts'
import { createSorter } from './sorter.ts'
import { guarded, storeError } from './store-error.ts'
import { createTokenRows } from './token-rows.ts'
import { createTouched } from './touched.ts'

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

function partsOf(context: StoreContext, onMail: () => void): StoreParts {
  const sorter = createSorter(context)
  return {
    inbox: guarded(createInbox(context, sorter)),
    acceptor: guarded(
      createAcceptor(context, (tenants) => {
        sorter.mark(tenants)
        onMail()
      }),
    ),
    outbox: guarded(createOutbox(context, sorter)),
    touched: guarded(createTouched(context)),
    deadLetters: guarded(createDeadLetters(context)),
    journal: guarded(createJournal(context)),
    budgets: guarded(createBudgets(context)),
    leases: guarded(createLeases(context)),
    kept: guarded(createKept(context)),
    secrets: guarded(createSecrets(context)),
    media: guarded(createMedia(context)),
    documents: guarded(createDocuments(context)),
    intents: guarded(createIntents(context)),
    dismissals: guarded(createDismissals(context)),
    people: guarded(createPeople(context)),
    kpi: guarded(createKpi(context)),
    learning: guarded(createLearning(context)),
    tokenRows: guarded(createTokenRows(context)),
    whole: guarded({
      async ping() {
        await sql`select 1`.execute(context.db)
      },
      async counts() {
        await sorter.settle()
        return countStates(context.db)
      },
      close: () => context.engine.close(),
    }),
  }
}

/** Opens and, where needed, creates or upgrades a store. Every fault is one clear RelayError. */
export async function openParts(
  options: StoreOptions,
  onMail: () => void,
): Promise<{ readonly parts: StoreParts; readonly now: () => number }> {
  const { clock, log, masterKey, previousMasterKeys = [] } = options
  const engine = await openEngine(options.url)
  try {
    await migrate(engine)
    await advisePlanner(engine)
    const keyring = await openKeyring(engine, masterKey, previousMasterKeys)
    const now = await storeTime(engine, clock)
    const mint = createMint({ now, after: await newest(engine.db) })
    const context = { engine, db: engine.db, clock, log, mint, keyring, now }
    return { parts: partsOf(context, onMail), now }
  } catch (error) {
    await engine.close()
    throw storeError(error)
  }
}

/** The same as one store, in this thread. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const mail = createMailBell()
  const { parts, now } = await openParts(options, mail.ring)
  return storeOf(parts, { ...options, now, mail })
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
