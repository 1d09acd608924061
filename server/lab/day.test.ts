import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import { playDay } from './day.ts'
import { wechatDay, weiboDay } from './day-script.ts'
import { createLabPlan, type LabPlan } from './plan.ts'
import { startServers, type LabServers } from './servers.ts'
import type { LabWorld } from './world.ts'

interface DeskComment {
  ticket: string
  body: string
  uploads?: string[]
}

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** Knows one ticket per customer who was heard of, and passes answers to the phones. */
function deskFor(world: LabWorld, plan: LabPlan, comments: DeskComment[]): FastifyInstance {
  const app = fastify({ forceCloseConnections: true })
  app.addContentTypeParser('image/png', { parseAs: 'buffer' }, (_r, body, done) => done(null, body))
  app.get('/__lab/desk/tickets', () => {
    const customers = new Map<string, string>()
    for (const { platform, customer } of world.entries(0, 100_000)) {
      if (customer === undefined) continue
      const hex = Buffer.from(customer).toString('hex')
      const id = platform === 'wechat' ? `wechat:${plan.wechat.appId}:${hex}` : `weibo:${customer}`
      customers.set(id, customer)
    }
    return {
      tickets: [...customers.keys()].map((externalId) => ({
        id: externalId,
        requester: { externalId },
      })),
    }
  })
  app.post('/__lab/desk/uploads', () => ({ token: 't1' }))
  app.post<{ Params: { id: string }; Body: { body: string; uploads?: string[] } }>(
    '/__lab/desk/tickets/:id/comments',
    (request) => {
      comments.push({ ticket: request.params.id, ...request.body })
      return { comment: {} }
    },
  )
  return app
}

async function startDay(): Promise<{
  servers: LabServers
  comments: DeskComment[]
  relayUrl: string
}> {
  const relay = fastify({ forceCloseConnections: true })
  relay.removeAllContentTypeParsers()
  relay.addContentTypeParser('*', { parseAs: 'string' }, (_r, body, done) => done(null, body))
  relay.get('/readyz', () => ({ ok: true }))
  relay.all('/hooks/*', (_request, reply) => reply.send(''))
  await relay.listen({ host: '127.0.0.1', port: 0 })
  const address = relay.server.address()
  const relayUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`

  const comments: DeskComment[] = []
  const plan = createLabPlan({ relayUrl, ports: { wechat: 0, weibo: 0, zendesk: 0 } })
  const servers = await startServers({
    plan,
    zendesk: (world) => Promise.resolve(deskFor(world, plan, comments)),
  })
  closers.push(
    () => relay.close(),
    () => servers.close(),
  )
  // Stands for the relay's first poll, and for its deliveries of the agents' answers.
  for (const name of ['comments/to_me', 'statuses/mentions']) {
    const query = new URLSearchParams({ access_token: plan.weibo.accessToken })
    await fetch(`${servers.urls.weibo}/2/${name}.json?${query.toString()}`)
  }
  return { servers, comments, relayUrl }
}

describe('playDay', () => {
  it('lets everybody write and answers only what the script answers', async () => {
    const { servers, comments, relayUrl } = await startDay()
    const stopping = new AbortController()
    const day = playDay({
      controlUrl: servers.urls.zendesk,
      relayUrl,
      world: servers.world,
      signal: stopping.signal,
      answerWithinMs: 0,
    })
    await day
    const script = [...wechatDay, ...weiboDay]
    const offered = servers.world
      .entries(0, 100_000)
      .filter(({ kind }) => kind.endsWith('.offered'))
    expect(new Set(offered.map((entry) => entry.customer)).size).toBe(script.length)
    expect(comments.map((comment) => comment.body)).toEqual(
      script.flatMap(({ answer }) => (answer ? [answer.text] : [])),
    )
    expect(comments.filter((comment) => comment.uploads).length).toBe(1)
    expect(servers.world.entries(0, 100_000).at(-1)).toMatchObject({
      kind: 'day.ended',
      data: { conversations: script.length },
    })
  })
  it('says so when the relay never becomes ready', async () => {
    const { servers } = await startDay()
    await playDay({
      controlUrl: servers.urls.zendesk,
      relayUrl: 'http://127.0.0.1:1',
      world: servers.world,
      signal: new AbortController().signal,
      readyWithinMs: 1,
    })
    expect(servers.world.entries(0, 100_000).at(-1)).toMatchObject({
      kind: 'day.ended',
      data: { reason: 'the relay did not become ready' },
    })
  })
  it('ends quietly when the lab closes', async () => {
    const { servers, relayUrl } = await startDay()
    const stopping = new AbortController()
    const day = playDay({
      controlUrl: servers.urls.zendesk,
      relayUrl,
      world: servers.world,
      signal: stopping.signal,
    })
    stopping.abort()
    await expect(day).resolves.toBeUndefined()
  })
})

describe('the script', () => {
  const script = [...wechatDay, ...weiboDay]

  it('covers both platforms, publicly and privately, with some left waiting', () => {
    expect(script.length).toBeGreaterThanOrEqual(25)
    expect(new Set(script.map(({ where }) => where))).toEqual(
      new Set(['wechat', 'private', 'post', 'comment']),
    )
    expect(script.filter(({ answer }) => !answer).length).toBeGreaterThanOrEqual(8)
    expect(new Set(script.map(({ name }) => name)).size).toBe(script.length)
  })
  it('holds a closed window, a voice, a picture and a long text with emoji', () => {
    const acts = script.flatMap(({ says }) => says)
    expect(acts.some((act) => (act.minutesAgo ?? 0) > 48 * 60)).toBe(true)
    expect(acts.some((act) => act['type'] === 'voice')).toBe(true)
    expect(acts.some((act) => act['type'] === 'image')).toBe(true)
    const texts = acts.map((act) => String(act['text'] ?? ''))
    expect(texts.some((text) => text.length > 300 && /\p{Extended_Pictographic}/u.test(text))).toBe(
      true,
    )
  })
})
