import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLabPlan } from './plan.ts'
import { startServers, type LabServers } from './servers.ts'
import { startTestLab, type TestLab } from './testing/test-lab.ts'

let lab: TestLab

beforeAll(async () => {
  lab = await startTestLab()
})
afterAll(() => lab.close())

/** The status of a raw request, whose Host and Origin fetch would not let us choose. */
function statusOf(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(lab.urls.zendesk)
    request({ hostname, port, path: '/__lab/state', headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

describe('registerControl', () => {
  it('tells the plan and the people, and no secret', async () => {
    const { id } = await lab.control('POST', '/wechat/customers', { name: '小周' })
    const { id: uid } = await lab.control('POST', '/weibo/customers', { name: '阿蓝' })
    const state = await lab.control('GET', '/state')
    expect(state).toMatchObject({
      plan: { tenant: 'demo', weibo: { uid: lab.plan.weibo.uid } },
      customers: { wechat: [{ id, name: '小周' }], weibo: [{ id: uid, name: '阿蓝' }] },
      locale: 'zh-CN',
    })
    const text = JSON.stringify(state)
    const { wechat, weibo, zendesk } = lab.plan
    const secrets = [
      wechat.appSecret,
      wechat.token,
      wechat.encodingAesKey,
      weibo.appSecret,
      weibo.accessToken,
      zendesk.clientSecret,
      zendesk.app.sharedSecret,
      zendesk.app.privateKey.slice(40, 80),
    ]
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
  })
  it('pages through the ledger and filters by platform', async () => {
    lab.world.record({ platform: 'zendesk', kind: 'ticket.created', data: {} })
    const page = await lab.control('GET', '/ledger?after=0&platform=zendesk')
    expect(page['entries']).toMatchObject([{ kind: 'ticket.created' }])
    expect(await lab.control('GET', `/ledger?after=${String(page['next'])}`)).toMatchObject({
      entries: [],
      next: page['next'],
    })
  })
  it('streams every new entry of the ledger', async () => {
    const cut = new AbortController()
    const response = await fetch(`${lab.urls.zendesk}/__lab/events`, { signal: cut.signal })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    let text = ''
    const reading = (async () => {
      for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString()
    })().catch(() => undefined)
    await expect.poll(() => text).toContain(': ready')
    lab.world.record({ platform: 'weibo', kind: 'something', data: { n: 1 } })
    await expect.poll(() => text).toContain('"kind":"something"')
    expect(text).toMatch(/data: \{.*\}\n\n/)
    cut.abort()
    await reading
  })
  it('tells a watching page of acts that no platform has an event for, refused ones aside', async () => {
    const cut = new AbortController()
    const response = await fetch(`${lab.urls.zendesk}/__lab/events`, { signal: cut.signal })
    let text = ''
    const reading = (async () => {
      for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString()
    })().catch(() => undefined)
    await expect.poll(() => text).toContain(': ready')
    await lab.control('POST', '/wechat/customers', { name: ' ' })
    await lab.control('GET', '/state')
    await lab.control('POST', '/wechat/customers', { name: '客户甲' })
    await expect.poll(() => text).toContain('event: changed')
    expect(text.match(/event: changed/g)).toHaveLength(1)
    cut.abort()
    await reading
  })
  it('tells when the brand last spoke to somebody, in private and in public', async () => {
    const { id } = await lab.control('POST', '/weibo/customers', { name: '演示_乙' })
    const uid = String(id)
    const post = await lab.control('POST', `/weibo/customers/${uid}/posts`, { text: '在吗' })
    const spoken = async (): Promise<unknown> => {
      const { customers } = await lab.control('GET', '/state')
      const { weibo } = customers as { weibo: { id: string }[] }
      return weibo.find((one) => one.id === uid)
    }
    expect(await spoken()).toMatchObject({ lastBrandAt: 0, lastPublicAt: 0 })
    const query = new URLSearchParams({ access_token: lab.plan.weibo.accessToken })
    const answered = await fetch(`${lab.urls.weibo}/2/comments/create.json`, {
      method: 'POST',
      body: new URLSearchParams({
        ...Object.fromEntries(query),
        id: String(post['id']),
        comment: '在的',
        rip: '203.0.113.7',
      }),
    })
    expect(answered.status).toBe(200)
    expect(await spoken()).toMatchObject({ lastBrandAt: 0, lastPublicAt: expect.any(Number) })
    expect((await spoken()) as object).not.toMatchObject({ lastPublicAt: 0 })
  })
  it('adds, lists and removes faults', async () => {
    const { fault } = await lab.control('POST', '/faults', { platform: 'weibo', kind: 'hang' })
    const { id } = fault as { id: string }
    expect(await lab.control('GET', '/faults')).toMatchObject({ faults: [{ id, kind: 'hang' }] })
    expect(await lab.control('DELETE', `/faults/${id}`)).toEqual({ faults: [] })
    await lab.control('POST', '/faults', { platform: 'weibo', kind: 'delay', ms: 1 })
    expect(await lab.control('DELETE', '/faults')).toEqual({ faults: [] })
  })

  const refused: readonly [why: string, path: string, body: unknown, message: RegExp][] = [
    ['a nameless customer', '/wechat/customers', { name: ' ' }, /^name: /],
    ['an unknown fault', '/faults', { platform: 'weibo', kind: 'fire' }, /^kind: /],
    ['an unknown platform', '/faults', { platform: 'qq', kind: 'hang' }, /^platform: /],
    ['an unknown mode', '/wechat/mode', { mode: 'open' }, /^mode: /],
    ['an unknown member', '/weibo/customers', { name: 'a', age: 3 }, /age/],
    ['a message of nobody', '/wechat/customers/none/messages', { type: 'text' }, /no such/],
    ['a comment on nothing', '/weibo/customers/none/comments', {}, /no such/],
  ]
  it.each(refused)('refuses %s', async (_why, path, body, message) => {
    const { error } = await lab.control('POST', path, body)
    expect((error as { message: string }).message).toMatch(message)
  })
  it('answers only this machine, by its own name and its own page', async () => {
    const host = new URL(lab.urls.zendesk).host
    expect(await statusOf({ host })).toBe(200)
    expect(await statusOf({ host, origin: `http://${host}` })).toBe(200)
    expect(await statusOf({ host, origin: 'https://evil.example' })).toBe(403)
    expect(await statusOf({ host: 'rebound.example' })).toBe(403)
  })
  it('serves files in a sandbox', async () => {
    const { id } = await lab.control('POST', '/weibo/customers', { name: '阿绿' })
    const base64 = Buffer.from('<script>').toString('base64')
    await lab.control('POST', `/weibo/customers/${String(id)}/messages`, {
      type: 'image',
      base64,
      contentType: 'text/html',
    })
    const { messages } = (await lab.control('GET', `/weibo/customers/${String(id)}/messages`)) as {
      messages: { mediaUrl: string }[]
    }
    const file = await fetch(`${lab.urls.zendesk}${messages[0]?.mediaUrl ?? ''}`)
    expect(file.headers.get('content-security-policy')).toBe('sandbox')
    expect(file.headers.get('x-content-type-options')).toBe('nosniff')
  })
})

describe('servePages', () => {
  let pages: string
  let servers: LabServers

  beforeAll(async () => {
    pages = mkdtempSync(join(tmpdir(), 'lab-pages-'))
    mkdirSync(join(pages, 'lab'))
    mkdirSync(join(pages, 'assets'))
    writeFileSync(join(pages, 'lab/index.html'), '<title>lab</title>')
    writeFileSync(join(pages, 'assets/app.js'), 'export {}')
    servers = await startServers({
      plan: createLabPlan({ ports: { wechat: 0, weibo: 0, zendesk: 0 } }),
      staticDir: pages,
      zendesk: () => Promise.resolve(fastify({ forceCloseConnections: true })),
    })
  })
  afterAll(async () => {
    await servers.close()
    rmSync(pages, { recursive: true })
  })

  const get = async (path: string): Promise<[number, string]> => {
    const response = await fetch(`${servers.urls.zendesk}${path}`)
    return [response.status, await response.text()]
  }

  it('leads from the root to the page', async () => {
    expect(await get('/')).toEqual([200, '<title>lab</title>'])
    expect(await get('/lab/')).toEqual([200, '<title>lab</title>'])
  })
  it('finds assets beside the page and beside all pages, and nothing above', async () => {
    expect(await get('/assets/app.js')).toEqual([200, 'export {}'])
    expect(await get('/lab/assets/app.js')).toEqual([200, 'export {}'])
    expect((await get('/assets/..%2f..%2fpackage.json'))[0]).toBe(404)
    expect((await get('/lab/none.js'))[0]).toBe(404)
  })
  it('says what to do when nothing is built', async () => {
    rmSync(join(pages, 'lab/index.html'))
    const [status, text] = await get('/lab/')
    expect(status).toBe(503)
    expect(text).toContain('npm run build')
  })
})
