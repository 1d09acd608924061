import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Clock } from '../../core/clock.ts'
import { openStore } from '../../store/index.ts'
import { failureOf } from '../../testing/failure-of.ts'
import { silentLog } from '../../testing/silent-log.ts'
import { ticketingBed, type TicketingBed } from '../../testing/ticketing-bed.ts'
import { errorOf, fileOne, filingOf } from '../contract.ts'
import { connect, consentUrl } from './auth.ts'
import { zendeskTicketing, type ZendeskTicketingOptions } from './index.ts'

let bed: TicketingBed
beforeEach(async () => {
  bed = await ticketingBed({ unprepared: true })
})
afterEach(() => bed.close())

const asked = () => bed.proxy.calls.filter(({ path }) => path === '/oauth/tokens')
const kinds = () => asked().map(({ body }) => body.grant_type)
const verifier = 'a-verifier-of-forty-three-characters-or-more'
const redirectUri = 'http://127.0.0.1:8787/oauth/zendesk/callback'

describe('client credentials', () => {
  it('ask for a token with the scope configured, once for many calls', async () => {
    await fileOne(bed, filingOf(bed))
    await bed.reader.prepare()
    expect(asked().map(({ body }) => body)).toEqual([
      {
        grant_type: 'client_credentials',
        client_id: bed.plan.zendesk.clientId,
        client_secret: bed.plan.zendesk.clientSecret,
        scope: 'read write',
      },
    ])
  })
  it('ask again before the thirty minutes of a token are over', async () => {
    await fileOne(bed, filingOf(bed))
    await bed.clock.advance(28 * 60_000)
    await fileOne(bed, filingOf(bed, { id: 'filing-2', conversation: 'c-2' }))
    expect(asked()).toHaveLength(2)
    expect(bed.proxy.calls.some(({ path }) => path.endsWith('/tickets'))).toBe(true)
    const refused = bed.world.entries(0, 9999).filter(({ kind }) => kind === 'request.refused')
    expect(refused).toEqual([])
  })
  it('take thirty minutes for granted where the answer names no life', async () => {
    bed.proxy.intercept = ({ path }) =>
      path === '/oauth/tokens' && asked().length === 1
        ? { status: 200, json: { access_token: 'unknown-token', token_type: 'bearer' } }
        : undefined
    await bed.helpdesk.file([filingOf(bed)])
    const kept = await bed.store.tokens.peek('acme', 'zendesk')
    expect((kept?.expiresAt ?? 0) - bed.clock.now()).toBe(30 * 60_000)
  })
  it('ask once more when Zendesk refuses a token early, and repeat the call', async () => {
    await fileOne(bed, filingOf(bed))
    bed.fault({ match: 'POST /api/v2/tickets', kind: 'expire_token', count: 1 })
    await fileOne(bed, filingOf(bed, { id: 'filing-2', conversation: 'c-2' }))
    expect(asked()).toHaveLength(2)
  })
  it('give up after one renewal, as a matter for the admin', async () => {
    await fileOne(bed, filingOf(bed))
    bed.fault({ match: 'POST /api/v2/tickets', kind: 'status', status: 401 })
    const [result] = await bed.helpdesk.file([filingOf(bed, { id: 'filing-2', conversation: 'c' })])
    expect(errorOf(result)).toMatchObject({ code: 'helpdesk.auth', outcome: 'not_done' })
    expect(asked()).toHaveLength(2)
  })
  it('that Zendesk refuses are a matter for the admin', async () => {
    const { helpdesk } = zendeskTicketing({
      ...bed.options,
      auth: { grant: 'client_credentials', clientId: 'x', clientSecret: 'y', scope: 'read' },
    })
    const [result] = await helpdesk.file([filingOf(bed)])
    expect(errorOf(result)).toMatchObject({ code: 'helpdesk.auth', outcome: 'not_done' })
  })
  it.each([
    ['drop_answer', { kind: 'drop_answer' }],
    ['a 503', { kind: 'status', status: 503 }],
  ] as const)('unanswered (%s) mean that nothing was sent', async (_name, fault) => {
    bed.fault({ match: 'POST /oauth/tokens', count: 1, ...fault })
    const [result] = await bed.helpdesk.file([filingOf(bed)])
    expect(errorOf(result)).toMatchObject({ code: 'helpdesk.unavailable', outcome: 'not_done' })
  })
})

describe('an authorization code', () => {
  function consenting(): ZendeskTicketingOptions {
    const { clientId, clientSecret } = bed.plan.zendesk
    const auth = { grant: 'authorization_code' as const, clientId, clientSecret, redirectUri }
    return { ...bed.options, auth }
  }
  /** What the admin's browser does. */
  async function consent(options: ZendeskTicketingOptions): Promise<string> {
    const address = consentUrl(options, { verifier, state: 's1' })
    const response = await fetch(address, { redirect: 'manual' })
    const target = new URL(response.headers.get('location') ?? '')
    expect(target.searchParams.get('state')).toBe('s1')
    return target.searchParams.get('code') ?? ''
  }
  async function connected(): Promise<ZendeskTicketingOptions> {
    const options = consenting()
    await connect(options, await consent(options), verifier)
    return options
  }

  it('is asked for with an S256 challenge that hides the verifier', () => {
    const { searchParams } = new URL(consentUrl(consenting(), { verifier, state: 's1' }))
    expect(Object.fromEntries(searchParams)).toEqual({
      response_type: 'code',
      client_id: bed.plan.zendesk.clientId,
      redirect_uri: redirectUri,
      scope: 'read write',
      state: 's1',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    })
  })
  it('brings tokens that file tickets', async () => {
    const { helpdesk } = zendeskTicketing(await connected())
    expect((await helpdesk.file([filingOf(bed)]))[0]?.outcome).toBe('filed')
    expect(kinds()).toEqual(['authorization_code'])
  })
  it('brings nothing without its verifier', async () => {
    const options = consenting()
    const code = await consent(options)
    expect(await failureOf(connect(options, code, `${verifier}-another`))).toBe(
      'helpdesk.auth not_done',
    )
  })
  it('replaces the tokens of an earlier consent', async () => {
    await connected()
    const before = await bed.store.tokens.peek('acme', 'zendesk')
    await connected()
    const after = await bed.store.tokens.peek('acme', 'zendesk')
    expect(after?.value).not.toBe(before?.value)
    expect(kinds()).toEqual(['authorization_code', 'authorization_code'])
  })
  it('is refreshed by rotation, each refresh token used once', async () => {
    const { helpdesk } = zendeskTicketing(await connected())
    for (let n = 0; n < 4; n++) {
      await bed.clock.advance(115 * 60_000)
      const filing = filingOf(bed, { id: `filing-${n}`, conversation: `c-${n}` })
      expect((await helpdesk.file([filing]))[0]?.outcome).toBe('filed')
    }
    const used = asked()
      .map(({ body }) => body.refresh_token)
      .slice(1)
    expect(used).toHaveLength(4)
    expect(new Set(used).size).toBe(4)
  })
  it('is refreshed by one of two processes, and no old refresh token is ever used (S4-06)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'weiqiao-tokens-'))
    const masterKey = randomBytes(32)
    // Waiting for the other's lease takes no time, or the lease would run out meanwhile.
    const clock: Clock = {
      now: () => bed.clock.now(),
      monotonic: () => bed.clock.monotonic(),
      sleep: () => new Promise((resolve) => setImmediate(resolve)),
    }
    const url = `sqlite:${join(folder, 'tokens.db')}`
    const log = silentLog
    const open = (owner: string) => openStore({ url, masterKey, clock, log, owner })
    const stores = [await open('p1'), await open('p2')]
    const processes = stores.map((store): ZendeskTicketingOptions => {
      const options = consenting()
      return { ...options, doors: { ...options.doors, ...store } }
    })
    const [firstProcess = expect.fail()] = processes
    await connect(firstProcess, await consent(firstProcess), verifier)
    for (let n = 0; n < 3; n++) {
      await bed.clock.advance(115 * 60_000)
      const results = await Promise.all(
        processes.map((options, i) =>
          zendeskTicketing(options).helpdesk.file([
            filingOf(bed, { id: `f-${n}-${i}`, conversation: `c-${n}-${i}` }),
          ]),
        ),
      )
      expect(results.flat().map(({ outcome }) => outcome)).toEqual(['filed', 'filed'])
    }
    const used = asked()
      .map(({ body }) => body.refresh_token)
      .slice(1)
    expect(used).toHaveLength(3)
    expect(new Set(used).size).toBe(3)
    await Promise.all(stores.map((store) => store.close()))
    rmSync(folder, { recursive: true })
  })
  it('that nobody gave yet is asked of the admin', async () => {
    const { helpdesk } = zendeskTicketing(consenting())
    const [result] = await helpdesk.file([filingOf(bed)])
    expect(errorOf(result).code).toBe('helpdesk.auth')
    expect(bed.proxy.calls).toEqual([])
  })
})

describe('an API token', () => {
  const auth = { grant: 'api_token' as const, email: 'relay@example.com', apiToken: 'old-token' }

  it('is taken with a warning that names its end', () => {
    zendeskTicketing({ ...bed.options, auth })
    expect(bed.logged()).toContain('2027-04-30')
    expect(bed.logged()).not.toContain('old-token')
  })
  it('goes out as Basic credentials and asks for no other', async () => {
    const { helpdesk } = zendeskTicketing({ ...bed.options, auth })
    const [result] = await helpdesk.file([filingOf(bed)])
    expect(errorOf(result).code).toBe('helpdesk.auth')
    const credentials = Buffer.from('relay@example.com/token:old-token').toString('base64')
    expect(bed.proxy.calls[0]?.headers.authorization).toBe(`Basic ${credentials}`)
    expect(asked()).toEqual([])
  })
})
