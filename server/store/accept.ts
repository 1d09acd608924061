import { sql } from 'kysely'
import type { InboundMessage } from '../core/message.ts'
import type { CursorMove } from '../core/store/inbox.ts'
import type { StoreContext } from './context.ts'
import type { Db } from './engine.ts'
import { appendAll, appendJournal } from './journal.ts'
import type { Acceptor, Prepared } from './prepared.ts'
import { multiInsert } from './statement.ts'

interface Waiting {
  readonly items: readonly Prepared[]
  readonly resolve: (outcomes: readonly ('new' | 'duplicate')[]) => void
  readonly reject: (error: unknown) => void
}

const columns = [
  'tenant',
  'id',
  'account',
  'channel',
  'key',
  'state',
  'wanted_state',
  'message',
  'raw',
  'is_answerable',
  'received_at',
  'due_at',
] as const

const at = Object.fromEntries(columns.map((name, i) => [name, i])) as Readonly<
  Record<(typeof columns)[number], number>
>

/** Repeats are counted: how often a platform has to try again says how well it is answered. */
async function noteDuplicates(
  context: StoreContext,
  tx: Db,
  items: readonly Prepared[],
): Promise<void> {
  const entries = items.map((item) => {
    const [tenant] = item
    const message = JSON.parse(String(item[at.message])) as InboundMessage
    const { sentAt: platformAt, kind, platformKind, customer } = message
    const place = { account: String(item[at.account]), channel: String(item[at.channel]) }
    const detail = { kind, platformKind }
    const about = { platformAt, ...place, customer: customer.id, detail }
    return {
      tenant,
      entry: { type: 'duplicate' as const, at: Number(item[at.received_at]), ...about },
    }
  })
  await appendAll(context, tx, entries)
}

async function moveCursor(context: StoreContext, tx: Db, move: CursorMove): Promise<void> {
  const { tenant, account, feed, cursor, gap } = move
  await tx
    .insertInto('cursors')
    .values({ tenant, account, feed, cursor })
    .onConflict((conflict) =>
      conflict.columns(['tenant', 'account', 'feed']).doUpdateSet({ cursor }),
    )
    .execute()
  if (!gap) return
  const row = {
    tenant,
    id: context.mint.id(),
    account,
    feed,
    cursor,
    body: JSON.stringify(gap),
    at: context.now(),
  }
  await tx.insertInto('gaps').values(row).execute()
  const detail = { feed, from: gap.from, to: gap.to, reason: gap.reason }
  await appendJournal(context)(tx, tenant, [{ type: 'gap', at: row.at, account, detail }])
}

/** Why the store can take nothing at all, or undefined. */
async function faultOf({ engine }: StoreContext): Promise<unknown> {
  try {
    await engine.transaction((tx) => sql`select 1`.execute(tx))
    return undefined
  } catch (error) {
    return error
  }
}

/** Two relays that are told the same must not wait for each other crosswise. */
function sortByKey(rows: (readonly unknown[])[]): void {
  const place = (row: readonly unknown[]): string =>
    [row[at.tenant], row[at.account], row[at.key]].join('\n')
  rows.sort((a, b) => (place(a) < place(b) ? -1 : 1))
}

interface Writer {
  readonly write: (tx: Db, items: readonly Prepared[]) => Promise<readonly ('new' | 'duplicate')[]>
  /** Commits what waits, all of it in one transaction where that works; answers are given after a flush. */
  readonly together: (batch: readonly Waiting[]) => Promise<void>
}

function createWriter(context: StoreContext, tell: (items: readonly Prepared[]) => void): Writer {
  const insert = multiInsert<{ id: string }>(context.engine.kind, {
    table: 'inbox',
    columns,
    tail: 'on conflict (tenant, account, key) do nothing returning id',
  })

  async function write(
    tx: Db,
    items: readonly Prepared[],
  ): Promise<readonly ('new' | 'duplicate')[]> {
    const ids = items.map(() => context.mint.id())
    const rows = items.map((item, i) => item.with(at.id, ids[i] ?? ''))
    if (context.engine.kind === 'postgres') sortByKey(rows)
    const inserted = new Set((await insert(tx, rows)).map(({ id }) => id))
    const isNew = ids.map((id) => inserted.has(id))
    const repeats = items.filter((_, i) => !isNew[i])
    if (repeats.length > 0) await noteDuplicates(context, tx, repeats)
    return isNew.map((is) => (is ? 'new' : 'duplicate'))
  }

  async function alone(one: Waiting): Promise<boolean> {
    try {
      const outcomes = await context.engine.transaction((tx) => write(tx, one.items))
      tell(one.items)
      one.resolve(outcomes)
      return true
    } catch (error) {
      one.reject(error)
      return false
    }
  }

  /** A bad item fails alone. A store that is down fails them all at once, not one timeout after another. */
  async function oneByOne(batch: readonly Waiting[]): Promise<void> {
    const rest = [...batch]
    for (let one = rest.shift(); one; one = rest.shift()) {
      if (await alone(one)) continue
      const fault = await faultOf(context)
      if (fault === undefined) continue
      for (const other of rest) other.reject(fault)
      return
    }
  }

  async function settle(
    batch: readonly Waiting[],
    outcomes: readonly ('new' | 'duplicate')[],
  ): Promise<void> {
    try {
      await context.engine.flush()
    } catch (error) {
      for (const { reject } of batch) reject(error)
      return
    }
    let at = 0
    for (const { items, resolve } of batch) resolve(outcomes.slice(at, (at += items.length)))
  }

  async function together(batch: readonly Waiting[]): Promise<void> {
    const all = batch.flatMap(({ items }) => items)
    let outcomes: readonly ('new' | 'duplicate')[]
    try {
      outcomes = await context.engine.lightly((tx) => write(tx, all))
    } catch {
      return oneByOne(batch)
    }
    tell(all)
    await settle(batch, outcomes)
  }

  return { write, together }
}

/**
 * Group commit: whatever was accepted in one turn of the event loop, or while the disk was busy with
 * the group before, is one transaction with one flush. (Written one by one meanwhile, they would cost a
 * transaction each.) Nobody is answered before that flush; the event loop reads the next callbacks
 * meanwhile. If the batch fails, its parts are tried one by one, so that a
 * bad one fails alone.
 */
export function createAcceptor(
  context: StoreContext,
  onAccepted: (tenants: ReadonlySet<string>) => void,
): Acceptor {
  let waiting: Waiting[] = []
  let isCommitting = false
  const { write, together } = createWriter(context, tell)

  /** Named before the answer: whoever was answered and looks at once must find it sorted. */
  function tell(items: readonly Prepared[]): void {
    onAccepted(new Set(items.map(([tenant]) => tenant)))
  }

  async function commitAll(): Promise<void> {
    const batch = waiting
    waiting = []
    await together(batch)
    isCommitting = waiting.length > 0
    if (isCommitting) commitSoon()
  }

  /** After the I/O of this turn: every callback that arrived together shares the commit. */
  function commitSoon(): void {
    isCommitting = true
    setImmediate(() => void commitAll())
  }

  return {
    async accept(items, move) {
      if (move) {
        const outcomes = await context.engine.transaction(async (tx) => {
          const written = items.length === 0 ? [] : await write(tx, items)
          await moveCursor(context, tx, move)
          return written
        })
        tell(items)
        return outcomes
      }
      if (items.length === 0) return []
      return new Promise((resolve, reject) => {
        waiting.push({ items, resolve, reject })
        if (!isCommitting) commitSoon()
      })
    },
  }
}
