import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zendeskBed, type ZendeskAnswer, type ZendeskBed } from '../testing/zendesk-bed.ts'

let bed: ZendeskBed

beforeAll(async () => {
  bed = await zendeskBed()
})
afterAll(() => bed.close())

const ask = (more: object): Promise<ZendeskAnswer> => {
  const { clientId, clientSecret } = bed.plan.zendesk
  const client = { client_id: clientId, client_secret: clientSecret }
  return bed.raw('POST', '/oauth/tokens', { ...client, scope: 'read write', ...more })
}
const me = (token: string): Promise<ZendeskAnswer> =>
  bed.raw('GET', '/api/v2/users/me.json', undefined, { authorization: `Bearer ${token}` })

const verifier = randomBytes(48).toString('base64url')
const challenge = createHash('sha256').update(verifier).digest('base64url')
const redirect = 'http://127.0.0.1:8787/oauth/zendesk/callback'

async function consent(): Promise<string> {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: bed.plan.zendesk.clientId,
    redirect_uri: redirect,
    scope: 'read write',
    state: 's1',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  })
  const { headers } = await bed.raw('GET', `/oauth/authorizations/new?${query.toString()}`)
  const target = new URL(headers.get('location') ?? '')
  expect(target.searchParams.get('state')).toBe('s1')
  return target.searchParams.get('code') ?? ''
}

const exchange = (code: string, more: object = {}): Promise<ZendeskAnswer> =>
  ask({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirect,
    code_verifier: verifier,
    ...more,
  })

describe('addOauthEndpoints', () => {
  it('gives a machine 30 minutes and nothing to refresh', async () => {
    const { status, body } = await ask({ grant_type: 'client_credentials' })
    expect(status).toBe(201)
    expect(body).toMatchObject({ token_type: 'bearer', scope: 'read write', expires_in: 1800 })
    expect(body).not.toHaveProperty('refresh_token')
    expect((await me(body.access_token)).body.user).toMatchObject({ role: 'admin' })
    bed.advance(1_800_000)
    const late = await me(body.access_token)
    expect(late.status).toBe(401)
    expect(late.body).toMatchObject({ error: 'invalid_token' })
  })
  it('takes forms too', async () => {
    const { clientId, clientSecret } = bed.plan.zendesk
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'read',
    })
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await bed.raw('POST', '/oauth/tokens', form.toString(), headers)).status).toBe(201)
  })

  const refused: readonly [why: string, more: object, status: number, error: string][] = [
    [
      'a wrong secret',
      { grant_type: 'client_credentials', client_secret: 'x' },
      401,
      'invalid_client',
    ],
    ['no scope', { grant_type: 'client_credentials', scope: '' }, 400, 'invalid_scope'],
    ['an invented scope', { grant_type: 'client_credentials', scope: 'all' }, 400, 'invalid_scope'],
    [
      'a life of 299 s',
      { grant_type: 'client_credentials', expires_in: 299 },
      400,
      'invalid_request',
    ],
    [
      'a life of 3 days',
      { grant_type: 'client_credentials', expires_in: 259_200 },
      400,
      'invalid_request',
    ],
    ['a password', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
    [
      'an unknown code',
      { grant_type: 'authorization_code', code: 'x', redirect_uri: redirect },
      400,
      'invalid_grant',
    ],
    [
      'an unknown refresh token',
      { grant_type: 'refresh_token', refresh_token: 'x' },
      400,
      'invalid_grant',
    ],
  ]
  it.each(refused)('refuses %s', async (_why, more, status, error) => {
    const answer = await ask(more)
    expect([answer.status, answer.body.error]).toEqual([status, error])
  })
  it('exchanges a code once, for its verifier and redirect only', async () => {
    expect(
      (await exchange(await consent(), { code_verifier: verifier.toUpperCase() })).status,
    ).toBe(400)
    expect((await exchange(await consent(), { redirect_uri: `${redirect}/x` })).status).toBe(400)
    const code = await consent()
    const { status, body } = await exchange(code)
    expect(status).toBe(201)
    expect((await me(body.access_token)).body.user.id).toBe(bed.plan.zendesk.agents[0]?.id)
    expect((await exchange(code)).body.error).toBe('invalid_grant')
  })
  it('lets a code die after two minutes', async () => {
    const code = await consent()
    bed.advance(120_000)
    expect((await exchange(code)).body.error).toBe('invalid_grant')
  })
  it('ends the old pair with each refresh, and all pairs when a spent one returns', async () => {
    const first = (await exchange(await consent())).body
    const refresh = (token: string): Promise<ZendeskAnswer> =>
      ask({ grant_type: 'refresh_token', refresh_token: token })
    const second = (await refresh(first.refresh_token)).body
    expect((await me(first.access_token)).status).toBe(401)
    expect((await me(second.access_token)).status).toBe(200)
    expect((await refresh(first.refresh_token)).body.error).toBe('invalid_grant')
    expect((await me(second.access_token)).status).toBe(401)
    expect((await refresh(second.refresh_token)).body.error).toBe('invalid_grant')
  })
  it('asks for a challenge, a known client and a known redirect', async () => {
    const { clientId } = bed.plan.zendesk
    const base = {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirect,
      scope: 'read',
    }
    const open = (query: Record<string, string>): Promise<ZendeskAnswer> =>
      bed.raw('GET', `/oauth/authorizations/new?${new URLSearchParams(query).toString()}`)
    expect((await open(base)).status).toBe(400)
    const proof = { code_challenge: challenge, code_challenge_method: 'S256' }
    expect((await open({ ...base, ...proof })).status).toBe(302)
    expect((await open({ ...base, ...proof, code_challenge_method: 'plain' })).status).toBe(400)
    expect((await open({ ...base, ...proof, client_id: 'x' })).status).toBe(400)
    expect((await open({ ...base, ...proof, redirect_uri: 'https://evil.example/' })).status).toBe(
      400,
    )
  })
})

describe('guardApi', () => {
  it('knows neither passwords nor API tokens', async () => {
    const basic = Buffer.from('agent1@example.com/token:abc').toString('base64')
    const answer = await bed.raw('GET', '/api/v2/users/me', undefined, {
      authorization: `Basic ${basic}`,
    })
    expect([answer.status, answer.body]).toEqual([401, { error: "Couldn't authenticate you" }])
    expect((await bed.raw('GET', '/api/v2/users/me')).status).toBe(401)
  })
  it('holds a token to its scopes', async () => {
    const { body } = await ask({ grant_type: 'client_credentials', scope: 'read users:write' })
    const headers = { authorization: `Bearer ${String(body.access_token)}` }
    const user = { user: { name: '甲', external_id: 'scope-1' } }
    expect((await bed.raw('POST', '/api/v2/users/create_or_update', user, headers)).status).toBe(
      201,
    )
    const ticket = { ticket: { comment: { body: '你好' } } }
    const refused = await bed.raw('POST', '/api/v2/tickets', ticket, headers)
    expect([refused.status, refused.body.error]).toEqual([403, 'Forbidden'])
  })
  it('expires the presented token on demand', async () => {
    const { body } = await ask({ grant_type: 'client_credentials' })
    bed.world.faults.add({
      platform: 'zendesk',
      match: '/users/me',
      kind: 'expire_token',
      count: 1,
    })
    expect((await me(body.access_token)).body.error).toBe('invalid_token')
    expect((await me(body.access_token)).status).toBe(401)
  })
  it('answers unknown addresses and broken JSON in its own words', async () => {
    expect((await bed.api('GET', '/nothing')).body.error).toBe('InvalidEndpoint')
    const headers = { 'content-type': 'application/json' }
    const broken = await bed.api('POST', '/tickets', '{"ticket":', headers)
    expect([broken.status, broken.body.error.title]).toEqual([422, 'Unprocessable Entity'])
  })
})
