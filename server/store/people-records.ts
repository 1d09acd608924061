import { sql } from 'kysely'
import type { JournalEntry } from '../core/journal.ts'
import type { Actor } from '../core/store/documents.ts'
import type {
  Binding,
  BindingKind,
  Consent,
  ConsentSource,
  Identity,
  PeopleStore,
  PromiseMark,
} from '../core/store/people.ts'
import type { StoreContext } from './context.ts'
import type { Db } from './engine.ts'
import { appendJournal } from './journal.ts'
import { actorIn, byColumns, nameOf, newestOf, personIn } from './people-rows.ts'
import type { Rows } from './tables.ts'

type Part = Pick<
  PeopleStore,
  'records' | 'openBindings' | 'bind' | 'unbind' | 'consent' | 'prefer' | 'marks' | 'mark'
>

/** The field a bound number is sealed under and digested for. */
export const bindingField = 'binding'

function bindingOf(row: Rows['bindings']): Binding {
  const { id, account, customer, shown, at } = row
  return { id, account, customer, kind: row.kind as BindingKind, shown, at, by: personIn(row) }
}

function consentOf(row: Rows['consents']): Consent {
  const { account, customer, at } = row
  const [kind, value] = [row.kind as Consent['kind'], row.value as Consent['value']]
  const by = actorIn(row)
  return { account, customer, kind, value, at, source: sourceIn(row), by }
}

/** Where nobody of ours wrote it, the name says what it was taken from. */
function sourceIn({ by_id: id, by_name: name }: Rows['consents']): ConsentSource {
  if (id !== null) return 'agent'
  return name === 'unfollowed' ? 'unfollowed' : 'own_words'
}

function markOf(row: Rows['promise_marks']): PromiseMark {
  const { reply, start_at: start, at } = row
  return { reply, start, value: row.value as PromiseMark['value'], at, by: personIn(row) }
}

/** Enough of the end to tell two numbers apart, and no more than half of it. */
export function shownEnd(value: string): string {
  const kept = Math.min(4, Math.floor(value.length / 2))
  return `…${value.slice(value.length - kept)}`
}

/** The same number however it is written: spaces, dashes and capitals say nothing. */
export function plainNumber(value: string): string {
  return value
    .normalize('NFKC')
    .replace(/[\s\-–—().]/g, '')
    .toUpperCase()
}

async function rowsOf<Name extends 'bindings' | 'consents' | 'preferences'>(
  db: Db,
  table: Name,
  tenant: string,
  identities: readonly Identity[],
): Promise<readonly Rows[Name][]> {
  const found = await Promise.all(
    identities.map(({ account, customer }) =>
      db
        .selectFrom(table as 'bindings')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('account', '=', account)
        .where('customer', '=', customer)
        .execute(),
    ),
  )
  return found.flat().sort((a, b) => b.at - a.at) as unknown as readonly Rows[Name][]
}

interface Writing {
  readonly type: JournalEntry['type']
  readonly of: Identity
  readonly by: Actor
  readonly detail: NonNullable<JournalEntry['detail']>
}

/** Writes together with its line in the journal; where nothing was written, nothing is told. */
async function written(
  context: StoreContext,
  tenant: string,
  { type, of, by, detail }: Writing,
  work: (tx: Db, at: number) => Promise<boolean>,
): Promise<boolean> {
  return context.engine.transaction(async (tx) => {
    const at = context.now()
    if (!(await work(tx, at))) return false
    const { account, customer } = of
    const entry = { type, at, account, customer, agent: by.id, detail }
    await appendJournal(context)(tx, tenant, [entry])
    return true
  })
}

type Writes = Pick<Part, 'bind' | 'unbind' | 'consent' | 'prefer' | 'mark'>

function createBindings(context: StoreContext): Pick<Writes, 'bind' | 'unbind'> {
  const { keyring, mint } = context
  return {
    async bind(tenant, { account, customer, kind, value, by }) {
      const plain = plainNumber(value)
      const id = mint.id()
      const sealed = await keyring.seal(tenant, `${bindingField}:${id}`, plain)
      const digest = await keyring.digest(tenant, `${bindingField}:${kind}`, plain)
      const row = { tenant, id, account, customer, kind, sealed, digest, shown: shownEnd(plain) }
      const said = { type: 'number_bound', of: row, by, detail: { kind } } as const
      await written(context, tenant, said, async (tx, at) => {
        const known = await tx
          .selectFrom('bindings')
          .select('id')
          .where('tenant', '=', tenant)
          .where('account', '=', account)
          .where('customer', '=', customer)
          .where('digest', '=', digest)
          .where('ended_at', 'is', sql.lit(null))
          .executeTakeFirst()
        if (known) return false
        await tx
          .insertInto('bindings')
          .values({ ...row, at, ...byColumns(by) })
          .execute()
        return true
      })
    },
    unbind: (tenant, { account, customer, binding, by }) =>
      written(
        context,
        tenant,
        { type: 'number_unbound', of: { account, customer }, by, detail: { binding } },
        async (tx, at) => {
          // The number itself goes; that there was one stays on record.
          const row = await tx
            .updateTable('bindings')
            .set({ ended_at: at, sealed: '', digest: '' })
            .where('tenant', '=', tenant)
            .where('id', '=', binding)
            .where('account', '=', account)
            .where('customer', '=', customer)
            .where('ended_at', 'is', sql.lit(null))
            .returning('id')
            .executeTakeFirst()
          return row !== undefined
        },
      ),
  }
}

function createWrites(context: StoreContext): Writes {
  const { mint } = context
  return {
    ...createBindings(context),
    async consent(tenant, { account, customer, kind, value, by }) {
      const of = { account, customer }
      const said = { type: 'consent_recorded', of, by, detail: { kind, value } } as const
      await written(context, tenant, said, async (tx, at) => {
        const row = { tenant, id: mint.id(), ...of, kind, value, at, ...byColumns(by) }
        await tx.insertInto('consents').values(row).execute()
        return true
      })
    },
    async prefer(tenant, { account, customer, body, by }) {
      const of = { account, customer }
      const said = { type: 'preferences_set', of, by, detail: {} } as const
      await written(context, tenant, said, async (tx, at) => {
        const fresh = { body, at, ...byColumns(by) }
        await tx
          .insertInto('preferences')
          .values({ tenant, ...of, ...fresh })
          .onConflict((conflict) =>
            conflict.columns(['tenant', 'account', 'customer']).doUpdateSet(fresh),
          )
          .execute()
        return true
      })
    },
    async mark(tenant, { account, customer, reply, start, value, by }) {
      const of = { account, customer }
      const said = { type: 'promise_marked', of, by, detail: { reply, value } } as const
      await written(context, tenant, said, async (tx, at) => {
        const fresh = { value, at, ...byColumns(by) }
        await tx
          .insertInto('promise_marks')
          .values({ tenant, reply, start_at: start, ...fresh })
          .onConflict((conflict) =>
            conflict.columns(['tenant', 'reply', 'start_at']).doUpdateSet(fresh),
          )
          .execute()
        return true
      })
    },
  }
}

export function createRecords(context: StoreContext): Part {
  const { db, keyring } = context
  const standing = async (tenant: string, identities: readonly Identity[]) =>
    (await rowsOf(db, 'bindings', tenant, identities)).filter(({ ended_at }) => ended_at === null)
  return {
    ...createWrites(context),
    async records(tenant, identities) {
      const [bindings, consents, preferences] = await Promise.all([
        standing(tenant, identities),
        rowsOf(db, 'consents', tenant, identities),
        rowsOf(db, 'preferences', tenant, identities),
      ])
      // A message may be sorted later than it was written: an agent's newer word stands.
      const ordered = [...consents].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
      return {
        bindings: bindings.map(bindingOf),
        consents: newestOf(ordered, (row) => row.kind + nameOf(row)).map(consentOf),
        preferences: preferences.map((row) => {
          const { account, customer, body, at } = row
          return { account, customer, body, at, by: personIn(row) }
        }),
      }
    },
    async openBindings(tenant, identities) {
      const opened = (await standing(tenant, identities)).map(async ({ id, kind, sealed }) => {
        const value = await keyring.open(tenant, `${bindingField}:${id}`, sealed)
        return value === undefined ? [] : [{ kind: kind as BindingKind, value }]
      })
      return (await Promise.all(opened)).flat()
    },
    async marks(tenant, replies) {
      if (replies.length === 0) return []
      const rows = await db
        .selectFrom('promise_marks')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('reply', 'in', replies)
        .execute()
      return rows.map(markOf)
    },
  }
}
