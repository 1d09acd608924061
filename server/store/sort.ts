import type { JournalEntry } from '../core/journal.ts'
import type { InboundMessage } from '../core/message.ts'
import type { StoreContext } from './context.ts'
import type { Db, EngineKind } from './engine.ts'
import { appendJournal } from './journal.ts'
import {
  conversationsOf,
  placeStatements,
  type Fresh,
  type PlaceStatements,
  type Sorted,
} from './sort-places.ts'
import { rememberUnions, rememberWords } from './people-hooks.ts'
import { applyWindows, ledgerStatements, type LedgerStatements } from './sort-windows.ts'
import { manyRows, statement, type ManyRows, type Statement } from './statement.ts'

export const batchSize = 32

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
  if (message.event) detail['event'] = message.event.name
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

export interface SortStatements {
  /** One sorter at a time per tenant, in whatever process: order is acceptance order. */
  readonly lock: Statement<unknown> | undefined
  readonly fresh: Statement<Fresh>
  readonly settle: ManyRows<unknown>
  readonly places: PlaceStatements
  readonly ledgers: LedgerStatements
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
    settle: manyRows(
      engine,
      2,
      (values) => `with sorted(id, conversation) as (values ${values})
       update inbox set state = wanted_state, conversation = sorted.conversation
       from sorted where inbox.tenant = ? and inbox.id = sorted.id`,
    ),
    places: placeStatements(engine),
    ledgers: ledgerStatements(engine),
  }
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
  const conversations = await conversationsOf(context, run.places, tx, batch)
  const settled = batch.map(({ row }, i) => [row.id, conversations[i]])
  await run.settle(tx, settled, [tenant])
  await applyWindows(context, run.ledgers, tx, batch)
  await rememberUnions(tx, batch)
  const words = await rememberWords(context, tx, batch)
  const entries = batch.flatMap((sorted, i) =>
    isInternal(sorted.message) ? [] : [entryOf(sorted, conversations[i] ?? '')],
  )
  await appendJournal(context)(tx, tenant, [...entries, ...words])
  return batch.length
}
