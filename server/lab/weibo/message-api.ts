import type { FastifyInstance } from 'fastify'
import { extensionOf } from '../media-shelf.ts'
import { addEndpoint, type Call } from './door.ts'
import type { PrivateMessage } from './inboxes.ts'
import { WeiboRefusal } from './refusal.ts'
import type { WeiboState } from './state.ts'

type Shown = Omit<PrivateMessage, 'id' | 'from' | 'at'>

const TEXT_CHARACTERS = 300
const ARTICLES = 8
const REPLY_PATH = '/2/messages/reply.json'

export function addMessageEndpoints(app: FastifyInstance, state: WeiboState): void {
  addEndpoint(app, state, {
    method: 'POST',
    name: 'messages/reply',
    required: ['type', 'data', 'receiver_id'],
    optional: ['save_sender_box'],
    isCounted: false,
    answer: (call) => reply(state, call),
  })
  addEndpoint(app, state, {
    method: 'GET',
    name: 'mss/msget',
    path: '/2/mss/msget',
    required: ['fid'],
    isCounted: false,
    answer: (call) => download(state, call),
  })
}

function reply(state: WeiboState, call: Call): object {
  const { type = '', data = '', receiver_id: receiver = '' } = call.params
  const { world, people, plan } = state
  const shown = readReply(type, data)
  const customer = people.find(receiver)
  if (!customer || customer.isBrand) throw new WeiboRefusal(20003)
  const inbox = state.inboxes.of(receiver)
  if (world.faults.take('weibo', `POST ${REPLY_PATH}`, ['close_window'])) inbox.close()
  if (!inbox.spend(world.now())) throw new WeiboRefusal(20301)

  const chatId = inbox.show({ ...shown, from: 'brand' })
  world.record({
    platform: 'weibo',
    kind: 'message.delivered',
    account: plan.weibo.account,
    customer: receiver,
    data: { chatId, ...shown },
  })
  return {
    result: true,
    sender_id: Number(plan.weibo.uid),
    receiver_id: Number(receiver),
    type,
    data,
  }
}

/** Text, articles and positions only: pictures and voice cannot be sent here. */
function readReply(type: string, data: string): Shown {
  const value = parseRecord(data)
  if (type === 'text') return readText(value)
  if (type === 'articles') return readArticles(value)
  if (type !== 'position') throw new WeiboRefusal(10008, { detail: 'type' })
  requireMembers(value, ['longitude', 'latitude'])
  return { type, text: `${String(value['latitude'])},${String(value['longitude'])}` }
}

function readText(value: Record<string, unknown>): Shown {
  requireMembers(value, ['text'])
  const text = String(value['text'])
  if (text === '') throw new WeiboRefusal(20008)
  if ([...text].length > TEXT_CHARACTERS) throw new WeiboRefusal(20013)
  return { type: 'text', text }
}

function readArticles(value: Record<string, unknown>): Shown {
  requireMembers(value, ['articles'])
  const articles: unknown = value['articles']
  if (!Array.isArray(articles) || articles.length === 0 || articles.length > ARTICLES) {
    throw new WeiboRefusal(10008, { detail: 'articles' })
  }
  const items = articles.map((article: unknown) => {
    const record = asRecord(article)
    requireMembers(record, ['display_name', 'summary', 'image', 'url'])
    if (!/^https?:\/\//.test(String(record['url']))) throw new WeiboRefusal(20018)
    return Object.fromEntries(Object.entries(record).map(([name, v]) => [name, String(v)]))
  })
  return { type: 'articles', items }
}

function parseRecord(data: string): Record<string, unknown> {
  try {
    return asRecord(JSON.parse(data))
  } catch {
    throw new WeiboRefusal(10008, { detail: 'data' })
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>
  }
  throw new WeiboRefusal(10008, { detail: 'data' })
}

function requireMembers(value: Record<string, unknown>, names: readonly string[]): void {
  const hasAll = names.every((name) => value[name] !== undefined)
  if (!hasAll || Object.keys(value).length !== names.length) {
    throw new WeiboRefusal(10008, { detail: 'data' })
  }
}

function download(state: WeiboState, call: Call): unknown {
  const media = state.files.get(call.params['fid'] ?? '')
  if (!media) throw new WeiboRefusal(20305)
  state.world.record({
    platform: 'weibo',
    kind: 'media.fetched',
    account: state.plan.weibo.account,
    data: { type: media.kind, size: media.bytes.length },
  })
  const name = media.fileName || `${media.kind}.${extensionOf(media.contentType)}`
  return call.reply
    .type(media.contentType)
    .header('content-disposition', `attachment;filename="${encodeURIComponent(name)}"`)
    .send(media.bytes)
}
