import { randomBytes } from 'node:crypto'
import type { Channel, ChannelAccount, ChannelDoors } from '../../core/channel.ts'
import type { OutboundReply } from '../../core/reply.ts'
import type { SettingValues } from '../../core/settings.ts'
import { openStore } from '../../store/index.ts'
import { FakeClock } from '../../testing/fake-clock.ts'
import { httpServer } from '../../testing/raw-server.ts'
import { silentLog } from '../../testing/silent-log.ts'
import { createHttpDoor } from '../../wire/http-door.ts'
import { weiboDescriptor } from './index.ts'

export interface SeenCall {
  readonly method: string
  readonly path: string
  readonly authorization: string | undefined
  /** Query and form in one. */
  readonly fields: Readonly<Record<string, string>>
}

/** `cut` = the connection ends without an answer. */
export type Scripted =
  'cut' | { readonly status?: number; readonly type?: string; readonly body: unknown }

export interface WeiboBed {
  readonly clock: FakeClock
  readonly account: ChannelAccount
  readonly doors: ChannelDoors
  readonly channel: Channel
  readonly calls: readonly SeenCall[]
  /** What the next calls are answered; set by the test. */
  answer: (call: SeenCall) => Scripted
  close(): Promise<void>
}

export const ok = (body: unknown): Scripted => ({ body })

/** A channel on a scripted Weibo on this machine, with a real door and real budgets. */
export async function weiboBed(settings: SettingValues = {}): Promise<WeiboBed> {
  const clock = new FakeClock()
  const calls: SeenCall[] = []
  const bed = { answer: (): Scripted => ok({}) } as { answer: WeiboBed['answer'] }
  const server = await httpServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://weibo.test')
      const form = new URLSearchParams(Buffer.concat(chunks).toString())
      const { method = '', headers } = request
      const fields = Object.fromEntries([...searchParams, ...form])
      const call = { method, path: pathname, authorization: headers.authorization, fields }
      calls.push(call)
      const answer = bed.answer(call)
      if (answer === 'cut') return request.socket.destroy()
      const { status = 200, type = 'application/json', body } = answer
      const isRaw = typeof body === 'string' || body instanceof Uint8Array
      response.writeHead(status, { 'content-type': type })
      return response.end(isRaw ? body : JSON.stringify(body))
    })
  })
  const store = await openStore({
    url: 'sqlite::memory:',
    masterKey: randomBytes(32),
    clock,
    log: silentLog,
    owner: 'bed',
  })
  const bases = { apiBase: server.url, messagesBase: server.url, uploadBase: server.url }
  const account: ChannelAccount = {
    tenant: 'acme',
    id: 'wb',
    channel: 'weibo',
    settings: {
      appKey: 'fake-key',
      appSecret: 'fake-secret',
      accessToken: 'fake-token',
      uid: '1990000001',
      replyIp: '203.0.113.7',
      ...bases,
      ...settings,
    },
  }
  const doors: ChannelDoors = {
    http: createHttpDoor({ clock, log: silentLog }),
    clock,
    log: silentLog,
    tokens: store.tokens,
    budgets: store.budgets,
  }
  const channel = weiboDescriptor.create(account, doors)
  return Object.assign(bed, {
    clock,
    account,
    doors,
    channel,
    calls,
    async close() {
      await server.close()
      await store.close()
    },
  })
}

/** A public answer to a comment, unless told otherwise. */
export function replyOf(more: Partial<OutboundReply> = {}): OutboundReply {
  return {
    id: 'reply-1',
    tenant: 'acme',
    account: 'wb',
    customer: '2990000002',
    thread: '5274900000000001',
    visibility: 'public',
    target: { kind: 'comment', id: '5274900000000001', cid: '5274916500000001' },
    content: { type: 'text', text: '您好，明天发货 & 100%' },
    author: { id: '7' },
    ...more,
  }
}
