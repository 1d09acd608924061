import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { RelayError } from '../core/error.ts'
import type { Db, Engine } from './engine.ts'
import type { Rows } from './tables.ts'

const ivBytes = 12
const tagBytes = 16

/** AES-256-GCM; `about` is authenticated, so that a value moved elsewhere does not open. */
export function sealBytes(key: Uint8Array, plain: Uint8Array, about: string): Buffer {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body])
}

/** undefined when the key, the place or the bytes are not the ones that were sealed. */
export function openBytes(key: Uint8Array, sealed: Uint8Array, about: string): Buffer | undefined {
  if (sealed.length < ivBytes + tagBytes) return undefined
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes)).setAAD(
      Buffer.from(about),
    )
    decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes))
    return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()])
  } catch {
    return undefined
  }
}

/** One data key per tenant, itself sealed under the master key. */
export interface Keyring {
  readonly seal: (tenant: string, field: string, text: string) => Promise<string>
  readonly open: (tenant: string, field: string, sealed: string) => Promise<string | undefined>
  /** The same text gives the same digest, in one tenant and field; without the key nothing can be tried out. */
  readonly digest: (tenant: string, field: string, text: string) => Promise<string>
}

type Wrapped = Rows['keyring']

const canaryTenant = '*'

function aboutKey(tenant: string): string {
  return `data-key:${tenant}`
}

function unwrap(masterKey: Uint8Array, { tenant, wrapped }: Wrapped): Buffer | undefined {
  return openBytes(masterKey, Buffer.from(wrapped, 'base64'), aboutKey(tenant))
}

function wrap(masterKey: Uint8Array, dataKey: Uint8Array, tenant: string): string {
  return sealBytes(masterKey, dataKey, aboutKey(tenant)).toString('base64')
}

/** Only while the row is the one that was read: another process may have sealed it anew meanwhile. */
async function rewrap(db: Db, row: Wrapped, wrapped: string): Promise<void> {
  await db
    .updateTable('keyring')
    .set({ wrapped, version: row.version + 1 })
    .where('tenant', '=', row.tenant)
    .where('version', '=', row.version)
    .execute()
}

interface MasterKeys {
  readonly current: Uint8Array
  readonly previous: readonly Uint8Array[]
}

async function dataKey(db: Db, { current, previous }: MasterKeys, tenant: string): Promise<Buffer> {
  await db
    .insertInto('keyring')
    .values({ tenant, version: 1, wrapped: wrap(current, randomBytes(32), tenant) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await db
    .selectFrom('keyring')
    .selectAll()
    .where('tenant', '=', tenant)
    .executeTakeFirstOrThrow()
  const key = unwrap(current, row)
  if (key) return key
  for (const old of previous) {
    const found = unwrap(old, row)
    if (!found) continue
    await rewrap(db, row, wrap(current, found, tenant))
    return found
  }
  throw new RelayError(
    'store.wrong_key',
    'The master key does not open this store. Use the key it was made with.',
  )
}

/** Opens the ring. Throws `store.wrong_key` at once, before anything is written under another key. */
export async function openKeyring(
  { db }: Pick<Engine, 'db'>,
  current: Uint8Array,
  previous: readonly Uint8Array[] = [],
): Promise<Keyring> {
  const masters = { current, previous }
  await dataKey(db, masters, canaryTenant)
  const keys = new Map<string, Promise<Buffer>>()

  function keyOf(tenant: string): Promise<Buffer> {
    const known = keys.get(tenant)
    if (known) return known
    const loading = dataKey(db, masters, tenant)
    keys.set(tenant, loading)
    loading.catch(() => keys.delete(tenant))
    return loading
  }

  if (previous.length > 0) {
    // Every tenant at once, so that the old key can be taken out of the configuration afterwards.
    for (const { tenant } of await db.selectFrom('keyring').select('tenant').execute())
      await keyOf(tenant)
  }

  return {
    async seal(tenant, field, text) {
      return sealBytes(await keyOf(tenant), Buffer.from(text), `${tenant}:${field}`).toString(
        'base64url',
      )
    },
    async open(tenant, field, sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      // Only the one spelling that was handed out: spare bits and foreign characters are forgeries.
      if (bytes.toString('base64url') !== sealed) return undefined
      return openBytes(await keyOf(tenant), bytes, `${tenant}:${field}`)?.toString('utf8')
    },
    async digest(tenant, field, text) {
      const about = JSON.stringify(['digest', tenant, field, text])
      return createHmac('sha256', await keyOf(tenant))
        .update(about)
        .digest('base64url')
    },
  }
}

/** Seals every data key under another master key, all or none. */
export function rewrapKeys(
  engine: Pick<Engine, 'transaction'>,
  from: Uint8Array,
  to: Uint8Array,
): Promise<number> {
  return engine.transaction(async (tx) => {
    const rows = await tx.selectFrom('keyring').selectAll().execute()
    for (const row of rows) {
      const key = unwrap(from, row)
      if (!key)
        throw new RelayError('store.wrong_key', 'The old master key does not open this store.')
      await rewrap(tx, row, wrap(to, key, row.tenant))
    }
    return rows.length
  })
}
