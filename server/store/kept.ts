import type { KeptValues, LeaseStore, SecretStore } from '../core/store/index.ts'
import type { StoreContext } from './context.ts'
import type { Db } from './engine.ts'

async function put(db: Db, tenant: string, key: string, value: string): Promise<void> {
  await db
    .insertInto('kept')
    .values({ tenant, key, value, expires_at: null })
    .onConflict((conflict) =>
      conflict.columns(['tenant', 'key']).doUpdateSet({ value, expires_at: null }),
    )
    .execute()
}

export function createKept({ engine, db, now }: StoreContext): KeptValues {
  return {
    async get(tenant, key) {
      const row = await db
        .selectFrom('kept')
        .select(['value', 'expires_at'])
        .where('tenant', '=', tenant)
        .where('key', '=', key)
        .executeTakeFirst()
      return row && (row.expires_at === null || row.expires_at > now()) ? row.value : undefined
    },
    set: (tenant, key, value) => put(db, tenant, key, value),
    note: (tenant, key, value) => engine.lightly((tx) => put(tx, tenant, key, value)),
    async once(tenant, key, forMs) {
      const at = now()
      // The condition sits in the upsert itself, so of two callers at once one sees a row.
      const row = await db
        .insertInto('kept')
        .values({ tenant, key, value: '1', expires_at: at + forMs })
        .onConflict((conflict) =>
          conflict
            .columns(['tenant', 'key'])
            .doUpdateSet({ expires_at: at + forMs })
            .where('kept.expires_at', '<=', at),
        )
        .returning('key')
        .executeTakeFirst()
      return row !== undefined
    },
    async sweep() {
      const { numDeletedRows } = await db
        .deleteFrom('kept')
        .where('expires_at', '<=', now())
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}

export function createLeases({ db, now }: StoreContext): LeaseStore {
  return {
    async take({ tenant, key, owner, forMs }) {
      const until = now() + forMs
      const row = await db
        .insertInto('leases')
        .values({ tenant, key, owner, fence: 1, until })
        .onConflict((conflict) =>
          conflict
            .columns(['tenant', 'key'])
            .doUpdateSet((eb) => ({ owner, until, fence: eb('leases.fence', '+', 1) }))
            .where('leases.until', '<=', now()),
        )
        .returning('fence')
        .executeTakeFirst()
      return row && { key, owner, fence: row.fence, until }
    },
    async release(tenant, lease) {
      await db
        .updateTable('leases')
        .set({ until: 0 })
        .where('tenant', '=', tenant)
        .where('key', '=', lease.key)
        .where('fence', '=', lease.fence)
        .execute()
    },
  }
}

export function createSecrets({ db, keyring }: StoreContext): SecretStore {
  return {
    async get(tenant, name) {
      const row = await db
        .selectFrom('secrets')
        .select('value')
        .where('tenant', '=', tenant)
        .where('name', '=', name)
        .executeTakeFirst()
      return row && keyring.open(tenant, `secret:${name}`, row.value)
    },
    async set(tenant, name, value) {
      const sealed = await keyring.seal(tenant, `secret:${name}`, value)
      await db
        .insertInto('secrets')
        .values({ tenant, name, value: sealed })
        .onConflict((conflict) =>
          conflict.columns(['tenant', 'name']).doUpdateSet({ value: sealed }),
        )
        .execute()
    },
    seal: (tenant, purpose, text) => keyring.seal(tenant, `outside:${purpose}`, text),
    open: (tenant, purpose, sealed) => keyring.open(tenant, `outside:${purpose}`, sealed),
  }
}
