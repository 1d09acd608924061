import type { InboundMessage } from '../core/message.ts'
import type { Acceptance } from '../core/store/inbox.ts'

/** When the fictional customers write, epoch ms; the same moment a FakeClock starts at. */
const start = Date.parse('2026-03-02T10:00:00+08:00')

interface MailOptions extends Partial<Omit<Acceptance, 'message'>> {
  readonly key: string
  readonly customer?: string
  readonly message?: Partial<InboundMessage>
}

/** A customer's message as a channel hands it over, due at once. */
export function mail({ key, customer = '客户甲', message = {}, ...more }: MailOptions): Acceptance {
  const receivedAt = more.receivedAt ?? start
  return {
    tenant: 'acme',
    account: 'wx',
    channel: 'wechat',
    message: {
      key,
      kind: 'message',
      platformKind: 'text',
      customer: { id: customer },
      thread: '',
      visibility: 'private',
      parts: [{ type: 'text', text: `text of ${key}` }],
      sentAt: receivedAt,
      target: { kind: 'message' },
      ...message,
    },
    raw: { source: 'callback', body: `<xml>${key}</xml>` },
    receivedAt,
    state: 'pending',
    isAnswerable: true,
    dueAt: receivedAt,
    ...more,
  }
}
