import * as z from 'zod'

/** Names that travel in addresses and keys. */
export const id = z
  .string({ error: 'must be a short name: letters, digits, - and _' })
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/, {
    error: 'must be a short name: letters, digits, - and _ (at most 63)',
  })

/** https, or plain http on this machine (a fixed-IP proxy, the lab). */
export const baseUrl = z
  .string({ error: 'must be an address such as https://relay.example.com' })
  .refine((text) => isBaseUrl(text), {
    error: 'must be an https:// address without query (http:// only for 127.0.0.1 and localhost)',
  })
  .transform((text) => text.replace(/\/+$/, ''))

function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { search, hash, username, password, hostname, protocol } = new URL(text)
  if ([search, hash, username, password].some((part) => part !== '')) return false
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  return protocol === 'https:' || (protocol === 'http:' && isLocal)
}

export const masterKey = z
  .string({ error: 'must be base64 of 32 bytes, best as "env:WEIQIAO_MASTER_KEY"' })
  .refine(
    (text) => /^[A-Za-z0-9+/_-]{43}=?$/.test(text) && Buffer.from(text, 'base64').length === 32,
    { error: 'must be base64 of exactly 32 bytes (openssl rand -base64 32 makes one)' },
  )

export const store = z
  .string({ error: 'must be "sqlite:./data/weiqiao.db" or "postgres://…"' })
  .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, {
    error: 'must be "sqlite:./data/weiqiao.db" or "postgres://…"',
  })

export const date = z
  .string({ error: 'must be a date such as 2026-10-01' })
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'must be a date such as 2026-10-01' })

export const clockTime = z
  .string({ error: 'must be a time such as 09:00' })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, { error: 'must be a time such as 09:00' })

export const timeZone = z
  .string({ error: 'must be a time zone such as Asia/Shanghai' })
  .refine((zone) => isTimeZone(zone), { error: 'must be a time zone such as Asia/Shanghai' })

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** Text that says something. */
export const words = z.string().min(1, { error: 'must not be empty' })
