import type { JournalEntry } from '../core/journal.ts'
import type { InboundMessage } from '../core/message.ts'
import type { StoreContext } from './context.ts'
import type { Db, EngineKind } from './engine.ts'
import { appendJournal } from './journal.ts'
import type { Rows } from './tables.ts'
import { placeholders, statement, type Statement } from './statement.ts'
import { lockLedger, withGrant, writeLedger, type Ledger, type Place } from './windows.ts'

type Fresh = Pick<
  Rows['inbox'],
  | 'tenant'
  | 'id'
  | 'account'
  | 'channel'
  | 'wanted_state'
  | 'message'
  | 'is_answerable'
  | 'received_at'
  | 'due_at'
>

interface Sorted {
  readonly row: Fresh
  readonly message: InboundMessage
}

export const batchSize = 128

/** Journal type of an item by what it is. */
function typeOf({ row, message }: Sorted): JournalEntry['type'] {
  if (row.wanted_state === 'quarantined') return 'quarantined'
  if (message.platformKind === 'unreadable') return 'unreadable'
  return message.kind === 'message' ? 'received' : 'event'
}

/** Items the relay made itself (late media, placeholders) are no new demand. */
function isInternal({ platformKind }: InboundMessage): boolean {
  return platformKind === 'media_later' || platformKind === 'placeholder'
}

type Detail = Record<string, string | number | boolean>

/** Filled in place: this runs for every message, and spreading parts together is slow. */
function detailOf({ row, message }: Sorted): Detail {
  const { customer, platformId, entry } = message
  const { kind, platformKind, visibility } = message
  const detail: Detail = { kind, platformKind, visibility, answerable: row.is_answerable === 1 }
  if (platformId !== undefined) detail['platformId'] = platformId
  if (message.isMention) detail['mention'] = true
  if (entry !== undefined) detail['entry'] = entry
  if (customer.province !== undefined) detail['province'] = customer.province
  if (customer.city !== undefined) detail['city'] = customer.city
  if (customer.ipRegion !== undefined) detail['ipRegion'] = customer.ipRegion
  return detail
}

function entryOf(sorted: Sorted, conversation: string): JournalEntry {
  const { row, message } = sorted
  return {
    type: typeOf(sorted),
    at: row.received_at,
    platformAt: message.sentAt,
    account: row.account,
    channel: row.channel,
    conversation,
    customer: message.customer.id,
    message: row.id,
    detail: detailOf(sorted),
  }
}

const upsertColumns = [
  'tenant',
  'id',
  'account',
  'channel',
  'customer',
  'customer_name',
  'thread',
  'visibility',
  'entry',
  'target',
  'last_inbound_at',
  'due_at',
  'run_at',
] as const

// A retry or merge pause that is set stays; a lane that only waits for a later message of its own
// (a picture to be fetched again) is brought to work by new mail, as an idle one is. The target is the
// newest answerable item's, so that mail which arrives late does not turn an answer away from it.
const upsertText = `insert into conversations (${upsertColumns.join(', ')}) values ${placeholders(1, upsertColumns.length)}
  on conflict (tenant, account, customer, thread) do update set
    last_inbound_at = case when excluded.last_inbound_at > conversations.last_inbound_at
      then excluded.last_inbound_at else conversations.last_inbound_at end,
    customer_name = coalesce(excluded.customer_name, conversations.customer_name),
    entry = coalesce(excluded.entry, conversations.entry),
    target = case when excluded.target is null then conversations.target
      when conversations.target is null then excluded.target
      when ? = 1 and excluded.last_inbound_at >= conversations.last_inbound_at then excluded.target
      else conversations.target end,
    run_at = case when excluded.due_at is null or conversations.open_filing is not null then conversations.run_at
      when conversations.due_at is null then excluded.run_at
      when conversations.run_at = conversations.due_at and excluded.run_at < conversations.run_at then excluded.run_at
      else conversations.run_at end,
    due_at = case when conversations.due_at is null or excluded.due_at < conversations.due_at
      then excluded.due_at else conversations.due_at end
  returning id`

export interface SortStatements {
  /** One sorter at a time per tenant, in whatever process: order is acceptance order. */
  readonly lock: Statement<unknown> | undefined
  readonly fresh: Statement<Fresh>
  readonly upsert: Statement<{ id: string }>
  readonly settle: Statement<unknown>
}

const lockNumber = 7_251_881

export function sortStatements(engine: EngineKind): SortStatements {
  return {
    lock:
      engine === 'postgres'
        ? statement(engine, `select pg_advisory_xact_lock(${lockNumber}, hashtext(?))`)
        : undefined,
    fresh: statement(
      engine,
      `select tenant, id, account, channel, wanted_state, message, is_answerable, received_at, due_at
       from inbox where tenant = ? and state = 'fresh' order by id limit ?`,
    ),
    upsert: statement(engine, upsertText),
    settle: statement(
      engine,
      `update inbox set state = wanted_state, conversation = ? where tenant = ? and id = ?`,
    ),
  }
}

/** PostgreSQL keeps no NUL in a text; a name may lose it, an id may not. */
function plain(text: string | undefined): string | null {
  return text?.replaceAll('\0', '') ?? null
}

/** The conversation of an item, made when it is the first of its place. */
async function conversationOf(
  context: StoreContext,
  upsert: SortStatements['upsert'],
  tx: Db,
  { row, message }: Sorted,
): Promise<string> {
  const { customer, thread, visibility, target, kind, sentAt } = message
  const due = row.wanted_state === 'pending' ? row.due_at : null
  const place = [
    row.tenant,
    context.mint.id(),
    row.account,
    row.channel,
    customer.id,
    plain(customer.name),
    thread,
    visibility,
    plain(message.entry),
  ]
  const isReplied = target && kind === 'message' && row.wanted_state !== 'quarantined'
  const reply = isReplied ? JSON.stringify(target) : null
  const times = [sentAt, due, due ?? 0]
  const [made] = await upsert(tx, [...place, reply, ...times, row.is_answerable])
  return made?.id ?? ''
}

/** Grants and departures change what may be sent; several items of one customer are applied in order. */
async function applyWindows(
  context: StoreContext,
  tx: Db,
  batch: readonly Sorted[],
): Promise<void> {
  const ledgers = new Map<string, { place: Place; ledger: Ledger }>()
  for (const { row, message } of batch) {
    // Who takes an authorisation or a post back is still there to be answered.
    const isDeparture = message.kind === 'withdrawal' && message.event?.name === 'unfollowed'
    if (row.wanted_state === 'quarantined' || (!message.grant && !isDeparture)) continue
    const place = { tenant: row.tenant, account: row.account, customer: message.customer.id }
    const id = JSON.stringify(place)
    const known = ledgers.get(id)?.ledger ?? (await lockLedger(context, tx, place))
    const times = { at: Math.min(message.sentAt, row.received_at), now: context.now() }
    const ledger = message.grant
      ? withGrant(known, message.grant, times)
      : { grants: [], isReachable: false }
    ledgers.set(id, { place, ledger })
  }
  for (const { place, ledger } of ledgers.values()) await writeLedger(context, tx, place, ledger)
}

/** Sorts the oldest fresh mail of a tenant; answers how many items. */
export async function sortBatch(
  context: StoreContext,
  run: SortStatements,
  tx: Db,
  { tenant, limit }: { readonly tenant: string; readonly limit: number },
): Promise<number> {
  await run.lock?.(tx, [tenant])
  const rows = await run.fresh(tx, [tenant, limit])
  const batch = rows.map((row): Sorted => ({
    row,
    message: JSON.parse(row.message) as InboundMessage,
  }))
  const entries: JournalEntry[] = []
  for (const sorted of batch) {
    const conversation = await conversationOf(context, run.upsert, tx, sorted)
    await run.settle(tx, [conversation, tenant, sorted.row.id])
    if (!isInternal(sorted.message)) entries.push(entryOf(sorted, conversation))
  }
  await applyWindows(context, tx, batch)
  await appendJournal(context)(tx, tenant, entries)
  return batch.length
}
