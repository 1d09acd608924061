import { sql } from 'kysely'
import { RelayError } from '../core/error.ts'
import type { FilingBody } from '../core/filing.ts'
import type { FrozenFiling, Lane, StoredMessage } from '../core/store/inbox.ts'
import type { StoreContext } from './context.ts'
import { conversationRow, storedColumns, storedMessage } from './conversations.ts'
import type { Db } from './engine.ts'
import type { Rows } from './tables.ts'

const maxMessages = 200

export function frozenFiling(row: Rows['filings']): FrozenFiling {
  return {
    id: row.id,
    tenant: row.tenant,
    account: row.account,
    conversation: row.conversation,
    members: JSON.parse(row.members) as string[],
    target: JSON.parse(row.target) as FrozenFiling['target'],
    body: JSON.parse(row.body) as FilingBody,
    tries: row.tries,
    frozenAt: row.frozen_at,
  }
}

/** Writes to a lane's conversation only while the lease is still this lane's own. */
export async function updateLane(
  tx: Db,
  lane: Lane,
  changes: Partial<Rows['conversations']>,
): Promise<void> {
  const { tenant, id } = lane.conversation
  const row = await tx
    .updateTable('conversations')
    .set(changes)
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .where('fence', '=', lane.fence)
    .where('owner', '=', lane.owner)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw new RelayError('store.lease_lost', 'Another process took this conversation over.')
}

async function messagesOf(
  tx: Db,
  conversation: Rows['conversations'],
  now: number,
): Promise<readonly StoredMessage[]> {
  const rows = await tx
    .selectFrom('inbox')
    .select(storedColumns)
    .where('tenant', '=', conversation.tenant)
    .where('conversation', '=', conversation.id)
    .where('state', '=', sql.lit('pending'))
    .where('due_at', '<=', now)
    // Members of a filing that was put back and waits its turn go with that filing, not anew.
    .where((eb) => eb.or([eb('filing', 'is', null), eb('filing', '=', conversation.open_filing)]))
    .orderBy('id')
    .limit(maxMessages)
    .execute()
  return rows.map(storedMessage)
}

async function openFilingOf(
  tx: Db,
  { tenant, open_filing: id }: Rows['conversations'],
): Promise<FrozenFiling | undefined> {
  if (id === null) return undefined
  const row = await tx
    .selectFrom('filings')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && frozenFiling(row)
}

/** Members of an unsettled filing are pending still; they are shown with it. */
async function laneOf(
  tx: Db,
  row: Rows['conversations'],
  owner: string,
  now: number,
): Promise<Lane> {
  return {
    conversation: conversationRow(row),
    fence: row.fence,
    owner,
    openFiling: await openFilingOf(tx, row),
    messages: await messagesOf(tx, row, now),
  }
}

/** Claims conversations that are due and free. */
export async function claimLanes(
  context: StoreContext,
  {
    owner,
    limit,
    forMs,
    exceptTenants = [],
  }: { owner: string; limit: number; forMs: number; exceptTenants?: readonly string[] },
): Promise<readonly Lane[]> {
  const { engine, now } = context
  // A lease that a power cut takes away belonged to a process that ended with it.
  return engine.lightly(async (tx) => {
    const at = now()
    let due = tx
      .selectFrom('conversations')
      .select(['tenant', 'id'])
      .where('run_at', '<=', at)
      .where((eb) => eb.or([eb('due_at', 'is not', null), eb('open_filing', 'is not', null)]))
      .where('until', '<=', at)
      .orderBy('run_at')
      .limit(limit)
    if (exceptTenants.length > 0) due = due.where('tenant', 'not in', exceptTenants)
    if (engine.kind === 'postgres') due = due.forUpdate().skipLocked()
    const lanes: Lane[] = []
    for (const { tenant, id } of await due.execute()) {
      const row = await tx
        .updateTable('conversations')
        .set((eb) => ({ owner, until: at + forMs, fence: eb('fence', '+', 1) }))
        .where('tenant', '=', tenant)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow()
      lanes.push(await laneOf(tx, row, owner, at))
    }
    return lanes
  })
}

/**
 * When the next free conversation is due or the next lease on one that waits ends. One under lease must
 * not hide what is due behind it.
 */
export async function nextLaneDueAt({ db, now }: StoreContext): Promise<number | undefined> {
  const at = now()
  const { rows } = await sql<{ at: number | null }>`
    select min(at) as at from (
      select * from (select run_at as at from conversations
        where (due_at is not null or open_filing is not null) and until <= ${at}
        order by run_at limit 1) as free
      union all
      select min(case when until > run_at then until else run_at end) as at from conversations
        where owner is not null and until > ${at} and (due_at is not null or open_filing is not null)
    ) as due`.execute(db)
  return rows[0]?.at ?? undefined
}

/** Earliest due time among what waits in a conversation, or null. */
async function dueTime(tx: Db, tenant: string, conversation: string): Promise<number | null> {
  const row = await tx
    .selectFrom('inbox')
    .select((eb) => eb.fn.min('due_at').as('at'))
    .where('tenant', '=', tenant)
    .where('conversation', '=', conversation)
    .where('state', '=', sql.lit('pending'))
    .executeTakeFirst()
  return row?.at ?? null
}

/**
 * Gives the lane back. The conversation's row is locked before looking what waits: mail that is being
 * sorted by another process meanwhile must not be overlooked.
 */
async function giveBack(
  tx: Db,
  lane: Lane,
  runAt: (waiting: number | null) => number,
): Promise<void> {
  await updateLane(tx, lane, { until: 0 })
  const waiting = await dueTime(tx, lane.conversation.tenant, lane.conversation.id)
  await updateLane(tx, lane, { owner: null, due_at: waiting, run_at: runAt(waiting) })
}

/** Due again when its next message is. */
export function releaseLane(tx: Db, lane: Lane): Promise<void> {
  return giveBack(tx, lane, (waiting) => waiting ?? 0)
}

/** Not before a time (merge window, retry). */
export function pauseLane(tx: Db, lane: Lane, at: number): Promise<void> {
  return giveBack(tx, lane, () => at)
}

/** The oldest filing that was put back and has not had its turn, or null. */
export async function nextOpenFiling(
  tx: Db,
  lane: Lane,
  { except }: { except: string },
): Promise<string | null> {
  const row = await tx
    .selectFrom('filings')
    .select('id')
    .where('tenant', '=', lane.conversation.tenant)
    .where('conversation', '=', lane.conversation.id)
    .where('state', '=', sql.lit('open'))
    .where('id', '<>', except)
    .orderBy('frozen_at')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}
