import type { Identity, LinkAct, LinkHow, Member, PeopleStore } from '../core/store/people.ts'
import type { StoreContext } from './context.ts'
import type { Db } from './engine.ts'
import { createLikely } from './people-likely.ts'
import { createLinks, linkNow, linksOf } from './people-links.ts'
import { createRecords } from './people-records.ts'
import { actorIn, isSame, nameOf } from './people-rows.ts'
import { createUnions } from './people-unions.ts'

async function membersOf(db: Db, tenant: string, identity: Identity): Promise<readonly Member[]> {
  const own = await linkNow(db, tenant, identity)
  const { account, customer } = identity
  if (!own) return [{ account, customer, link: undefined }]
  const rows = await linksOf(db, tenant, own.person)
  const isAlone = rows.length === 1
  return rows
    .map((row): Member => {
      const link = { how: row.how as LinkHow, at: row.at, by: actorIn(row) }
      return { account: row.account, customer: row.customer, link: isAlone ? undefined : link }
    })
    .sort((a, b) => Number(isSame(b, identity)) - Number(isSame(a, identity)))
}

interface Touched extends Identity {
  readonly act: string
}

/** What each act changed, of all acts that touched one of the identities. */
async function touchedBy(
  db: Db,
  tenant: string,
  identities: readonly Identity[],
): Promise<readonly Touched[]> {
  const rows = await Promise.all(
    identities.map(({ account, customer }) =>
      db
        .selectFrom('links')
        .select(['account', 'customer', 'opened_by', 'closed_by'])
        .where('tenant', '=', tenant)
        .where('account', '=', account)
        .where('customer', '=', customer)
        .execute(),
    ),
  )
  return rows.flat().flatMap(({ account, customer, opened_by, closed_by }) =>
    [opened_by, ...(closed_by === null ? [] : [closed_by])].map((act) => {
      return { act, account, customer }
    }),
  )
}

async function actsOf(
  db: Db,
  tenant: string,
  identities: readonly Identity[],
  limit: number,
): Promise<readonly LinkAct[]> {
  const touched = await touchedBy(db, tenant, identities)
  if (touched.length === 0) return []
  const rows = await db
    .selectFrom('link_acts')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('id', 'in', [...new Set(touched.map(({ act }) => act))])
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => {
    const of = touched.filter(({ act }) => act === row.id)
    const apart = new Map(
      of.map(({ account, customer }) => [nameOf({ account, customer }), { account, customer }]),
    )
    return {
      id: row.id,
      kind: row.kind as LinkAct['kind'],
      how: (row.how ?? undefined) as LinkHow | undefined,
      at: row.at,
      by: actorIn(row),
      identities: [...apart.values()],
      isUndone: row.undone_by !== null,
    }
  })
}

export function createPeople(context: StoreContext): PeopleStore {
  const { db } = context
  const { change, ...links } = createLinks(context)
  return {
    ...links,
    ...createUnions(context, { change }),
    ...createRecords(context),
    ...createLikely(context),
    members: (tenant, identity) => membersOf(db, tenant, identity),
    acts: (tenant, identities, limit) => actsOf(db, tenant, identities, limit),
  }
}
