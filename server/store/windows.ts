import type { WindowGrant } from '../core/message.ts'
import type { WindowState } from '../core/store/outbox.ts'
import type { Db, EngineKind } from './engine.ts'
import { statement, type Statement } from './statement.ts'

/** What one kind of trigger opened. */
export interface Grant {
  readonly rule: string
  /** Sends it allows; null = any number until the deadline. */
  readonly count: number | null
  readonly used: number
  /** When the relay wrote it, epoch ms by the store's clock. */
  readonly since: number
  readonly deadline: number
}

export interface Ledger {
  readonly grants: readonly Grant[]
  readonly isReachable: boolean
}

export const unopened: Ledger = { grants: [], isReachable: true }

/**
 * A trigger sets its own rule anew and never adds to another: what the platforms leave open is read
 * the careful way. `at` is the trigger's time, `now` the store's.
 */
export function withGrant(
  ledger: Ledger,
  { rule, count, forMs }: WindowGrant,
  { at, now }: { at: number; now: number },
): Ledger {
  const deadline = at + forMs
  const earlier = ledger.grants.find((grant) => grant.rule === rule)
  // Mail that arrives late must not shorten what a newer message opened.
  const isOlder = earlier !== undefined && earlier.deadline > deadline
  const mine: Grant = isOlder ? earlier : { rule, count, used: 0, since: now, deadline }
  return {
    isReachable: true,
    grants: [...ledger.grants.filter((grant) => grant.rule !== rule), mine],
  }
}

function open(ledger: Ledger, now: number): readonly Grant[] {
  return ledger.grants.filter(({ deadline }) => deadline > now)
}

function remaining({ count, used }: Grant): number {
  return count === null ? Infinity : Math.max(0, count - used)
}

export function stateOf(ledger: Ledger, now: number): WindowState {
  const { isReachable, grants } = ledger
  const [best] = [...open(ledger, now)].sort((a, b) => {
    const [mine, other] = [remaining(a), remaining(b)]
    return mine === other ? b.deadline - a.deadline : other > mine ? 1 : -1
  })
  if (best) {
    const left = remaining(best)
    return { remaining: left === Infinity ? null : left, deadline: best.deadline, isReachable }
  }
  const last = grants.length > 0 ? Math.max(...grants.map(({ deadline }) => deadline)) : undefined
  return { remaining: 0, deadline: last, isReachable }
}

/** One send: every open grant is charged, since it is unknown which one the platform charges. */
export function charged(ledger: Ledger, now: number): Ledger {
  const grants = ledger.grants.map((grant) =>
    grant.deadline <= now ? grant : { ...grant, used: grant.used + 1 },
  )
  return { ...ledger, grants }
}

/** Takes a charge made at a time back. What was opened afterwards was never charged for it. */
export function refunded(ledger: Ledger, chargedAt: number): Ledger {
  const grants = ledger.grants.map((grant) =>
    grant.since > chargedAt || grant.deadline <= chargedAt || grant.used === 0
      ? grant
      : { ...grant, used: grant.used - 1 },
  )
  return { ...ledger, grants }
}

/** The platform says that nothing may be sent any more. */
export function closed(ledger: Ledger, isReachable: boolean): Ledger {
  const grants = ledger.grants.map((grant) => ({ ...grant, count: 0 }))
  return { grants, isReachable: ledger.isReachable && isReachable }
}

/** Why a send may not go, or undefined. */
export function refusalOf(
  ledger: Ledger,
  now: number,
): 'window_closed' | 'quota_used' | 'unreachable' | undefined {
  if (!ledger.isReachable) return 'unreachable'
  const usable = open(ledger, now)
  if (usable.length === 0) return 'window_closed'
  return usable.some((grant) => remaining(grant) > 0) ? undefined : 'quota_used'
}

export interface Place {
  readonly tenant: string
  readonly account: string
  readonly customer: string
}

interface LedgerRow {
  readonly grants: string
  readonly is_reachable: number
}

interface Ledgers {
  readonly read: Statement<LedgerRow>
  /** To be written in the same transaction: nobody else may write in between. */
  readonly lock: Statement<LedgerRow>
  readonly write: Statement<unknown>
}

const readText =
  'select grants, is_reachable from windows where tenant = ? and account = ? and customer = ?'

function ledgersOf(engine: EngineKind): Ledgers {
  return {
    read: statement(engine, readText),
    lock: statement(engine, engine === 'postgres' ? `${readText} for update` : readText),
    write: statement(
      engine,
      `insert into windows (tenant, account, customer, grants, is_reachable) values (?, ?, ?, ?, ?)
       on conflict (tenant, account, customer) do update set grants = excluded.grants, is_reachable = excluded.is_reachable`,
    ),
  }
}

const ledgers = { sqlite: ledgersOf('sqlite'), postgres: ledgersOf('postgres') }

interface OnEngine {
  readonly engine: { readonly kind: EngineKind }
}

export function ledgerOf(row: LedgerRow | undefined): Ledger {
  return row
    ? { grants: JSON.parse(row.grants) as Grant[], isReachable: row.is_reachable === 1 }
    : unopened
}

export async function readLedger(
  { engine }: OnEngine,
  db: Db,
  { tenant, account, customer }: Place,
): Promise<Ledger> {
  const [row] = await ledgers[engine.kind].read(db, [tenant, account, customer])
  return ledgerOf(row)
}

export async function lockLedger(
  { engine }: OnEngine,
  tx: Db,
  { tenant, account, customer }: Place,
): Promise<Ledger> {
  const [row] = await ledgers[engine.kind].lock(tx, [tenant, account, customer])
  return ledgerOf(row)
}

export async function writeLedger(
  { engine }: OnEngine,
  db: Db,
  { tenant, account, customer }: Place,
  ledger: Ledger,
): Promise<void> {
  const { grants, isReachable } = ledger
  await ledgers[engine.kind].write(db, [
    tenant,
    account,
    customer,
    JSON.stringify(grants),
    isReachable ? 1 : 0,
  ])
}
