import { createHash } from 'node:crypto'
import type { RawItem } from '../../core/message.ts'
import type { Fields } from './fields.ts'

interface Common {
  readonly customer: { readonly id: string; readonly unionId?: string }
  readonly thread: ''
  readonly visibility: 'private'
  readonly sentAt: number
}

/** CreateTime is in seconds; a missing one must not make the message old. */
export function commonOf(
  fields: Fields,
  item: RawItem,
  customer = fields.id('FromUserName'),
): Common {
  const seconds = Number(fields.id('CreateTime'))
  const sentAt = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : (item.signedAt ?? 0)
  return { customer: { id: customer }, thread: '', visibility: 'private', sentAt }
}

export function bodyHash(item: RawItem): string {
  return createHash('sha256').update(item.body).digest('hex').slice(0, 32)
}
