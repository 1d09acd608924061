import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { OutgoingCall, HttpRequest } from '../core/http.ts'
import { scriptedDoors, type PlatformScript } from '../testing/scripted-doors.ts'
import { channelContract } from './contract.ts'
import { fetchOnlyDescriptor } from './fetch-only.fake.ts'

const secret = 'not-a-real-secret'
const account = {
  tenant: 'acme',
  id: 'fetch',
  channel: 'fetch-only',
  settings: { appId: 'app-1', secret, apiBase: 'https://platform.example' },
}
const text = { id: 'm-1', kind: 'text', from: 'customer-1', at: '1772416800', text: '你好' }
const unknown = { id: 'm-2', kind: 'hologram', from: 'customer-1', at: '1772416801' }

function nudge(token: string, at: number, key = secret): HttpRequest {
  const body = JSON.stringify({ token })
  const [timestamp, nonce] = [String(Math.floor(at / 1000)), 'n1']
  const signature = createHash('sha1')
    .update([key, timestamp, nonce, body].sort().join(''))
    .digest('hex')
  return {
    method: 'POST',
    path: '/hooks/acme/fetch',
    query: { signature, timestamp, nonce },
    headers: {},
    body: new TextEncoder().encode(body),
    receivedAt: at,
  }
}

function asked({ json }: OutgoingCall): { cursor?: string; token?: string } {
  return json as { cursor?: string; token?: string }
}

/** Two pages: an empty first one that promises more, then the message that was told of. */
const platform: PlatformScript = (call) => {
  if (call.url.endsWith('/token')) return { json: { token: 'token-1', seconds: 7200 } }
  if (call.url.endsWith('/send')) return { json: { id: 's-1' } }
  const { cursor, token } = asked(call)
  if (cursor === undefined) return { json: { list: [], cursor: 'c1', more: true } }
  return { json: { list: [token === 'unknown' ? unknown : text], cursor: 'c2', more: false } }
}

channelContract('a platform that only says "come and fetch"', {
  descriptor: fetchOnlyDescriptor,
  account,
  secrets: [secret, 'token-1'],
  fixtures: [text, unknown].map((one) => ({ source: 'messages', body: JSON.stringify(one) })),
  genuine: (what, at) => nudge(what, at),
  forgeries: (at) => ({
    'a wrong secret': nudge('text', at, 'another'),
    'no signature': { ...nudge('text', at), query: {} },
  }),
  address: { customer: 'customer-1', thread: '', visibility: 'private' },
  answers: {
    good: platform,
    refused: { tokenExpired: { code: 2 }, rateLimited: { code: 3 }, windowClosed: { code: 4 } },
    isSend: (url) => url.endsWith('/send'),
  },
})

describe('a platform that only says "come and fetch"', () => {
  it('brings nothing by itself, and everything when fetched with the hint', async () => {
    const { doors, calls, clock } = scriptedDoors(platform)
    const channel = fetchOnlyDescriptor.create(account, doors)
    const { items, fetch } = await channel.receive(nudge('text', clock.now()))
    expect(items).toEqual([])
    expect(fetch).toEqual([{ feed: 'messages', hint: 'text' }])
    const first = await channel.pull?.('messages', undefined, 'text')
    expect(first).toMatchObject({ items: [], cursor: 'c1', hasMore: true })
    const second = await channel.pull?.('messages', first?.cursor, 'text')
    expect(second?.items).toHaveLength(1)
    expect(calls.map((call) => asked(call).cursor)).toEqual([undefined, 'c1'])
  })
})
