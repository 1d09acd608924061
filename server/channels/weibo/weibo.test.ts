import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import type { HttpRequest } from '../../core/http.ts'
import type { RawItem } from '../../core/message.ts'
import { channelContract } from '../contract.ts'
import { weiboDescriptor } from './index.ts'

const appSecret = 'not-a-real-secret'
const accessToken = 'not-a-real-token'

function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')
}

/** The way in by which a payload of each family reaches the relay. */
const sources: Readonly<Record<string, string>> = {
  push: 'callback',
  mention: 'mentions',
  comment: 'comments',
  frame: 'datapush',
}

const fixtures: readonly RawItem[] = readdirSync(new URL('fixtures', import.meta.url))
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({
    source: sources[file.split('-')[0] ?? ''] ?? 'callback',
    body: fixture(file.replace('.json', '')),
  }))

function push(body: string, at: number, key = appSecret): HttpRequest {
  const [timestamp, nonce] = [String(at), '57155157']
  const signature = createHash('sha1').update([key, timestamp, nonce].sort().join('')).digest('hex')
  return {
    method: 'POST',
    path: '/hooks/acme/wb',
    query: { signature, timestamp, nonce },
    headers: { 'content-type': 'application/json;charset=UTF-8' },
    body: new TextEncoder().encode(body),
    receivedAt: at,
  }
}

const bodies = { text: fixture('push-text'), unknown: fixture('push-kind-unheard') }
const base = 'https://weibo.example'

channelContract('weibo, in private', {
  descriptor: weiboDescriptor,
  account: {
    tenant: 'acme',
    id: 'wb',
    channel: 'weibo',
    settings: {
      appKey: '1000000001',
      appSecret,
      accessToken,
      uid: '1990000001',
      replyIp: '203.0.113.7',
      apiBase: base,
      messagesBase: base,
      uploadBase: base,
      dailyCalls: 100,
      hourlyCalls: 1000,
      pollSeconds: 300,
    },
  },
  secrets: [appSecret, accessToken],
  fixtures,
  genuine: (what, at) => push(bodies[what], at),
  handshake: (at) => {
    const { query } = push('', at)
    const request = { ...push('', at), method: 'GET', query: { ...query, echostr: '123456789' } }
    return { request, echo: '123456789' }
  },
  forgeries(at) {
    const good = push(bodies.text, at)
    return {
      'a wrong secret': push(bodies.text, at, 'another'),
      'no signature': { ...good, query: {} },
      'an empty signature': { ...good, query: { ...good.query, signature: '' } },
      'a changed time': { ...good, query: { ...good.query, timestamp: String(at + 1) } },
      'a changed nonce': { ...good, query: { ...good.query, nonce: '1' } },
      'a wrong secret in the handshake': {
        ...push('', at, 'another'),
        method: 'GET',
        query: { ...push('', at, 'another').query, echostr: '1' },
      },
    }
  },
  address: { customer: '2990000002', thread: '', visibility: 'private' },
  answers: {
    good: () => ({ json: { result: true, receiver_id: '2990000002' } }),
    refused: {
      tokenExpired: { error: 'expired_token', error_code: 21327 },
      rateLimited: { error: 'User requests out of rate limit', error_code: 10023 },
      windowClosed: { error: 'not in time', error_code: 20301 },
    },
    isSend: (url) => url.includes('messages/reply'),
    // Weibo's token is renewed by a person only.
    renewsToken: false,
  },
})
