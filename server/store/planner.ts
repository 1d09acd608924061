import { sql } from 'kysely'
import type { Engine } from './engine.ts'

/**
 * What SQLite's planner is told about a store that has been in use for long: rows in an index, then how
 * many share its first column, its first two, and so on. Left alone it takes a tenant for ten rows and
 * reads all mail ever stored to find the few that wait; measured on a young store it would be wrong later.
 */
const statistics: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  inbox: {
    inbox: '1000000 200000 1',
    inbox_key: '1000000 200000 100000 1',
    inbox_conversation: '1000000 200000 5 1',
    inbox_filing: '1000000 200000 2',
    inbox_undisposed: '100000 50000 3 1',
    inbox_waiting: '1000 500 3 1',
    inbox_fresh: '100 50 1',
    inbox_quarantined: '100 50 1',
  },
  conversations: {
    conversations: '200000 50000 1',
    conversations_place: '200000 50000 20000 2 1',
    conversations_ticket: '200000 50000 1',
    conversations_due: '1000 2',
    conversations_leased: '100 2',
    conversations_name: '100000 20000 2',
  },
  filings: { filings: '500000 100000 1', filings_open: '100 50 2 1' },
  replies: {
    replies: '200000 50000 1',
    replies_conversation: '200000 50000 3 1',
    replies_ticket: '200000 50000 3 1',
    replies_held: '100 50 1',
    replies_sent: '190000 47500 12000 1',
  },
  deliveries: {
    deliveries: '200000 50000 1',
    deliveries_reply: '200000 50000 2 1',
    deliveries_platform: '200000 50000 20000 1',
    deliveries_open: '100 50 2 1',
    deliveries_queued: '100 2',
    deliveries_sending: '100 2',
    deliveries_read_back: '100 2',
  },
  notices: { notices: '100000 20000 1', notices_order: '100 50 2 1', notices_waiting: '100 2' },
  touched: { touched: '200000 50000 1', touched_waiting: '100 2' },
  files: { files: '10000 2000 1', files_token: '10000 1', files_expiry: '10000 2' },
  documents: { documents: '2000 400 20 1' },
  intents: {
    intents: '50000 10000 1',
    intents_text: '50000 10000 2 1',
    intents_expiry: '1000 2',
  },
  dismissals: { dismissals: '2000 400 10 1' },
  persons: { persons: '20000 5000 1' },
  link_acts: { link_acts: '40000 10000 1' },
  links: {
    links: '60000 15000 1',
    links_now: '40000 10000 5000 1',
    links_identity: '60000 15000 7000 2 1',
    links_person: '60000 15000 3 1',
    links_opened: '60000 15000 2',
    links_closed: '20000 5000 2',
  },
  unions: { unions: '100000 20000 10000 1', unions_union: '100000 20000 2' },
  desk_users: { desk_users: '100000 20000 2 2 1' },
  bindings: {
    bindings: '50000 10000 1',
    bindings_identity: '50000 10000 5000 2 1',
    bindings_digest: '50000 10000 2',
  },
  consents: { consents: '50000 10000 1', consents_identity: '50000 10000 5000 2 1' },
  preferences: { preferences: '50000 10000 5000 1' },
  promise_marks: { promise_marks: '20000 5000 2 1' },
  dead_letters: { dead_letters: '1000 500 1', dead_letters_open: '100 50 1' },
  journal: { journal: '5000000 1000000 1' },
  kpi_members: { kpi_members: '2000000 500000 1' },
  kpi_circles: {
    sqlite_autoindex_kpi_circles_1: '200000 50000 1',
    kpi_circles_due: '20 10 1',
    kpi_circles_changing: '100 50 1',
  },
  kpi_facts: { sqlite_autoindex_kpi_facts_1: '1000000 250000 200 1', kpi_facts_open: '100 50 2 1' },
  kpi_hours: {
    kpi_hours: '10000 2500 1',
    kpi_hours_due: '20 10 1',
    kpi_hours_changing: '1000 250 1',
  },
  kpi_cells: { sqlite_autoindex_kpi_cells_1: '1000000 250000 125000 5000 50 5 1' },
}

/** PostgreSQL measures by itself. */
export async function advisePlanner({ kind, transaction }: Engine): Promise<void> {
  if (kind !== 'sqlite') return
  const rows = Object.entries(statistics).flatMap(([table, indexes]) =>
    Object.entries(indexes).map(([index, stat]) => [table, index, stat] as const),
  )
  await transaction(async (tx) => {
    // Makes the table where there is none yet.
    await sql`analyze sqlite_schema`.execute(tx)
    await sql`delete from sqlite_stat1`.execute(tx)
    for (const [table, index, stat] of rows)
      await sql`insert into sqlite_stat1 (tbl, idx, stat) values (${table}, ${index}, ${stat})`.execute(
        tx,
      )
    await sql`analyze sqlite_schema`.execute(tx)
  })
}
