import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HttpRequest } from '../../core/http.ts'
import { isRelayError } from '../../core/error.ts'
import { weiboBed, type WeiboBed } from './weibo.fake.ts'

let bed: WeiboBed
beforeAll(async () => {
  bed = await weiboBed()
})
afterAll(() => bed.close())

function signed(timestamp = '1397022061823', secret = 'fake-secret') {
  const text = [secret, timestamp, '57155157'].sort().join('')
  const signature = createHash('sha1').update(text).digest('hex')
  return { timestamp, nonce: '57155157', signature }
}

function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')
}

function request(more: Partial<HttpRequest> = {}, body = fixture('push-text')): HttpRequest {
  return {
    method: 'POST',
    path: '/hooks/wb',
    query: signed(),
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(body),
    receivedAt: 1_397_022_062_000,
    ...more,
  }
}

async function refusal(attack: HttpRequest): Promise<string> {
  try {
    await bed.channel.receive(attack)
    return 'taken'
  } catch (error) {
    return isRelayError(error) ? `${error.code} ${error.message}` : 'another error'
  }
}

const plain = (body: string) => ({ status: 200, contentType: 'text/plain; charset=utf-8', body })

describe('receive', () => {
  it('answers the handshake with its echo, raw', async () => {
    const query = { ...signed(), echostr: '<echo>&1' }
    const body = new Uint8Array()
    expect(await bed.channel.receive(request({ method: 'GET', query, body }))).toEqual({
      answer: plain('<echo>&1'),
      items: [],
    })
  })

  it('answers a push with nothing and hands on its bytes with the signed time', async () =>
    expect(await bed.channel.receive(request())).toEqual({
      answer: plain(''),
      items: [{ source: 'callback', body: fixture('push-text'), signedAt: 1_397_022_061_823 }],
    }))

  it('takes a push of any age: the signed time says how old it is', async () => {
    const arrival = await bed.channel.receive(request({ query: signed('1000000000000') }))
    expect(arrival.items[0]?.signedAt).toBe(1_000_000_000_000)
  })

  it('takes JSON under any content type, or none', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', undefined])
      expect(await refusal(request({ headers: { 'content-type': type } }))).toBe('taken')
  })

  it('has the comment fetched that a mention only names', async () => {
    const arrival = await bed.channel.receive(request({}, fixture('push-mention-comment')))
    expect(arrival.fetch).toEqual([{ feed: 'pushed_comments', hint: '4409688923582999' }])
    expect(arrival.items).toHaveLength(1)
  })

  const list = ['a', 'b'] as unknown as string
  const queries: readonly (readonly [string, Record<string, string>])[] = [
    ['no query', {}],
    ['a wrong signature', { ...signed(), signature: '0'.repeat(40) }],
    ['no signature', { timestamp: '1397022061823', nonce: '57155157' }],
    ['a tampered time', { ...signed(), timestamp: '1397022061824' }],
    ['a stale time under an old signature', { ...signed(), timestamp: '1000000000000' }],
    ['no nonce', { ...signed(), nonce: '' }],
    ['another secret', signed('1397022061823', 'guess')],
    ['an empty secret', signed('1397022061823', '')],
    ['lists in the query', { signature: list, timestamp: list, nonce: list }],
  ]
  const attacks = ['GET', 'POST', 'PUT'].flatMap((method) =>
    queries.map(([name, query]) => [`${method} with ${name}`, { method, query }] as const),
  )
  it.each(attacks)('refuses %s, all alike', async (_name, { method, query }) => {
    const more = { method, query: { echostr: 'e', ...query } }
    expect(await refusal(request(more))).toBe('channel.forged The callback did not verify.')
    expect(await refusal(request({ ...more, body: Buffer.alloc(300_000, 'x') }))).toBe(
      'channel.forged The callback did not verify.',
    )
  })

  it.each([
    ['a handshake without echo', request({ method: 'GET' })],
    ['XML', request({}, '<xml><ToUserName>1</ToUserName></xml>')],
    ['a list', request({}, '[]')],
    ['no body', request({}, '')],
    ['bytes that are no text', request({ body: new Uint8Array([0xc3, 0x28]) })],
  ])('refuses %s though signed, in the same words', async (_name, attack) =>
    expect(await refusal(attack)).toBe('channel.forged The callback did not verify.'),
  )
})
