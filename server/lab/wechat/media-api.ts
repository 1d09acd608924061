import type { FastifyInstance } from 'fastify'
import type { ShelvedMedia } from '../media-shelf.ts'
import { addEndpoint, type Call } from './door.ts'
import { downloadName } from './mailbox.ts'
import { WechatRefusal } from './refusal.ts'
import type { WechatState } from './state.ts'

const MEDIA_LIFE_MS = 3 * 86_400_000

/**
 * Limits of temporary material. For pictures the page names 10 MB and 2 MB; the smaller one holds.
 * https://developers.weixin.qq.com/doc/service/api/material/temporary/api_uploadtempmedia
 */
const limits: Readonly<Record<string, { bytes: number; starts: readonly string[] }>> = {
  image: { bytes: 2 * 1_048_576, starts: ['89504e47', 'ffd8ff', '47494638'] },
  // amr-nb, amr-wb, ID3, bare MPEG frames
  voice: { bytes: 2 * 1_048_576, starts: ['2321414d52', '494433', 'fffb', 'fff3', 'fff2'] },
  video: { bytes: 10 * 1_048_576, starts: [''] },
  thumb: { bytes: 65_536, starts: ['ffd8ff'] },
}

export function addMediaEndpoints(app: FastifyInstance, state: WechatState): void {
  addEndpoint(app, state, {
    method: 'POST',
    path: '/cgi-bin/media/upload',
    dailyLimit: 100_000,
    answer: (call) => upload(state, call),
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/cgi-bin/media/get',
    dailyLimit: 200_000,
    answer: (call) => download(state, call),
  })
  // What PicUrl and video_url point to: no token, no JSON.
  app.get<{ Params: { id: string } }>('/mmbiz_pic/:id/0', (request, reply) => {
    const media = state.shelf.get(request.params.id)
    return media ? reply.type(media.contentType).send(media.bytes) : reply.code(404).send('')
  })
  app.get<{ Params: { id: string } }>('/video/:id', (request, reply) => {
    const media = state.shelf.get(request.params.id)
    return media ? reply.type('video/mp4').send(media.bytes) : reply.code(404).send('')
  })
}

async function upload(state: WechatState, call: Call): Promise<object> {
  const type = call.query['type'] ?? ''
  const limit = Object.hasOwn(limits, type) ? limits[type] : undefined
  if (!limit) throw new WechatRefusal(40004)
  if (!call.request.isMultipart()) throw new WechatRefusal(41005)

  const part = await call.request.file({
    limits: { fileSize: limit.bytes, files: 1 },
    throwFileSizeLimit: false,
  })
  if (!part || part.fieldname !== 'media' || !part.filename) throw new WechatRefusal(41005)
  const bytes = await part.toBuffer()
  if (bytes.length === 0) throw new WechatRefusal(44001)
  if (part.file.truncated) throw new WechatRefusal(type === 'image' ? 40009 : 40006)
  const start = bytes.subarray(0, 8).toString('hex')
  if (!limit.starts.some((magic) => start.startsWith(magic))) throw new WechatRefusal(40005)

  const media = state.shelf.put({
    bytes,
    kind: type,
    contentType: part.mimetype,
    fileName: part.filename,
  })
  recordMedia(state, 'media.uploaded', media)
  const created_at = Math.floor(media.at / 1_000)
  return type === 'thumb'
    ? { type, thumb_media_id: media.id, created_at }
    : { type, media_id: media.id, created_at }
}

function download(state: WechatState, call: Call): unknown {
  const id = call.query['media_id']
  if (!id) throw new WechatRefusal(41006)
  const media = state.shelf.get(id)
  if (!media || media.at + MEDIA_LIFE_MS <= state.world.now()) throw new WechatRefusal(40007)
  recordMedia(state, 'media.fetched', media)
  // Videos are answered with an address instead of bytes.
  if (media.kind === 'video') return { video_url: `${state.base()}/video/${media.id}` }
  return call.reply
    .type(media.contentType)
    .header('content-disposition', `attachment; filename="${downloadName(media)}"`)
    .send(media.bytes)
}

function recordMedia(state: WechatState, kind: string, media: ShelvedMedia): void {
  state.world.record({
    platform: 'wechat',
    kind,
    account: state.plan.wechat.account,
    data: { type: media.kind, size: media.bytes.length },
  })
}
