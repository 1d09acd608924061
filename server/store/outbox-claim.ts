import { sql } from 'kysely'
import type { JournalEntry } from '../core/journal.ts'
import type { ClaimedDelivery } from '../core/store/outbox.ts'
import type { StoreContext } from './context.ts'
import type { Db } from './engine.ts'
import { appendAll } from './journal.ts'
import { contentOf } from './reply-parts.ts'
import { readReply, refreshReply, replyRow } from './reply-rows.ts'
import type { Rows } from './tables.ts'
import { privatePlace } from './window-places.ts'
import { charged, lockLedger, refusalOf, writeLedger } from './windows.ts'

/** Later parts wait this long for the decision about an unconfirmed one. */
const unknownBlocksMs = 30_000

interface ClaimOptions {
  readonly owner: string
  readonly limit: number
  readonly forMs: number
  /** `tenant/account` whose private sends need an open window. */
  readonly needsWindow: readonly string[]
}

type Claim = ClaimedDelivery & { windowRefused?: 'window_closed' | 'quota_used' | 'unreachable' }
type Row = Rows['deliveries']

/**
 * Due parts which have no earlier part of their conversation still open. States are written out here
 * and wherever work is looked for: only then is a small index of what waits used, and not the whole past.
 */
async function dueParts(context: StoreContext, tx: Db, limit: number): Promise<readonly Row[]> {
  const at = context.now()
  let query = tx
    .selectFrom('deliveries as d')
    .selectAll('d')
    .where('d.state', '=', sql.lit('queued'))
    .where('d.run_at', '<=', at)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('deliveries as e')
            .select('e.id')
            .whereRef('e.tenant', '=', 'd.tenant')
            .whereRef('e.conversation', '=', 'd.conversation')
            .where(sql<boolean>`e.state in ('queued', 'sending', 'unknown')`)
            .where((or) =>
              or.or([
                // Whatever its place: two answers to one customer never travel side by side.
                or('e.state', '=', 'sending'),
                or.and([
                  or('e.position', '<', or.ref('d.position')),
                  or.or([
                    or('e.state', '=', 'queued'),
                    or('e.updated_at', '>', at - unknownBlocksMs),
                  ]),
                ]),
              ]),
            ),
        ),
      ),
    )
    .orderBy('d.position')
    .limit(limit)
  if (context.engine.kind === 'postgres') query = query.forUpdate('d').skipLocked()
  return query.execute()
}

/** Whether a claim can find anything at all. */
export async function isAnyDue({ db, now }: StoreContext): Promise<boolean> {
  const row = await db
    .selectFrom('deliveries')
    .select('id')
    .where('state', '=', sql.lit('queued'))
    .where('run_at', '<=', now())
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Consumes a slot, or says why there is none. */
async function chargeWindow(
  context: StoreContext,
  tx: Db,
  row: Row,
  options: ClaimOptions,
): Promise<Claim['windowRefused'] | 'free' | 'charged'> {
  if (!options.needsWindow.includes(`${row.tenant}/${row.account}`)) return 'free'
  const isTyping = (JSON.parse(row.content) as { type: string }).type === 'typing'
  const place = isTyping ? undefined : await privatePlace(tx, row)
  if (!place) return 'free'
  const ledger = await lockLedger(context, tx, place)
  const refusal = refusalOf(ledger, context.now())
  if (refusal) return refusal
  await writeLedger(context, tx, place, charged(ledger, context.now()))
  return 'charged'
}

export function deliveryEntry(row: Row, type: JournalEntry['type'], at: number): JournalEntry {
  return {
    type,
    at,
    account: row.account,
    conversation: row.conversation,
    reply: row.reply,
    detail: { part: row.seq },
  }
}

async function take(
  context: StoreContext,
  tx: Db,
  row: Row,
  options: ClaimOptions,
): Promise<Claim> {
  const at = context.now()
  const window = await chargeWindow(context, tx, row, options)
  const claimed = await tx
    .updateTable('deliveries')
    .set((eb) => ({
      state: 'sending',
      owner: options.owner,
      until: at + options.forMs,
      fence: eb('fence', '+', 1),
      tries: eb('tries', '+', 1),
      first_attempt_at: row.first_attempt_at ?? at,
      took_window: window === 'charged' ? 1 : 0,
      updated_at: at,
    }))
    .where('tenant', '=', row.tenant)
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const reply = await refreshReply(tx, at, { tenant: row.tenant, id: row.reply })
  const isRefused =
    window === 'window_closed' || window === 'quota_used' || window === 'unreachable'
  const claim = await claimOf(tx, claimed, reply, options.owner)
  return { ...claim, tries: row.tries, ...(isRefused && { windowRefused: window }) }
}

export async function claimOf(
  tx: Db,
  row: Row,
  reply: ClaimedDelivery['reply'],
  owner: string,
): Promise<ClaimedDelivery> {
  return {
    tenant: row.tenant,
    id: row.id,
    reply,
    seq: row.seq,
    content: await contentOf(tx, row),
    tries: row.tries,
    fence: row.fence,
    owner,
    firstAttemptAt: row.first_attempt_at ?? row.updated_at,
  }
}

/** Claims due parts for sending, one per conversation, in order. */
export function claimDeliveries(
  context: StoreContext,
  options: ClaimOptions,
): Promise<readonly Claim[]> {
  return context.engine.transaction(async (tx) => {
    const claims: Claim[] = []
    const rows = await dueParts(context, tx, options.limit)
    for (const row of rows) claims.push(await take(context, tx, row, options))
    const at = context.now()
    const started = rows.map((row) => ({
      tenant: row.tenant,
      entry: deliveryEntry(row, 'sending', at),
    }))
    await appendAll(context, tx, started)
    return claims
  })
}

/** Unknown parts whose time to look has come, leased like a claim. */
export function claimReadBacks(
  context: StoreContext,
  { owner, limit, forMs }: Pick<ClaimOptions, 'owner' | 'limit' | 'forMs'>,
): Promise<readonly ClaimedDelivery[]> {
  return context.engine.transaction(async (tx) => {
    const at = context.now()
    let query = tx
      .selectFrom('deliveries')
      .selectAll()
      .where('state', '=', sql.lit('unknown'))
      .where('read_back_at', '<=', at)
      .where('until', '<=', at)
      .orderBy('read_back_at')
      .limit(limit)
    if (context.engine.kind === 'postgres') query = query.forUpdate().skipLocked()
    const claims: ClaimedDelivery[] = []
    for (const { tenant, id } of await query.execute()) {
      const row = await tx
        .updateTable('deliveries')
        .set((eb) => ({ owner, until: at + forMs, fence: eb('fence', '+', 1) }))
        .where('tenant', '=', tenant)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow()
      const reply = await readReply(tx, tenant, row.reply)
      if (reply) claims.push(await claimOf(tx, row, replyRow(reply), owner))
    }
    return claims
  })
}
