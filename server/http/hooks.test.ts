import { rmSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { handshakeUrl as wechatHandshake } from '../lab/wechat/callback.ts'
import { callbackRequest as weiboCallback, handshakeUrl } from '../lab/weibo/callback.ts'
import { ask, httpBed, visible, type Answered, type HttpBed } from '../testing/http-bed.ts'

let bed: HttpBed
const limit = 256 * 1024

const pathOf = (url: string): string => `${new URL(url).pathname}${new URL(url).search}`
/** Texts filed for a customer, in the order Zendesk got them. */
function filed(customer: string): readonly string[] {
  const external = Buffer.from(customer).toString('hex')
  return bed.called
    .filter(({ url }) => url.endsWith('/any_channel/push'))
    .flatMap(({ body }) => (JSON.parse(body) as { external_resources: Filed[] }).external_resources)
    .filter(({ author }) => author.external_id.endsWith(external))
    .map(({ message }) => message)
}
interface Filed {
  readonly message: string
  readonly author: { readonly external_id: string }
}

describe('hookRoutes', () => {
  beforeAll(async () => {
    bed = await httpBed({ port: 'channel' })
  })
  afterAll(() => bed.close())

  it('answers a genuine WeChat message with success as plain text', async () => {
    const { url, asked } = bed.wechat()
    const answer = await ask(url, asked)
    expect([answer.status, answer.body]).toEqual([200, 'success'])
    expect(answer.headers['content-type']).toMatch(/^text\/plain/)
  })
  it('answers a replayed message like the first time and stores it once', async () => {
    const { url, asked } = bed.wechat({ FromUserName: 'oReplayed', Content: '第一句' })
    const answers = [await ask(url, asked), await ask(url, asked), await ask(url, asked)]
    expect(new Set(answers.map((one) => JSON.stringify(visible(one)))).size).toBe(1)
    const next = bed.wechat({ FromUserName: 'oReplayed', Content: '第二句' })
    await ask(next.url, next.asked)
    const all = () => filed('oReplayed').join('\n')
    await expect.poll(all).toContain('第二句')
    expect(all().match(/第.句/g)).toEqual(['第一句', '第二句'])
  })
  it('answers both handshakes with their echo as plain text', async () => {
    const [plan] = bed.plans
    for (const { url, echo } of [
      wechatHandshake(plan, Date.now()),
      handshakeUrl(plan, Date.now()),
    ]) {
      const answer = await ask(`${bed.url}${pathOf(url)}`)
      expect([answer.status, answer.body]).toEqual([200, echo])
      expect(answer.headers['content-type']).toMatch(/^text\/plain/)
    }
  })
  it('answers a genuine Weibo message with an empty 200', async () => {
    const [plan] = bed.plans
    const push = {
      type: 'text',
      receiver_id: plan.weibo.uid,
      sender_id: '2000000009',
      created_at: 'Mon Jul 16 18:09:20 +0800 2026',
      text: '私信问一下',
      data: {},
    }
    const request = weiboCallback(plan, JSON.stringify(push), Date.now())
    const headers = { 'content-type': request.contentType }
    const url = `${bed.url}${pathOf(request.url)}`
    const answer = await ask(url, { method: 'POST', headers, body: request.body })
    expect([answer.status, answer.body]).toEqual([200, ''])
  })
  it('refuses in one and the same way whatever failed', async () => {
    const [demo, other] = bed.plans
    const { url, asked } = bed.wechat({ FromUserName: 'oForger' })
    const body = String(asked.body)
    const at = (path: string): string => `${bed.url}/hooks/${path}${new URL(url).search}`
    const changed = (name: string, value: string): string => {
      const copy = new URL(url)
      copy.searchParams.set(name, value)
      return copy.href
    }
    const foreign = bed.wechat({}, other)
    const attempts: Record<string, Promise<Answered>> = {
      'another tenant': ask(at(`other/wx`), asked),
      'an unknown tenant': ask(at('nobody/wx'), asked),
      'an unknown account': ask(at('demo/gone'), asked),
      'an account of another channel': ask(at('demo/wb'), asked),
      'a tenant by its prototype': ask(at('__proto__/constructor'), asked),
      'a foreign body under its own signature': ask(
        `${bed.url}/hooks/demo/wx${new URL(foreign.url).search}`,
        foreign.asked,
      ),
      'a wrong signature': ask(changed('msg_signature', '0'.repeat(40)), asked),
      'no signature': ask(`${bed.url}/hooks/demo/wx`, asked),
      'another timestamp': ask(changed('timestamp', '1'), asked),
      'a parameter twice': ask(`${url}&nonce=1`, asked),
      'a tampered body': ask(url, { ...asked, body: body.replace(/.(?=]]><\/Encrypt)/, '!') }),
      'an empty body': ask(url, { ...asked, body: '' }),
      'no XML': ask(url, { ...asked, body: '\u0000\u0001' }),
      'a body beyond the limit': ask(url, { ...asked, body: 'x'.repeat(limit + 1) }),
      'a packed body': ask(url, {
        ...asked,
        headers: { 'content-encoding': 'gzip' },
        body: gzipSync(body),
      }),
      'an unknown packing': ask(url, { ...asked, headers: { 'content-encoding': 'zstd' } }),
      'a wrong content type': ask(url, { ...asked, headers: { 'content-type': 'image/png' } }),
      'a content type that cannot be read': ask(url, {
        ...asked,
        headers: { 'content-type': ';;' },
      }),
      'a handshake with a wrong signature': ask(
        `${bed.url}${pathOf(wechatHandshake({ ...demo, wechat: { ...demo.wechat, token: 'x' } }, Date.now()).url)}`,
      ),
    }
    const seen = await Promise.all(
      Object.entries(attempts).map(async ([why, attempt]) => [why, visible(await attempt)]),
    )
    const wanted = {
      status: 403,
      body: 'refused',
      headers: expect.objectContaining({ 'content-type': 'text/plain', 'content-length': '7' }),
    }
    expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(seen.map(([why]) => [why, wanted])))
    const headers = seen.map(([, one]) => JSON.stringify((one as Answered).headers))
    expect(new Set(headers).size).toBe(1)
    const honest = bed.wechat({ FromUserName: 'oHonest' })
    await ask(honest.url, honest.asked)
    await expect.poll(() => filed('oHonest')).toHaveLength(1)
    expect(filed('oForger')).toEqual([])
  })
  it('takes a genuine body just under the limit and refuses one just above', async () => {
    // Base64 of the sealed text is four thirds of it.
    const sized = (length: number) =>
      bed.wechat({ FromUserName: 'oLong', Content: 'a'.repeat(length) })
    const spare = limit - Buffer.byteLength(String(sized(180_000).asked.body))
    const under = sized(180_000 + Math.floor((spare * 3) / 4) - 64)
    const size = Buffer.byteLength(String(under.asked.body))
    expect(limit - size).toBeGreaterThanOrEqual(0)
    expect(limit - size).toBeLessThan(256)
    expect((await ask(under.url, under.asked)).body).toBe('success')
    const over = sized(180_000 + Math.floor((spare * 3) / 4) + 64)
    expect(Buffer.byteLength(String(over.asked.body))).toBeGreaterThan(limit)
    expect((await ask(over.url, over.asked)).status).toBe(403)
  })
  it('limits no address, since platforms share few', async () => {
    const answers = await Promise.all(
      Array.from({ length: 150 }, async (_, n) => {
        const { url, asked } = bed.wechat({ FromUserName: `oMany${n}` })
        return (await ask(url, asked)).status
      }),
    )
    expect(new Set(answers)).toEqual(new Set([200]))
  })
  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])(
    'answers %s for known and unknown accounts alike',
    async (method) => {
      const [known, unknown] = await Promise.all(
        ['demo/wx', 'nobody/gone'].map((path) => ask(`${bed.url}/hooks/${path}`, { method })),
      )
      expect(known?.status).toBe(404)
      expect(known && visible(known)).toEqual(unknown && visible(unknown))
    },
  )
  it('shows neither words nor secrets of a refused callback in its log', () => {
    const log = bed.logged.join('\n')
    expect(log).toContain('hook.refused')
    expect(log).not.toContain('我的订单')
    for (const { wechat, weibo } of bed.plans)
      for (const secret of [wechat.token, wechat.encodingAesKey, weibo.appSecret])
        expect(log).not.toContain(secret)
  })
})

describe('hookRoutes while the store is down', () => {
  beforeEach(async () => {
    bed = await httpBed()
    await bed.relay.runtime.store.close()
  })
  afterEach(() => bed.close().catch(() => undefined))

  it('still acknowledges, from the local spool', async () => {
    const { url, asked } = bed.wechat()
    expect((await ask(url, asked)).body).toBe('success')
    expect(bed.relay.runtime.spool.isEmpty()).toBe(false)
  })
  it('answers 503 at once when the spool cannot take it either', async () => {
    rmSync(join(bed.folder, 'data/spool'), { recursive: true })
    writeFileSync(join(bed.folder, 'data/spool'), 'in the way')
    const { url, asked } = bed.wechat()
    const answer = await ask(url, asked)
    expect([answer.status, answer.body, answer.headers['retry-after']]).toEqual([
      503,
      'unavailable',
      '5',
    ])
  })
})
