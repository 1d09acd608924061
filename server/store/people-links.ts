import { sql } from 'kysely'
import type { JournalEntry } from '../core/journal.ts'
import type { Actor } from '../core/store/documents.ts'
import type { Identity, LinkAct, LinkHow, LinkOutcome, PeopleStore } from '../core/store/people.ts'
import type { StoreContext } from './context.ts'
import type { Db } from './engine.ts'
import { appendJournal } from './journal.ts'
import { byColumns, isSame, nameOf } from './people-rows.ts'
import type { Rows } from './tables.ts'

type LinkRow = Rows['links']
type Origin = Pick<LinkRow, 'how' | 'at' | 'by_id' | 'by_name'>

/** One change of links in the making: everything it opens and closes carries its id. */
interface Change {
  readonly context: StoreContext
  readonly tx: Db
  readonly tenant: string
  readonly act: string
  readonly at: number
  readonly by: Actor | undefined
}

const lockNumber = 7_251_882

/** One change at a time per tenant, in whatever process: two links at once must not make two persons. */
async function locked(context: StoreContext, tx: Db, tenant: string): Promise<void> {
  if (context.engine.kind === 'postgres')
    await sql`select pg_advisory_xact_lock(${lockNumber}, hashtext(${tenant}))`.execute(tx)
}

export async function linkNow(
  db: Db,
  tenant: string,
  { account, customer }: Identity,
): Promise<LinkRow | undefined> {
  return db
    .selectFrom('links')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('account', '=', account)
    .where('customer', '=', customer)
    .where('closed_by', 'is', sql.lit(null))
    .executeTakeFirst()
}

export async function linksOf(db: Db, tenant: string, person: string): Promise<readonly LinkRow[]> {
  return db
    .selectFrom('links')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('person', '=', person)
    .where('closed_by', 'is', sql.lit(null))
    .orderBy('id')
    .execute()
}

async function open(
  { context, tx, tenant, act }: Change,
  { account, customer }: Identity,
  person: string,
  { how, at, by_id, by_name }: Origin,
): Promise<void> {
  const row = { tenant, id: context.mint.id(), account, customer, person, how, at, by_id, by_name }
  await tx
    .insertInto('links')
    .values({ ...row, opened_by: act })
    .execute()
}

async function close({ tx, tenant, act, at }: Change, { id }: Pick<LinkRow, 'id'>): Promise<void> {
  await tx
    .updateTable('links')
    .set({ closed_by: act, undone_at: at })
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .execute()
}

/** With the person it belongs to afterwards; none: it stands alone. */
interface Moved extends Identity {
  readonly person?: string | undefined
}

async function record(
  { context, tx, tenant, act, at, by }: Change,
  kind: LinkAct['kind'],
  { how, identities }: { readonly how?: LinkHow; readonly identities: readonly Moved[] },
): Promise<void> {
  const row = { tenant, id: act, kind, how: how ?? null, at, ...byColumns(by) }
  await tx.insertInto('link_acts').values(row).execute()
  const types = { link: 'person_linked', unlink: 'person_unlinked', undo: 'person_undone' } as const
  const entry = ({ account, customer, person }: Moved): JournalEntry => ({
    type: types[kind],
    at,
    account,
    customer,
    ...(by && { agent: by.id }),
    detail: { act, ...(how && { how }), ...(person !== undefined && { person }) },
  })
  await appendJournal(context)(tx, tenant, identities.map(entry))
}

async function personFor(change: Change, ...links: readonly (LinkRow | undefined)[]) {
  const known = links.find((one) => one !== undefined)?.person
  if (known !== undefined) return known
  const { context, tx, tenant, at } = change
  const id = context.mint.id()
  await tx.insertInto('persons').values({ tenant, id, made_at: at }).execute()
  return id
}

/** Brings both under one person. Whoever was linked to one of them before comes along, on the same grounds. */
async function join(
  change: Change,
  { from, to, how }: { readonly from: Identity; readonly to: Identity; readonly how: LinkHow },
): Promise<LinkOutcome> {
  const { tx, tenant, at, by } = change
  const [there, here] = [await linkNow(tx, tenant, to), await linkNow(tx, tenant, from)]
  if (isSame(from, to) || (there && there.person === here?.person)) return 'same'
  const person = await personFor(change, there, here)
  const fresh = { how, at, ...byColumns(by) }
  // Alone on both sides: `to` is the one that others are linked to.
  if (!there) await open(change, to, person, here ? fresh : { ...fresh, how: 'first' })
  if (!here) await open(change, from, person, fresh)
  if (there && here) {
    for (const old of await linksOf(tx, tenant, here.person)) {
      await close(change, old)
      await open(change, old, person, isSame(old, from) ? fresh : old)
    }
  }
  const identities = [from, to].map((one) => ({ ...one, person }))
  await record(change, 'link', { how, identities })
  return 'done'
}

/** What the act closed can come back only where nobody has moved since. */
async function stillStands(
  { tx, tenant }: Change,
  opened: readonly LinkRow[],
  closed: readonly LinkRow[],
): Promise<boolean> {
  if (opened.some(({ closed_by }) => closed_by !== null)) return false
  const own = new Set(opened.map(({ id }) => id))
  for (const row of closed) {
    const now = await linkNow(tx, tenant, row)
    if (now && !own.has(now.id)) return false
  }
  return true
}

async function rowsOf(tx: Db, tenant: string, column: 'opened_by' | 'closed_by', act: string) {
  return tx
    .selectFrom('links')
    .selectAll()
    .where('tenant', '=', tenant)
    .where(column, '=', act)
    .orderBy('id')
    .execute()
}

async function takeBack(change: Change, undone: string): Promise<LinkOutcome> {
  const { tx, tenant, act } = change
  const row = await tx
    .selectFrom('link_acts')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('id', '=', undone)
    .executeTakeFirst()
  if (!row) return 'none'
  const opened = await rowsOf(tx, tenant, 'opened_by', undone)
  const closed = await rowsOf(tx, tenant, 'closed_by', undone)
  if (row.undone_by !== null || !(await stillStands(change, opened, closed))) return 'changed'
  for (const one of opened) await close(change, one)
  for (const one of closed) await open(change, one, one.person, one)
  await tx
    .updateTable('link_acts')
    .set({ undone_by: act })
    .where('tenant', '=', tenant)
    .where('id', '=', undone)
    .execute()
  const touched = new Map([...opened, ...closed].map((one) => [nameOf(one), one]))
  const identities: Moved[] = []
  for (const one of touched.values())
    identities.push({ ...one, person: (await linkNow(tx, tenant, one))?.person })
  await record(change, 'undo', { identities })
  return 'done'
}

async function leave(change: Change, identity: Identity): Promise<LinkOutcome> {
  const { tx, tenant } = change
  const link = await linkNow(tx, tenant, identity)
  if (!link || (await linksOf(tx, tenant, link.person)).length < 2) return 'none'
  await close(change, link)
  await record(change, 'unlink', { identities: [identity] })
  return 'done'
}

/** Joins inside a transaction of the caller's. */
export type Join = typeof join

export function createLinks(context: StoreContext): Pick<
  PeopleStore,
  'link' | 'unlink' | 'undo'
> & {
  /** One change of links by the relay itself. */
  readonly change: <T>(
    tenant: string,
    work: (change: Change, join: Join) => Promise<T>,
  ) => Promise<T>
} {
  function change<T>(
    tenant: string,
    by: Actor | undefined,
    work: (made: Change) => Promise<T>,
  ): Promise<T> {
    return context.engine.transaction(async (tx) => {
      await locked(context, tx, tenant)
      return work({ context, tx, tenant, act: context.mint.id(), at: context.now(), by })
    })
  }
  return {
    change: (tenant, work) => change(tenant, undefined, (made) => work(made, join)),
    link: (tenant, { by, ...wanted }) => change(tenant, by, (made) => join(made, wanted)),
    unlink: (tenant, { by, identity }) => change(tenant, by, (made) => leave(made, identity)),
    undo: (tenant, { by, act }) => change(tenant, by, (made) => takeBack(made, act)),
  }
}
