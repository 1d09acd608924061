import { sql } from 'kysely'
import type { Db } from './engine.ts'

/** What waits, by state: each figure comes from an index that is as small as the work itself. */
export async function countStates(db: Db): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql<{ name: string; n: number }>`
    select 'inbox_pending' as name, count(*) as n from inbox where state = 'pending'
    union all select 'inbox_fresh', count(*) from inbox where state = 'fresh'
    union all select 'inbox_quarantined', count(*) from inbox where state = 'quarantined'
    union all select 'deliveries_' || state, count(*) from deliveries
      where state in ('queued', 'sending', 'unknown') group by state
    union all select 'notices_waiting', count(*) from notices where state = 'waiting'
    union all select 'touched_waiting', count(*) from touched where wanted > done
    union all select 'dead_letters', count(*) from dead_letters where replayed_at is null`.execute(
    db,
  )
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]))
}
