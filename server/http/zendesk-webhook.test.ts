import { createHmac } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  ask,
  httpBed,
  visible,
  type Answered,
  type Asked,
  type HttpBed,
} from '../testing/http-bed.ts'

let bed: HttpBed
beforeAll(async () => {
  bed = await httpBed()
})
afterAll(() => bed.close())

const body = '{"ticket_id":"7"}'

/** As Zendesk signs: the timestamp, then the raw body. */
function signed(secret: string, text = body, at = Date.now()): Asked {
  const timestamp = new Date(at).toISOString()
  const signature = createHmac('sha256', secret)
    .update(timestamp + text)
    .digest('base64')
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-zendesk-webhook-id': 'webhook1',
      'x-zendesk-webhook-invocation-id': `invocation-${at}`,
      'x-zendesk-webhook-signature': signature,
      'x-zendesk-webhook-signature-timestamp': timestamp,
    },
    body: text,
  }
}
/** A packed body, genuine as it travels. */
function signedBytes(secret: string, bytes: Uint8Array, encoding: string): Asked {
  const { headers = {} } = signed(secret)
  const timestamp = headers['x-zendesk-webhook-signature-timestamp'] ?? ''
  const signature = createHmac('sha256', secret).update(timestamp).update(bytes).digest('base64')
  const packed = { 'content-encoding': encoding, 'x-zendesk-webhook-signature': signature }
  return { method: 'POST', headers: { ...headers, ...packed }, body: bytes }
}
const mine = 'webhook secret of demo'
const to = (tenant: string, asked: Asked) => ask(`${bed.url}/zendesk/webhook/${tenant}`, asked)

describe('zendeskWebhookRoutes', () => {
  it('takes a genuine webhook, and the same one again', async () => {
    const asked = signed(mine)
    expect([(await to('demo', asked)).status, (await to('demo', asked)).status]).toEqual([200, 200])
  })
  it('refuses in one and the same way whatever failed', async () => {
    const genuine = signed(mine)
    const { headers = {} } = genuine
    const attempts: Record<string, Promise<Answered>> = {
      'another tenant': to('other', genuine),
      'an unknown tenant': to('nobody', genuine),
      'a tenant by its prototype': to('__proto__', genuine),
      'another secret': to('demo', signed('webhook secret of other')),
      'another body': to('demo', { ...genuine, body: '{"ticket_id":"8"}' }),
      'no signature': to('demo', { ...genuine, headers: { 'content-type': 'application/json' } }),
      'an empty signature': to('demo', {
        ...genuine,
        headers: { ...headers, 'x-zendesk-webhook-signature': '' },
      }),
      'a day-old timestamp': to('demo', signed(mine, body, Date.now() - 25 * 3_600_000)),
      'too large a body': to('demo', signed(mine, 'x'.repeat(256 * 1024 + 1))),
      'a packed body': to('demo', signedBytes(mine, gzipSync(body), 'gzip')),
      'a body said to be packed': to('demo', {
        ...genuine,
        headers: { ...headers, 'content-encoding': 'br' },
      }),
    }
    const seen = await Promise.all(
      Object.entries(attempts).map(
        async ([why, attempt]) => [why, visible(await attempt)] as const,
      ),
    )
    const [, first] = seen[0] ?? []
    expect(first).toMatchObject({ status: 403, body: 'refused' })
    expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(seen.map(([why]) => [why, first])))
  })
  it('answers 503 while the store is down, so that Zendesk comes again', async () => {
    const down = await httpBed()
    await down.relay.runtime.store.close()
    const answer = await ask(`${down.url}/zendesk/webhook/demo`, signed(mine))
    expect([answer.status, answer.body]).toEqual([503, 'unavailable'])
    await down.close().catch(() => undefined)
  })
})
