import type { ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createIdMint } from './ids.ts'
import { tokenOf } from './door.ts'
import { commentPayload, statusPayload } from './payloads.ts'
import { WeiboRefusal } from './refusal.ts'
import { concernsBrand, type SquareEvent } from './square.ts'
import type { WeiboState } from './state.ts'

const REPLAY_MS = 5 * 60_000

interface Frame {
  id: string
  at: number
  type: SquareEvent['type']
  line: string
}

/**
 * The commercial streams: one JSON object a line, for as long as the connection lasts; what came in
 * the last five minutes is replayed after `since_id`.
 */
export function addDatapush(app: FastifyInstance, state: WeiboState): void {
  const mint = createIdMint(state.world)
  const streams = new Map<ServerResponse, SquareEvent['type']>()
  let frames: Frame[] = []

  state.square.subscribe((event) => {
    if (!concernsBrand(event, state.people.brand)) return
    const frame = frameOf(state, event, mint.next())
    frames = [...frames.filter((old) => old.at > state.world.now() - REPLAY_MS), frame]
    for (const [stream, type] of streams) {
      if (type === frame.type) stream.write(frame.line)
    }
  })

  const open = (request: FastifyRequest, reply: FastifyReply, type: SquareEvent['type']): void => {
    const query = request.query as Record<string, string | undefined>
    if (!query['subid']) throw new WeiboRefusal(10016, { detail: 'subid' })
    const since = query['since_id'] ?? '0'
    if (!/^\d{1,19}$/.test(since)) throw new WeiboRefusal(10008, { detail: 'since_id' })
    state.credentials.check(tokenOf(request, query['access_token']))
    reply.hijack()
    const stream = reply.raw
    stream.writeHead(200, { 'content-type': 'application/json;charset=UTF-8' })
    stream.flushHeaders()
    const isRecent = (frame: Frame): boolean => frame.at > state.world.now() - REPLAY_MS
    // Without a position only what comes from now on is sent.
    for (const frame of query['since_id'] === undefined ? [] : frames) {
      if (frame.type === type && isRecent(frame) && BigInt(frame.id) > BigInt(since)) {
        stream.write(frame.line)
      }
    }
    streams.set(stream, type)
    stream.on('close', () => streams.delete(stream))
  }

  app.get('/datapush/status', (request, reply) => open(request, reply, 'status'))
  app.get('/datapush/comment', (request, reply) => open(request, reply, 'comment'))
  app.addHook('preClose', async () => {
    for (const stream of streams.keys()) stream.destroy()
  })
}

function frameOf(state: WeiboState, event: SquareEvent, id: string): Frame {
  const item =
    event.type === 'status'
      ? { status: statusPayload(event.post, state.payloads()) }
      : { comment: commentPayload(event.comment, state.payloads()) }
  const text = { type: event.type, event: event.event, ...item }
  const line = `${JSON.stringify({ id: Number(id), text, match_info: {} })}\r\n`
  return { id, at: state.world.now(), type: event.type, line }
}
