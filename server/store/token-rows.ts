import type { Token } from '../core/store/shared.ts'
import type { StoreContext } from './context.ts'

export interface StoredToken extends Token {
  readonly version: number
  readonly fetchedAt: number
}

export interface TokenRows {
  readonly read: (tenant: string, key: string) => Promise<StoredToken | undefined>
  /** Stores what replaces `before`; false when somebody else has replaced it meanwhile. */
  readonly replace: (
    place: { readonly tenant: string; readonly key: string },
    before: StoredToken | undefined,
    token: Token,
  ) => Promise<boolean>
}

/** Tokens as rows, sealed. Every write counts a version up, so that no older token lands on a newer. */
export function createTokenRows({ db, keyring, now }: StoreContext): TokenRows {
  async function sealed(tenant: string, key: string, token: Token) {
    const { refresh } = token
    return {
      value: await keyring.seal(tenant, `token:${key}`, token.value),
      refresh: refresh === undefined ? null : await keyring.seal(tenant, `refresh:${key}`, refresh),
      fetched_at: now(),
      expires_at: token.expiresAt,
    }
  }

  return {
    async read(tenant, key) {
      const row = await db
        .selectFrom('tokens')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('key', '=', key)
        .executeTakeFirst()
      if (!row) return undefined
      const value = await keyring.open(tenant, `token:${key}`, row.value)
      const refresh =
        row.refresh === null ? undefined : await keyring.open(tenant, `refresh:${key}`, row.refresh)
      return {
        // A value that does not open is as good as one that ran out.
        value: value ?? '',
        expiresAt: value === undefined ? 0 : row.expires_at,
        version: row.version,
        fetchedAt: row.fetched_at,
        ...(refresh !== undefined && { refresh }),
      }
    },
    async replace({ tenant, key }, before, token) {
      const row = await sealed(tenant, key, token)
      if (!before) {
        const made = await db
          .insertInto('tokens')
          .values({ tenant, key, ...row, version: 1 })
          .onConflict((conflict) => conflict.doNothing())
          .returning('version')
          .executeTakeFirst()
        return made !== undefined
      }
      const made = await db
        .updateTable('tokens')
        .set({ ...row, version: before.version + 1 })
        .where('tenant', '=', tenant)
        .where('key', '=', key)
        .where('version', '=', before.version)
        .returning('version')
        .executeTakeFirst()
      return made !== undefined
    },
  }
}
