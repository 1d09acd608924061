import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { installationAudience } from '../../api/session.ts'
import { RelayError } from '../../core/error.ts'
import { apiBed, keys, sharedSecret, staff, type ApiBed } from '../../testing/api-bed.ts'

const minute = 60_000
const hour = 60 * minute

let api: ApiBed
beforeEach(async () => {
  api = await apiBed()
})
afterEach(() => api.close())

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function hmac(claims: object, secret: string, header: object = { alg: 'HS256', typ: 'JWT' }) {
  const text = `${base64(header)}.${base64(claims)}`
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

describe('a page posted with Zendesk’s signed token', () => {
  it('carries a session of that user, is not kept and may be framed by that Zendesk only', async () => {
    const { status, headers, text } = await api.page(await api.sign(api.claims('acme', '7')))
    expect(status).toBe(200)
    expect(headers['cache-control']).toBe('no-store')
    const policy = String(headers['content-security-policy'])
    expect(policy).toMatch(/frame-ancestors https:\/\/acme\.zendesk\.com$/)
    expect(policy).toContain("default-src 'none'")
    expect(text.indexOf('weiqiao-session')).toBeLessThan(text.indexOf('<title>'))
    const session = await api.session('7')
    expect(session).toMatchObject({
      user: { id: '7', name: '演示客服一', role: 'agent' },
      tenant: { id: 'acme' },
      locale: 'zh-CN',
    })
    expect(Date.parse(session.expiresAt) - api.bed.clock.now()).toBe(15 * minute)
    expect(Date.parse(session.endsAt) - api.bed.clock.now()).toBe(12 * hour)
  })

  it('gives each the role they have: admins of Zendesk, leads of the configuration', async () => {
    const roles = await Promise.all(
      ['7', '9', '50'].map(async (user) => (await api.session(user)).user?.role),
    )
    expect(roles).toEqual(['agent', 'admin', 'lead'])
  })

  it('gives no more than an agent’s role while Zendesk does not say', async () => {
    api.people.set('9', new RelayError('helpdesk.unavailable', 'down'))
    expect((await api.session('9')).user).toEqual({ id: '9', role: 'agent' })
    api.people.set('9', { ...staff['9']! })
    expect((await api.session('9')).user?.role).toBe('admin')
  })

  it('escapes what stands in the meta tag', async () => {
    api.people.set('7', { id: '7', name: '"><script>alert(1)</script>', role: 'agent' })
    const { text } = await api.page(await api.sign(api.claims('acme', '7')))
    expect(text).not.toContain('<script>')
    expect((await api.session('7')).user?.name).toContain('&lt;script')
  })

  it('shows itself without a session to who comes without a token', async () => {
    const page = await api.ask('GET', '/apps/reply-guide/')
    expect(page.status).toBe(200)
    expect(page.text).not.toContain('weiqiao-session')
    expect(page.headers['cache-control']).toBe('no-store')
    expect((await api.ask('GET', '/apps/lab/')).status).toBe(404)
    expect((await api.ask('GET', '/apps/setup/')).status).toBe(404)
  })

  it('loads parts that may be kept for good, and nothing outside them', async () => {
    const part = await api.ask('GET', '/apps/assets/app-1a2b.js')
    expect(part.status).toBe(200)
    expect(part.headers['cache-control']).toContain('immutable')
    expect(part.headers['x-content-type-options']).toBe('nosniff')
    for (const path of ['..%2freply-guide%2findex.html', '%2e%2e/reply-guide/index.html', 'none'])
      expect((await api.ask('GET', `/apps/assets/${path}`)).status).toBe(404)
  })

  describe('is refused, always alike, when the token', () => {
    const others: readonly [what: string, make: () => string | Promise<string>][] = [
      ['is signed by a stranger', () => signed({}, keys.stranger.privateKey)],
      ['is signed by the app of another tenant', () => signed({}, keys.other.privateKey)],
      ['is over', () => signed({ exp: seconds(-61) })],
      ['has no end', () => signed({ exp: undefined })],
      ['lasts longer than Zendesk ever says', () => signed({ exp: seconds(3600) })],
      ['is not valid yet', () => signed({ nbf: seconds(120) })],
      ['is for another installation', () => signed({ aud: audience('acme', 7002) })],
      ['is for another account', () => signed({ aud: audience('other', 7001) })],
      ['is for our name in another host', () => signed({ aud: audience('acme.evil', 7001) })],
      ['has no audience', () => signed({ aud: undefined })],
      ['is issued by another account', () => signed({ iss: 'other.zendesk.com' })],
      [
        'names a user of another account',
        () => signed({ sub: 'https://other.zendesk.com/api/v2/users/7.json' }),
      ],
      ['names no user', () => signed({ sub: 'https://acme.zendesk.com/api/v2/users/me.json' })],
      ['names an end user', () => signed({ sub: 'https://acme.zendesk.com/api/v2/users/60.json' })],
      [
        'names nobody any more',
        () => signed({ sub: 'https://acme.zendesk.com/api/v2/users/404.json' }),
      ],
      [
        'is HS256 with the public key as secret',
        () => hmac(api.claims('acme', '7'), keys.acme.publicKey),
      ],
      [
        'is HS256 with the shared secret',
        () => hmac(api.claims('acme', '7'), `${sharedSecret}-acme`),
      ],
      [
        'says RS256 and is made by HMAC',
        () => hmac(api.claims('acme', '7'), keys.acme.publicKey, { alg: 'RS256' }),
      ],
      [
        'is not signed (none)',
        () => `${base64({ alg: 'none' })}.${base64(api.claims('acme', '7'))}.`,
      ],
      ['was tampered with', tampered],
      ['is no token', () => 'words'],
      ['is missing', () => ''],
    ]
    const seconds = (from: number): number => Math.floor(api.bed.clock.now() / 1000) + from
    const audience = (host: string, id: number): string =>
      `https://${host}.zendesk.com/api/v2/apps/installations/${id}.json`
    const signed = (changes: object, key = keys.acme.privateKey) =>
      api.sign({ ...api.claims('acme', '7'), ...changes }, key)
    async function tampered(): Promise<string> {
      const [head, , tail] = (await signed({})).split('.')
      return [head, base64(api.claims('acme', '9')), tail].join('.')
    }

    it.each(others)('%s', async (_what, make) => {
      const { status, text } = await api.page(await make())
      expect([status, text]).toEqual([403, 'refused'])
    })

    it('was not, while all of it is right (or the above prove nothing)', async () => {
      expect((await api.page(await signed({}))).status).toBe(200)
      expect((await api.page(await signed({ exp: seconds(-59) }))).status).toBe(200)
    })
  })
})

describe('a bearer', () => {
  const crisis = (token: string) => api.call('readCrisis', token)

  it('ends after 15 minutes and is renewed before, for 12 hours', async () => {
    const first = await api.session('7')
    await api.bed.clock.advance(14 * minute)
    const renewed = await api.call('renewSession', first.token)
    expect(renewed.json.endsAt).toBe(first.endsAt)
    await api.bed.clock.advance(2 * minute)
    expect((await crisis(first.token)).status).toBe(401)
    expect((await api.call('renewSession', first.token)).status).toBe(401)
    expect((await crisis(renewed.json.token)).status).toBe(200)
    let { token } = renewed.json
    for (let quarter = 0; quarter < 48; quarter++) {
      await api.bed.clock.advance(14 * minute)
      const next = await api.call('renewSession', token)
      if (next.status === 401) break
      token = next.json.token
      expect(next.json.expiresAt <= first.endsAt).toBe(true)
    }
    expect(api.bed.clock.now() - Date.parse(first.endsAt)).toBeLessThan(15 * minute)
    expect((await crisis(token)).status).toBe(401)
  })

  it('loses at its renewal the role that was taken away in Zendesk', async () => {
    const { token } = await api.session('9')
    api.people.set('9', { ...staff['9']!, role: 'agent' })
    await api.bed.clock.advance(6 * minute)
    expect((await api.call('renewSession', token)).json.user.role).toBe('agent')
    api.people.delete('9')
    await api.bed.clock.advance(6 * minute)
    expect((await api.call('renewSession', token)).status).toBe(401)
  })

  it('opens nothing when it is changed in any way, or said to be another tenant’s', async () => {
    const { token } = await api.session('7')
    const text = token.slice('acme.'.length)
    const wrong = [
      `other.${text}`,
      `.${text}`,
      text,
      `acme.${text.slice(1)}`,
      `acme.${text}A`,
      `acme.${[...text].reverse().join('')}`,
      'acme.',
      'a'.repeat(9000),
    ]
    for (const one of wrong) expect((await crisis(one)).status).toBe(401)
    expect((await api.ask('GET', '/api/v1/crisis')).status).toBe(401)
    expect((await crisis(token)).status).toBe(200)
  })

  it('holds its secrets sealed: neither name nor role can be read in it', async () => {
    const { token } = await api.session('9')
    const bytes = Buffer.from(token.slice('acme.'.length), 'base64url').toString('latin1')
    expect(bytes).not.toMatch(/admin|"id"/)
  })
})

describe('a session of an installation', () => {
  const inSeconds = (from: number) => Math.floor(api.bed.clock.now() / 1000) + from
  const claims = (more: object = {}) => ({
    iss: 'acme',
    aud: installationAudience,
    exp: inSeconds(300),
    ...more,
  })
  const open = (token: string) => api.call('renewSession', token)

  it('is opened by the proxy’s token and names nobody, whatever the page claimed', async () => {
    const { json } = await open(
      hmac(claims({ sub: '9', role: 'admin', user: { role: 'admin' } }), `${sharedSecret}-acme`),
    )
    expect(json.user).toBeNull()
    expect(json.tenant.id).toBe('acme')
    expect((await api.call('renewSession', json.token)).json.user).toBeNull()
  })

  it('may read and record, but nothing that needs a person or a lead', async () => {
    const { token } = (await open(hmac(claims(), `${sharedSecret}-acme`))).json
    const ticket = { parts: { ticketId: '100' } }
    expect((await api.call('readGuidance', token, ticket)).status).toBe(200)
    expect(
      (await api.call('recordDismissal', token, { ...ticket, body: { rule: 'W-C1' } })).status,
    ).toBe(200)
    const act = await api.call('actOnReply', token, {
      parts: { replyId: 'c1' },
      body: { act: 'release' },
    })
    expect([act.status, act.json.error.code]).toEqual([403, 'session.person_needed'])
    expect((await api.call('switchCrisis', token, { body: { on: true } })).status).toBe(403)
    expect((await api.call('listDismissals', token)).status).toBe(403)
  })

  function tampered(): string {
    const [head, , tail] = hmac(claims(), `${sharedSecret}-acme`).split('.')
    return [head, base64(claims({ exp: inSeconds(3000) })), tail].join('.')
  }

  it.each([
    ['another tenant’s secret', () => hmac(claims(), `${sharedSecret}-other`)],
    ['the public key as secret', () => hmac(claims(), keys.acme.publicKey)],
    ['no signature (none)', () => `${base64({ alg: 'none' })}.${base64(claims())}.`],
    ['a forged signature', () => hmac(claims(), 'a-secret-that-somebody-made-up-here')],
    ['claims changed after signing', tampered],
    ['no end', () => hmac(claims({ exp: undefined }), `${sharedSecret}-acme`)],
    ['an end just past', () => hmac(claims({ exp: inSeconds(-61) }), `${sharedSecret}-acme`)],
    ['an end too far off', () => hmac(claims({ exp: inSeconds(7200) }), `${sharedSecret}-acme`)],
    ['another audience', () => hmac(claims({ aud: 'elsewhere' }), `${sharedSecret}-acme`)],
    ['no audience', () => hmac(claims({ aud: undefined }), `${sharedSecret}-acme`)],
    ['another algorithm', () => hmac(claims(), `${sharedSecret}-acme`, { alg: 'HS512' })],
    ['an account that is not there', () => hmac(claims({ iss: 'nobody' }), `${sharedSecret}-acme`)],
    ['no account', () => hmac(claims({ iss: undefined }), `${sharedSecret}-acme`)],
    ['a page’s RS256 token', () => api.sign(api.claims('acme', '9'))],
  ])('is refused with %s', async (_what, make) => {
    expect((await open(await make())).status).toBe(401)
  })

  it('is opened while all of that is right (or the above prove nothing)', async () => {
    for (const more of [{}, { exp: inSeconds(-59) }, { iss: 'acme.zendesk.com' }])
      expect((await open(hmac(claims(more), `${sharedSecret}-acme`))).status).toBe(200)
  })
})
