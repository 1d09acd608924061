import type { Identity, PeopleStore } from '../core/store/people.ts'
import type { StoreContext } from './context.ts'
import type { Db } from './engine.ts'
import { linkNow, type createLinks } from './people-links.ts'
import { isSame } from './people-rows.ts'

const maxOthers = 20

async function othersOf(db: Db, tenant: string, identity: Identity): Promise<readonly Identity[]> {
  return db
    .selectFrom('unions as mine')
    .innerJoin('unions as theirs', (on) =>
      on.onRef('theirs.tenant', '=', 'mine.tenant').onRef('theirs.union_id', '=', 'mine.union_id'),
    )
    .select(['theirs.account as account', 'theirs.customer as customer'])
    .where('mine.tenant', '=', tenant)
    .where('mine.account', '=', identity.account)
    .where('mine.customer', '=', identity.customer)
    .limit(maxOthers)
    .execute()
    .then((rows) => rows.filter((row) => !isSame(row, identity)))
}

/** A person who parted what the platform joins knows more than the platform. */
async function wasParted(db: Db, tenant: string, { account, customer }: Identity) {
  const row = await db
    .selectFrom('links')
    .innerJoin('link_acts', (on) =>
      on
        .onRef('link_acts.tenant', '=', 'links.tenant')
        .onRef('link_acts.id', '=', 'links.closed_by'),
    )
    .select('links.id')
    .where('links.tenant', '=', tenant)
    .where('links.account', '=', account)
    .where('links.customer', '=', customer)
    .where('link_acts.kind', 'in', ['unlink', 'undo'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Who does not want to be linked is linked by nobody, from neither side. */
async function refuses(db: Db, tenant: string, { account, customer }: Identity): Promise<boolean> {
  const row = await db
    .selectFrom('consents')
    .select('value')
    .where('tenant', '=', tenant)
    .where('account', '=', account)
    .where('customer', '=', customer)
    .where('kind', '=', 'linking')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.value === 'refused'
}

async function staysApart(db: Db, tenant: string, identity: Identity): Promise<boolean> {
  return (await wasParted(db, tenant, identity)) || (await refuses(db, tenant, identity))
}

/** The few that are not linked yet: as a rule none, found without a lock. */
async function wanting(db: Db, tenant: string, identity: Identity): Promise<readonly Identity[]> {
  const others = await othersOf(db, tenant, identity)
  if (others.length === 0) return []
  const mine = await linkNow(db, tenant, identity)
  const found: Identity[] = []
  for (const other of others) {
    const theirs = await linkNow(db, tenant, other)
    if (mine && theirs?.person === mine.person) continue
    if (!(await staysApart(db, tenant, other))) found.push(other)
  }
  return found.length > 0 && (await staysApart(db, tenant, identity)) ? [] : found
}

export function createUnions(
  { db }: StoreContext,
  { change }: Pick<ReturnType<typeof createLinks>, 'change'>,
): Pick<PeopleStore, 'linkUnion' | 'ofDeskUser'> {
  return {
    async linkUnion(tenant, identity) {
      let linked = 0
      for (const other of await wanting(db, tenant, identity)) {
        const outcome = await change(tenant, (made, join) =>
          join(made, { from: other, to: identity, how: 'unionid' }),
        )
        if (outcome === 'done') linked += 1
      }
      return linked
    },
    ofDeskUser: (tenant, deskUser) =>
      db
        .selectFrom('desk_users')
        .select(['account', 'customer'])
        .where('tenant', '=', tenant)
        .where('desk_user', '=', deskUser)
        .limit(maxOthers)
        .execute(),
  }
}
