import { sql } from 'kysely'
import type { Identity, Likeness, PeopleStore } from '../core/store/people.ts'
import type { StoreContext } from './context.ts'
import { nameOf } from './people-rows.ts'

/** A single sign is a name that many bear. */
const shortestName = 2

/** Who looks like the same person: the same bound number, then the same name. Nothing is linked by it. */
export function createLikely({ db }: StoreContext): Pick<PeopleStore, 'likely'> {
  async function byNumber(tenant: string, { account, customer }: Identity, limit: number) {
    return db
      .selectFrom('bindings as mine')
      .innerJoin('bindings as theirs', (on) =>
        on.onRef('theirs.tenant', '=', 'mine.tenant').onRef('theirs.digest', '=', 'mine.digest'),
      )
      .select(['theirs.account as account', 'theirs.customer as customer'])
      .where('mine.tenant', '=', tenant)
      .where('mine.account', '=', account)
      .where('mine.customer', '=', customer)
      .where('mine.ended_at', 'is', sql.lit(null))
      .where('theirs.ended_at', 'is', sql.lit(null))
      .limit(limit)
      .execute()
  }
  async function byName(tenant: string, { account, customer }: Identity, limit: number) {
    return db
      .selectFrom('conversations as mine')
      .innerJoin('conversations as theirs', (on) =>
        on
          .onRef('theirs.tenant', '=', 'mine.tenant')
          .onRef('theirs.customer_name', '=', 'mine.customer_name'),
      )
      .select(['theirs.account as account', 'theirs.customer as customer'])
      .where('mine.tenant', '=', tenant)
      .where('mine.account', '=', account)
      .where('mine.customer', '=', customer)
      .where(sql<boolean>`length(mine.customer_name) >= ${shortestName}`)
      .where('theirs.customer_name', 'is not', sql.lit(null))
      .distinct()
      .limit(limit)
      .execute()
  }
  const ways = [
    ['same_number', byNumber],
    ['same_name', byName],
  ] as const
  return {
    async likely(tenant, identities, limit) {
      const own = new Set(identities.map(nameOf))
      const found = new Map<string, Likeness>()
      const asked = ways.flatMap(([why, find]) => identities.map((of) => ({ why, find, of })))
      for (const { why, find, of } of asked) {
        // Their own rows match too.
        for (const other of await find(tenant, of, limit + 20)) {
          const name = nameOf(other)
          if (!own.has(name) && !found.has(name)) found.set(name, { ...other, why })
        }
      }
      return [...found.values()].slice(0, limit)
    },
  }
}
