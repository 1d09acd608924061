import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { HttpRequest } from '../../core/http.ts'
import { importsIn } from '../../testing/walls.ts'
import { channelContract } from '../contract.ts'
import { templateDescriptor } from './index.ts'

const secret = 'not-a-real-secret'
const folder = join(import.meta.dirname, 'fixtures')
const fixtures = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ source: 'callback', body: readFileSync(join(folder, file), 'utf8') }))

/** Signed here by hand: the test shares nothing with what it tests. */
function push(text: string, at: number, key = secret): HttpRequest {
  const [timestamp, nonce] = [String(Math.floor(at / 1000)), 'n1']
  const signature = createHash('sha1')
    .update([key, timestamp, nonce, text].sort().join(''))
    .digest('hex')
  return {
    method: 'POST',
    path: '/hooks/acme/template',
    query: { signature, timestamp, nonce },
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(text),
    receivedAt: at,
  }
}

const bodies = { text: fixtures[0]?.body ?? '', unknown: fixtures[1]?.body ?? '' }

channelContract('template', {
  descriptor: templateDescriptor,
  account: {
    tenant: 'acme',
    id: 'template',
    channel: 'template',
    settings: { appId: 'app-1', secret, apiBase: 'https://platform.example' },
  },
  secrets: [secret, 'token-1'],
  fixtures,
  genuine: (what, at) => push(bodies[what], at),
  forgeries(at) {
    const good = push(bodies.text, at)
    return {
      'a wrong secret': push(bodies.text, at, 'another'),
      'a changed body': { ...good, body: new TextEncoder().encode(bodies.unknown) },
      'no signature': { ...good, query: {} },
      'a signature of another time': { ...good, query: { ...good.query, timestamp: '1' } },
    }
  },
  address: { customer: 'customer-1', thread: '', visibility: 'private' },
  answers: {
    good: ({ url }) => ({
      json: url.endsWith('/token') ? { token: 'token-1', seconds: 7200 } : { id: 's-1' },
    }),
    refused: { tokenExpired: { code: 2 }, rateLimited: { code: 3 }, windowClosed: { code: 4 } },
    isSend: (url) => url.endsWith('/send'),
  },
})

describe('a channel folder', () => {
  it('needs nothing of the relay but the port and the wire, so that anybody can add one (S3-38)', () => {
    const sources = readdirSync(import.meta.dirname).filter((name) => /^[a-z-]+\.ts$/.test(name))
    expect(sources.length).toBeGreaterThan(4)
    const imported = sources.flatMap((name) =>
      importsIn(readFileSync(join(import.meta.dirname, name), 'utf8')),
    )
    expect(imported.length).toBeGreaterThan(4)
    expect(imported.filter((path) => !/^\.\/|^\.\.\/\.\.\/(?:core|wire)\//.test(path))).toEqual([])
  })
})
