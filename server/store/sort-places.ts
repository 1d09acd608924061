import type { InboundMessage } from '../core/message.ts'
import type { StoreContext } from './context.ts'
import type { Db, EngineKind } from './engine.ts'
import { manyRows, type ManyRows } from './statement.ts'
import type { Rows } from './tables.ts'

export type Fresh = Pick<
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

export interface Sorted {
  readonly row: Fresh
  readonly message: InboundMessage
}

const columns = [
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
const upsertText = (values: string, isAnswerable: boolean): string =>
  `insert into conversations (${columns.join(', ')}) values ${values}
  on conflict (tenant, account, customer, thread) do update set
    last_inbound_at = case when excluded.last_inbound_at > conversations.last_inbound_at
      then excluded.last_inbound_at else conversations.last_inbound_at end,
    customer_name = coalesce(excluded.customer_name, conversations.customer_name),
    entry = coalesce(excluded.entry, conversations.entry),
    target = case when excluded.target is null then conversations.target
      when conversations.target is null then excluded.target
      when ${isAnswerable ? 'excluded.last_inbound_at >= conversations.last_inbound_at' : '1 = 0'}
        then excluded.target
      else conversations.target end,
    run_at = case when excluded.due_at is null or conversations.open_filing is not null then conversations.run_at
      when conversations.due_at is null then excluded.run_at
      when conversations.run_at = conversations.due_at and excluded.run_at < conversations.run_at then excluded.run_at
      else conversations.run_at end,
    due_at = case when conversations.due_at is null or excluded.due_at < conversations.due_at
      then excluded.due_at else conversations.due_at end
  returning id, account, customer, thread`

type Place = Pick<Rows['conversations'], 'id' | 'account' | 'customer' | 'thread'>

export interface PlaceStatements {
  readonly answerable: ManyRows<Place>
  readonly others: ManyRows<Place>
}

export function placeStatements(engine: EngineKind): PlaceStatements {
  const upsert = (isAnswerable: boolean): ManyRows<Place> =>
    manyRows(engine, columns.length, (values) => upsertText(values, isAnswerable))
  return { answerable: upsert(true), others: upsert(false) }
}

/** PostgreSQL keeps no NUL in a text; a name may lose it, an id may not. */
function plain(text: string | undefined): string | null {
  return text?.replaceAll('\0', '') ?? null
}

/** In the order of `columns`. */
function rowOf(context: StoreContext, { row, message }: Sorted): readonly unknown[] {
  const { customer, thread, visibility, target, kind, sentAt } = message
  const due = row.wanted_state === 'pending' ? row.due_at : null
  const isReplied = target && kind === 'message' && row.wanted_state !== 'quarantined'
  return [
    row.tenant,
    context.mint.id(),
    row.account,
    row.channel,
    customer.id,
    plain(customer.name),
    thread,
    visibility,
    plain(message.entry),
    isReplied ? JSON.stringify(target) : null,
    sentAt,
    due,
    due ?? 0,
  ]
}

const nameOf = (account: string, customer: string, thread: string): string =>
  JSON.stringify([account, customer, thread])

/** What one place gets in a batch, oldest first, is taken in turns: a statement changes no row twice. */
function turns(batch: readonly Sorted[]): readonly (readonly Sorted[])[] {
  const seen = new Map<string, number>()
  const waves: Sorted[][] = []
  for (const one of batch) {
    const place = nameOf(one.row.account, one.message.customer.id, one.message.thread)
    const turn = seen.get(place) ?? 0
    seen.set(place, turn + 1)
    ;(waves[turn] ??= []).push(one)
  }
  return waves
}

/** The conversation of each item of one tenant, made when it is the first of its place. */
export async function conversationsOf(
  context: StoreContext,
  run: PlaceStatements,
  tx: Db,
  batch: readonly Sorted[],
): Promise<readonly string[]> {
  const ids = new Map<string, string>()
  for (const wave of turns(batch)) {
    for (const isAnswerable of [true, false]) {
      const rows = wave
        .filter(({ row }) => (row.is_answerable === 1) === isAnswerable)
        .map((one) => rowOf(context, one))
      const made = await (isAnswerable ? run.answerable : run.others)(tx, rows)
      for (const { id, account, customer, thread } of made)
        ids.set(nameOf(account, customer, thread), id)
    }
  }
  return batch.map(
    ({ row, message }) => ids.get(nameOf(row.account, message.customer.id, message.thread)) ?? '',
  )
}
