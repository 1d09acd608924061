import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Channel, ChannelDoors } from '../../core/channel.ts'
import type { OutboundReply } from '../../core/reply.ts'
import type { SettingValues } from '../../core/settings.ts'
import type { Store } from '../../core/store/index.ts'
import { openStore } from '../../store/index.ts'
import { FakeClock } from '../../testing/fake-clock.ts'
import { httpServer } from '../../testing/raw-server.ts'
import { recordingLog } from '../../testing/silent-log.ts'
import { createHttpDoor } from '../../wire/http-door.ts'
import { accountOf } from './callback.fake.ts'
import { wechatDescriptor } from './index.ts'

export interface SeenCall {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly type: string
  /** The body as its bytes read in UTF-8. */
  readonly text: string
}

/** `cut` = the connection ends without an answer. */
export type Scripted =
  | 'cut'
  | {
      readonly status?: number
      readonly type?: string
      readonly body: string | object | Uint8Array
    }

export interface WechatBed {
  readonly clock: FakeClock
  readonly store: Store
  readonly doors: ChannelDoors
  readonly channel: Channel
  readonly url: string
  readonly logged: readonly string[]
  /** All calls but those for a token. */
  readonly calls: readonly SeenCall[]
  readonly tokenCalls: readonly SeenCall[]
  /** What the next calls are answered; set by the test. */
  answer: (call: SeenCall) => Scripted
  token: (call: SeenCall) => Scripted
  close(): Promise<void>
}

export const sendPath = '/cgi-bin/message/custom/send'
export const uploadPath = '/cgi-bin/media/upload'
export const sent: Scripted = { body: { errcode: 0, errmsg: 'ok' } }

/** As the platform does where all is well; uploads are numbered. */
export function well(call: SeenCall): Scripted {
  if (call.path !== uploadPath) return sent
  const name = call.query['type'] === 'thumb' ? 'thumb_media_id' : 'media_id'
  return { body: { type: call.query['type'], [name]: `uploaded-${call.query['type']}` } }
}

function write(scripted: Scripted, request: IncomingMessage, response: ServerResponse): void {
  if (scripted === 'cut') {
    request.socket.destroy()
    return
  }
  const { status = 200, type = 'application/json; encoding=utf-8', body } = scripted
  const isRaw = typeof body === 'string' || body instanceof Uint8Array
  response.writeHead(status, { 'content-type': type })
  response.end(isRaw ? body : JSON.stringify(body))
}

function seenCall({ method = '', url = '', headers }: IncomingMessage, body: Buffer): SeenCall {
  const { pathname, searchParams } = new URL(url, 'http://wechat.test')
  return {
    method,
    path: pathname,
    query: Object.fromEntries(searchParams),
    type: headers['content-type'] ?? '',
    text: body.toString(),
  }
}

/** A channel in front of a scripted WeChat on this machine, with a real door and a real store. */
export async function wechatBed(settings: SettingValues = {}): Promise<WechatBed> {
  const clock = new FakeClock()
  const log = recordingLog()
  const calls: SeenCall[] = []
  const tokenCalls: SeenCall[] = []
  const script: Pick<WechatBed, 'answer' | 'token'> = {
    answer: well,
    token: () => ({
      body: { access_token: `issued-token-${tokenCalls.length}`, expires_in: 7200 },
    }),
  }
  const server = await httpServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const call = seenCall(request, Buffer.concat(chunks))
      const isToken = call.path === '/cgi-bin/stable_token'
      ;(isToken ? tokenCalls : calls).push(call)
      write(isToken ? bed.token(call) : bed.answer(call), request, response)
    })
  })
  const options = { url: 'sqlite::memory:', masterKey: randomBytes(32), clock, log, owner: 'bed' }
  const store = await openStore(options)
  const exemptHosts = [new URL(server.url).host]
  const doors: ChannelDoors = {
    http: createHttpDoor({ clock, log, exemptHosts }),
    clock,
    log,
    tokens: store.tokens,
    budgets: store.budgets,
  }
  const account = accountOf({ mode: 'safe', apiBase: server.url, ...settings })
  const bed: WechatBed = Object.assign(script, {
    clock,
    store,
    doors,
    channel: wechatDescriptor.create(account, doors),
    url: server.url,
    logged: log.lines,
    calls,
    tokenCalls,
    async close() {
      await server.close()
      await store.close()
    },
  })
  return bed
}

/** A private answer, unless told otherwise. */
export function replyOf(
  content: OutboundReply['content'] = { type: 'text', text: '您好，明天发货' },
  author: OutboundReply['author'] = { id: '7' },
): OutboundReply {
  return {
    id: 'reply-1',
    tenant: 'acme',
    account: 'wx',
    customer: 'oFictional-Customer_00000001',
    thread: '',
    visibility: 'private',
    target: { kind: 'message' },
    content,
    author,
  }
}
