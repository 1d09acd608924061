import type { InboundMessage } from '../core/message.ts'
import type { ConversationRow, StoredMessage } from '../core/store/inbox.ts'
import type { Rows } from './tables.ts'

export function conversationRow(row: Rows['conversations']): ConversationRow {
  return {
    tenant: row.tenant,
    id: row.id,
    account: row.account,
    channel: row.channel,
    customer: row.customer,
    customerName: row.customer_name ?? undefined,
    thread: row.thread,
    visibility: row.visibility === 'public' ? 'public' : 'private',
    entry: row.entry ?? undefined,
    ticket: row.ticket === null ? undefined : { id: row.ticket },
    hasFilings: row.last_filed_at !== null,
    target: row.target === null ? undefined : (JSON.parse(row.target) as Record<string, string>),
    lastInboundAt: row.last_inbound_at,
    lastFiledAt: row.last_filed_at ?? undefined,
  }
}

type StoredColumns = Pick<
  Rows['inbox'],
  | 'tenant'
  | 'id'
  | 'account'
  | 'conversation'
  | 'message'
  | 'is_answerable'
  | 'received_at'
  | 'tries'
>

export const storedColumns = [
  'tenant',
  'id',
  'account',
  'conversation',
  'message',
  'is_answerable',
  'received_at',
  'tries',
] as const

export function storedMessage(row: StoredColumns): StoredMessage {
  return {
    id: row.id,
    tenant: row.tenant,
    account: row.account,
    conversation: row.conversation ?? '',
    message: JSON.parse(row.message) as InboundMessage,
    isAnswerable: row.is_answerable === 1,
    receivedAt: row.received_at,
    tries: row.tries,
  }
}
