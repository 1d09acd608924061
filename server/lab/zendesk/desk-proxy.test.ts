import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zendeskBed, type ZendeskBed } from '../testing/zendesk-bed.ts'

interface Heard {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

let bed: ZendeskBed
let relay: Server
let heard: Heard[] = []
beforeAll(async () => {
  bed = await zendeskBed()
  relay = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      heard.push({ method, url, headers, body: Buffer.concat(chunks).toString() })
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"n":1}')
    })
  })
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve))
  bed.plan.relayUrl = `http://127.0.0.1:${(relay.address() as AddressInfo).port}`
})
afterAll(async () => {
  relay.close()
  await bed.close()
})

const ask = (options: object) => bed.desk('POST', '/apps/request', { agentId: 9002, ...options })
async function relayed(options: object): Promise<Heard> {
  heard = []
  const { status, body } = await ask({ url: `${bed.plan.relayUrl}/api`, ...options })
  expect([status, body.status, body.body]).toEqual([200, 201, '{"n":1}'])
  return heard[0] ?? expect.fail('nothing arrived')
}

describe('addProxyRoute', () => {
  it('calls Zendesk’s own interface as the agent who is signed in', async () => {
    const { body } = await ask({ url: '/api/v2/users/me.json' })
    expect(body.status).toBe(200)
    expect(JSON.parse(body.body)).toMatchObject({ user: { id: 9002 } })
  })
  it('fills settings and signs tokens only in secure requests', async () => {
    const { sharedSecret } = bed.plan.zendesk.app
    const jwt = {
      algorithm: 'HS256',
      secret_key: '{{setting.shared_secret}}',
      expiry: 60,
      claims: { iss: 'weiqiao-lab', ticket: 7 },
    }
    const headers = { authorization: 'Bearer {{jwt.token}}', 'x-known': '{{setting.unknown}}' }
    const secure = await relayed({ headers, jwt, secure: true, type: 'POST', data: '{"a":1}' })
    const token = String(secure.headers.authorization).replace('Bearer ', '')
    const key = new TextEncoder().encode(sharedSecret)
    expect((await jwtVerify(token, key)).payload).toMatchObject({ iss: 'weiqiao-lab', ticket: 7 })
    expect([secure.method, secure.body]).toEqual(['POST', '{"a":1}'])
    expect(secure.headers['x-known']).toBe('{{setting.unknown}}')
    const open = await relayed({ headers, jwt })
    expect(open.headers.authorization).toBe('Bearer {{jwt.token}}')
  })
  it('sends fields as a form', async () => {
    const { body, headers } = await relayed({ type: 'post', data: { a: '甲', b: 2 } })
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({ a: '甲', b: '2' })
  })
  it('takes no secret to another host and asks no address that is none', async () => {
    const elsewhere = { url: `${bed.url}/x`, headers: { a: '{{setting.shared_secret}}' } }
    expect((await ask({ ...elsewhere, secure: true })).status).toBe(403)
    expect((await ask({ url: 'file:///etc/passwd' })).status).toBe(400)
    expect((await ask({ url: '//example.com/x' })).status).toBe(400)
  })
})
