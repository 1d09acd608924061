import type { StoreContext } from './context.ts'
import type { Db, EngineKind } from './engine.ts'
import type { Sorted } from './sort-places.ts'
import { manyRows, multiInsert, type ManyRows } from './statement.ts'
import type { Rows } from './tables.ts'
import { ledgerOf, unopened, withGrant, type Ledger } from './windows.ts'

export interface LedgerStatements {
  readonly lock: ManyRows<Rows['windows']>
  readonly write: ManyRows<unknown>
}

export function ledgerStatements(engine: EngineKind): LedgerStatements {
  const tail = engine === 'postgres' ? ' for update' : ''
  return {
    lock: manyRows(
      engine,
      2,
      (values) => `select tenant, account, customer, grants, is_reachable from windows
        where (account, customer) in (values ${values}) and tenant = ?${tail}`,
    ),
    write: multiInsert(engine, {
      table: 'windows',
      columns: ['tenant', 'account', 'customer', 'grants', 'is_reachable'],
      tail: `on conflict (tenant, account, customer) do update
        set grants = excluded.grants, is_reachable = excluded.is_reachable`,
    }),
  }
}

/** Who takes an authorisation or a post back is still there to be answered. */
function isDeparture({ message }: Sorted): boolean {
  return message.kind === 'withdrawal' && message.event?.name === 'unfollowed'
}

const nameOf = ({ row, message }: Sorted): string =>
  JSON.stringify([row.account, message.customer.id])

/** Grants and departures change what may be sent; several items of one customer are applied in order. */
export async function applyWindows(
  context: StoreContext,
  run: LedgerStatements,
  tx: Db,
  batch: readonly Sorted[],
): Promise<void> {
  const changing = batch.filter(
    (one) => one.row.wanted_state !== 'quarantined' && (one.message.grant || isDeparture(one)),
  )
  const [first] = changing
  if (!first) return
  const { tenant } = first.row
  const places = new Map(
    changing.map((one) => [nameOf(one), [one.row.account, one.message.customer.id] as const]),
  )
  const found = await run.lock(tx, [...places.values()], [tenant])
  const ledgers = new Map<string, Ledger>(
    found.map((row) => [JSON.stringify([row.account, row.customer]), ledgerOf(row)]),
  )
  for (const one of changing) {
    const { row, message } = one
    const times = { at: Math.min(message.sentAt, row.received_at), now: context.now() }
    const ledger: Ledger = message.grant
      ? withGrant(ledgers.get(nameOf(one)) ?? unopened, message.grant, times)
      : { grants: [], isReachable: false }
    ledgers.set(nameOf(one), ledger)
  }
  const rows = [...places].map(([name, place]) => {
    const { grants, isReachable } = ledgers.get(name) ?? unopened
    return [tenant, ...place, JSON.stringify(grants), isReachable ? 1 : 0]
  })
  await run.write(tx, rows)
}
