import { describe, expect, it } from 'vitest'
import { RelayError } from '../../core/error.ts'
import type { HttpDoor, IncomingAnswer, OutgoingCall } from '../../core/http.ts'
import { FakeClock } from '../../testing/fake-clock.ts'
import { createProfiles } from './profile.ts'

const minute = 60_000
const asked = {
  identities: [{ channel: 'weibo', id: '1001' }],
  bindings: [{ kind: 'phone', value: '13900000000' }],
} as const

function answer(status: number, body: unknown): IncomingAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { status, headers: {}, body: new TextEncoder().encode(text), text: () => text }
}

function provider(answers: (call: OutgoingCall) => IncomingAnswer) {
  const clock = new FakeClock()
  const calls: OutgoingCall[] = []
  const http: HttpDoor = {
    call: async (call) => {
      calls.push(call)
      return answers(call)
    },
  }
  const one = { url: 'https://crm.example.com/p', secret: 's', timeoutMs: 800, freshMs: 5 * minute }
  const profiles = createProfiles({ http, clock, providers: new Map([['acme', one]]) })
  return { clock, calls, profiles, read: (tenant = 'acme') => profiles.read(tenant, asked) }
}

describe('createProfiles', () => {
  const vip = { tier: { isVip: true, label: '金卡' }, secret: 'dropped' }

  it('asks once while the answer is new, with the secret in a header and ids in the body', async () => {
    const { clock, calls, read } = provider(() => answer(200, vip))
    expect(await read()).toEqual({ state: 'ready', at: clock.now(), facts: { tier: vip.tier } })
    await clock.advance(4 * minute)
    await read()
    expect(calls).toMatchObject([
      { method: 'POST', url: 'https://crm.example.com/p', json: asked, timeoutMs: 800 },
    ])
    expect(calls[0]?.headers?.['authorization']).toBe('Bearer s')
  })
  it('asks one time for two who look at once', async () => {
    const { calls, read } = provider(() => answer(200, vip))
    await Promise.all([read(), read()])
    expect(calls).toHaveLength(1)
  })
  it('says what it knew, and since when, while the provider is away', async () => {
    let isDown = false
    const { clock, calls, read } = provider(() => {
      if (isDown) throw new RelayError('http.timeout', 'late')
      return answer(200, vip)
    })
    const { at } = await read()
    isDown = true
    await clock.advance(6 * minute)
    expect(await read()).toMatchObject({ state: 'stale', at, facts: { tier: vip.tier } })
    await read()
    expect(calls).toHaveLength(2)
    isDown = false
    await clock.advance(minute)
    expect((await read()).state).toBe('ready')
  })
  it.each([
    ['an error', () => answer(500, {})],
    ['a page', () => answer(200, '<html>')],
    ['facts of another shape', () => answer(200, { tier: 'gold' })],
    ['a text without end', () => answer(200, { tier: { isVip: true, label: 'x'.repeat(999) } })],
  ])('takes %s for being away', async (_what, answers) => {
    expect(await provider(answers).read()).toMatchObject({ state: 'away', facts: undefined })
  })
  it('tells a customer it does not know from a tenant without a provider', async () => {
    const { calls, read } = provider(() => answer(404, {}))
    expect((await read()).state).toBe('unknown')
    expect((await read('other')).state).toBe('none')
    expect(calls).toHaveLength(1)
  })
})

describe('what is known of an identity', () => {
  const vip = { tier: { isVip: true, label: '金卡' } }
  it('is what was learnt of it last, for a day, and asks nobody', async () => {
    const { clock, calls, profiles, read } = provider(() => answer(200, vip))
    const [identity] = asked.identities
    expect(profiles.known('acme', identity)).toBeUndefined()
    await read()
    expect(profiles.known('acme', identity)).toEqual(vip)
    expect(profiles.known('other', identity)).toBeUndefined()
    expect(profiles.known('acme', { channel: 'wechat', id: '1001' })).toBeUndefined()
    await clock.advance(24 * 60 * minute)
    expect(profiles.known('acme', identity)).toBeUndefined()
    expect(calls).toHaveLength(1)
  })
})
