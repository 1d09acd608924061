import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFaultTable } from './fault-table.ts'
import { faultGate } from './faults.ts'
import { createLabWorld, type LabWorld } from './world.ts'

describe('createFaultTable', () => {
  it('matches by platform, kind and part of the subject', () => {
    const table = createFaultTable()
    table.add({ platform: 'wechat', match: '/custom/send', kind: 'errcode', errcode: 45009 })
    const take = (platform: 'wechat' | 'weibo', subject: string) =>
      table.take(platform, subject, ['errcode'])
    expect(take('weibo', 'POST /custom/send')).toBeUndefined()
    expect(take('wechat', 'GET /token')).toBeUndefined()
    expect(table.take('wechat', 'POST /custom/send', ['delay'])).toBeUndefined()
    expect(take('wechat', 'POST /custom/send')?.errcode).toBe(45009)
  })
  it('is spent after its count and stays without one', () => {
    const table = createFaultTable()
    table.add({ platform: 'weibo', match: '', kind: 'hang', count: 2 })
    table.add({ platform: 'wechat', match: '', kind: 'hang' })
    const uses = (platform: 'wechat' | 'weibo') =>
      [1, 2, 3].map(() => table.take(platform, 'x', ['hang']) !== undefined)
    expect(uses('weibo')).toEqual([true, true, false])
    expect(uses('wechat')).toEqual([true, true, true])
    expect(table.list()).toHaveLength(1)
  })
  it('removes one or all', () => {
    const table = createFaultTable()
    const first = table.add({ platform: 'wechat', match: '', kind: 'delay' })
    table.add({ platform: 'wechat', match: '', kind: 'hang' })
    table.remove(first.id)
    expect(table.list().map((fault) => fault.kind)).toEqual(['hang'])
    table.remove()
    expect(table.list()).toEqual([])
  })
})

describe('faultGate', () => {
  let world: LabWorld
  let app: FastifyInstance
  let url: string
  let effects: number

  beforeEach(async () => {
    world = createLabWorld({ seed: 1 })
    effects = 0
    app = fastify({ forceCloseConnections: true })
    await app.register(faultGate(world, 'zendesk'))
    app.post('/api/v2/tickets', () => ({ effects: (effects += 1) }))
    app.get('/__lab/state', () => ({ ok: true }))
    await app.listen({ host: '127.0.0.1', port: 0 })
    const address = app.server.address()
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  })
  afterEach(() => app.close())

  const post = (): Promise<Response> => fetch(`${url}/api/v2/tickets`, { method: 'POST' })

  it('answers the status with Retry-After before anything happens', async () => {
    world.faults.add({
      platform: 'zendesk',
      match: 'POST /api/v2',
      kind: 'status',
      status: 429,
      retryAfter: 7,
      count: 1,
    })
    const refused = await post()
    expect([refused.status, refused.headers.get('retry-after'), effects]).toEqual([429, '7', 0])
    expect((await post()).status).toBe(200)
  })
  it('loses the answer after the effect', async () => {
    world.faults.add({ platform: 'zendesk', match: 'tickets', kind: 'drop_answer', count: 1 })
    await expect(post()).rejects.toThrow()
    expect(effects).toBe(1)
    expect(world.entries(0).map((entry) => entry.data['fault'])).toEqual(['drop_answer'])
  })
  it('never answers while it hangs', async () => {
    world.faults.add({ platform: 'zendesk', match: '', kind: 'hang' })
    const signal = AbortSignal.timeout(80)
    await expect(fetch(`${url}/api/v2/tickets`, { method: 'POST', signal })).rejects.toThrow()
    expect(effects).toBe(0)
  })
  it('answers late while it is slow', async () => {
    world.faults.add({ platform: 'zendesk', match: '', kind: 'delay', ms: 60 })
    const started = performance.now()
    expect((await post()).status).toBe(200)
    expect(performance.now() - started).toBeGreaterThanOrEqual(55)
  })
  it('leaves the lab page and its control interface alone', async () => {
    world.faults.add({ platform: 'zendesk', match: '', kind: 'status', status: 500 })
    expect((await fetch(`${url}/__lab/state`)).status).toBe(200)
  })
})
