import { createHash, randomBytes } from 'node:crypto'
import type { MediaStore } from '../core/store/index.ts'
import type { StoreContext } from './context.ts'
import type { Db } from './engine.ts'

const chunkBytes = 256 * 1024

/** Bytes in rows of a quarter of a megabyte: both engines move them without large buffers. */
export async function writeChunks(
  db: Db,
  tenant: string,
  file: string,
  bytes: Uint8Array,
): Promise<void> {
  for (let seq = 0; seq * chunkBytes < bytes.length; seq++) {
    const part = Buffer.from(bytes.subarray(seq * chunkBytes, (seq + 1) * chunkBytes))
    await db.insertInto('chunks').values({ tenant, file, seq, bytes: part }).execute()
  }
}

export async function readChunks(db: Db, tenant: string, file: string): Promise<Uint8Array> {
  const rows = await db
    .selectFrom('chunks')
    .select('bytes')
    .where('tenant', '=', tenant)
    .where('file', '=', file)
    .orderBy('seq')
    .execute()
  return Buffer.concat(rows.map(({ bytes }) => bytes))
}

/** Tokens are stored hashed: a copy of the database opens no file. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

export function createMedia({ engine, db, mint, now }: StoreContext): MediaStore {
  return {
    async put(tenant, { name, contentType, bytes }, forMs) {
      const token = randomBytes(16).toString('base64url')
      const id = mint.id()
      await engine.transaction(async (tx) => {
        const row = {
          tenant,
          id,
          token_hash: hashOf(token),
          name,
          content_type: contentType,
          size: bytes.length,
        }
        await tx
          .insertInto('files')
          .values({ ...row, expires_at: now() + forMs })
          .execute()
        await writeChunks(tx, tenant, id, bytes)
      })
      return token
    },
    async get(token) {
      const row = await db
        .selectFrom('files')
        .selectAll()
        .where('token_hash', '=', hashOf(token))
        .executeTakeFirst()
      if (!row || row.expires_at <= now()) return undefined
      const bytes = await readChunks(db, row.tenant, row.id)
      return { tenant: row.tenant, name: row.name, contentType: row.content_type, bytes }
    },
    async sweep() {
      const old = await db
        .selectFrom('files')
        .select(['tenant', 'id'])
        .where('expires_at', '<=', now())
        .limit(500)
        .execute()
      for (const { tenant, id } of old) {
        await engine.transaction(async (tx) => {
          await tx
            .deleteFrom('chunks')
            .where('tenant', '=', tenant)
            .where('file', '=', id)
            .execute()
          await tx.deleteFrom('files').where('tenant', '=', tenant).where('id', '=', id).execute()
        })
      }
      return old.length
    },
  }
}
