import type { FastifyInstance } from 'fastify'
import { addEndpoint, checkParams, type Call, type Endpoint } from './door.ts'
import { statusPayload } from './payloads.ts'
import { findPost } from './read-api.ts'
import { WeiboRefusal } from './refusal.ts'
import type { WeiboState } from './state.ts'
import { requirePublicIp, requireText } from './write-api.ts'

const PICTURE_BYTES = 5 * 1_048_576

const share: Omit<Endpoint, 'answer'> = {
  method: 'POST',
  name: 'statuses/share',
  optional: ['status', 'rip'],
  takesFile: true,
}

export function addStatusEndpoints(app: FastifyInstance, state: WeiboState): void {
  addEndpoint(app, state, { ...share, answer: (call) => publishShare(state, call) })
  addEndpoint(app, state, {
    method: 'POST',
    name: 'statuses/repost',
    required: ['id', 'rip'],
    optional: ['status', 'is_comment'],
    answer: (call) => repost(state, call),
  })
  // Closed to ordinary apps since 2017.
  for (const name of ['statuses/update', 'statuses/upload']) {
    addEndpoint(app, state, {
      method: 'POST',
      name,
      optional: ['status', 'rip', 'visible', 'list_id', 'lat', 'long', 'annotations'],
      answer() {
        throw new WeiboRefusal(10014)
      },
    })
  }
  for (const size of ['thumbnail', 'bmiddle', 'large', 'orj360']) {
    app.get<{ Params: { file: string } }>(`/${size}/:file`, (request, reply) => {
      const media = state.shelf.get(request.params.file.replace(/\.jpg$/, ''))
      return media ? reply.type(media.contentType).send(media.bytes) : reply.code(404).send('')
    })
  }
}

async function publishShare(state: WeiboState, call: Call): Promise<object> {
  const { fields, picture } = await readShare(call)
  checkParams(fields, { ...share, required: ['status', 'rip'], answer: () => undefined })
  const text = fields['status'] ?? ''
  requirePublicIp(fields['rip'])
  requireText(text)
  requireSafeDomain(text, state.plan.relayUrl)
  const pictures = picture ? [shelve(state, picture)] : []
  const post = state.square.publish({ author: state.people.brand, text, pictures })
  state.world.record({
    platform: 'weibo',
    kind: 'post.published',
    account: state.plan.weibo.account,
    data: { id: post.id, text, hasPicture: pictures.length > 0 },
  })
  return statusPayload(post, state.payloads())
}

/** At least one link to the domain registered for the app, and no #topic#. */
function requireSafeDomain(text: string, relayUrl: string): void {
  const hosts = [...text.matchAll(/https?:\/\/([^\s/?#]+)/g)].map((match) => match[1] ?? '')
  const own = new URL(relayUrl).host
  const isSafe = hosts.some((host) => host === own || /(^|\.)example\.(com|org|net)$/.test(host))
  if (!isSafe) throw new WeiboRefusal(10017, { detail: 'status, text not find domain' })
  if (/#[^#\s]+#/.test(text)) throw new WeiboRefusal(10017, { detail: 'status, topic' })
}

interface Picture {
  bytes: Buffer
  contentType: string
}

async function readShare(
  call: Call,
): Promise<{ fields: Record<string, string | undefined>; picture?: Picture }> {
  if (!call.request.isMultipart()) return { fields: { ...call.params } }
  const fields: Record<string, string | undefined> = { ...call.params }
  let picture: Picture | undefined
  for await (const part of call.request.parts({ limits: { fileSize: PICTURE_BYTES + 1 } })) {
    if (part.type === 'field') fields[part.fieldname] = String(part.value)
    else if (part.fieldname !== 'pic') throw new WeiboRefusal(10008, { detail: part.fieldname })
    else picture = { bytes: await part.toBuffer(), contentType: part.mimetype }
  }
  return picture ? { fields, picture } : { fields }
}

function shelve(state: WeiboState, { bytes, contentType }: Picture): string {
  if (bytes.length > PICTURE_BYTES) throw new WeiboRefusal(20006)
  if (!/^(89504e47|ffd8ff|47494638)/.test(bytes.subarray(0, 4).toString('hex'))) {
    throw new WeiboRefusal(20005)
  }
  return state.shelf.put({ kind: 'image', bytes, contentType, fileName: 'share.jpg' }).id
}

function repost(state: WeiboState, call: Call): object {
  requirePublicIp(call.params['rip'])
  const original = findPost(state, call.params['id'])
  if (original.author.isBrand && !original.original) throw new WeiboRefusal(20103)
  const typed = call.params['status'] || '转发微博'
  requireText(typed)
  const text = original.original ? `${typed}//@${original.author.name}:${original.text}` : typed
  const { brand } = state.people
  const post = state.square.publish({ author: brand, text, original })
  const mode = call.params['is_comment'] ?? '0'
  if (mode === '1' || mode === '3') {
    state.square.comment({ post: original, author: brand, text: typed })
  }
  state.world.record({
    platform: 'weibo',
    kind: 'post.published',
    account: state.plan.weibo.account,
    data: { id: post.id, text, repostOf: original.id },
  })
  return statusPayload(post, state.payloads())
}
