import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ask, httpBed, visible, type Answered, type HttpBed } from '../testing/http-bed.ts'
import { channelProblems } from '../testing/channel-bodies.ts'

const formType = { 'content-type': 'application/x-www-form-urlencoded' }

interface Resource {
  readonly external_id: string
  readonly thread_id: string
  readonly author: { readonly external_id: string }
}

function post(url: string, fields: Readonly<Record<string, string>>): Promise<Answered> {
  const body = new URLSearchParams(fields).toString()
  return ask(url, { method: 'POST', headers: formType, body })
}

/** What the relay pushed for a customer. */
function pushed(bed: HttpBed, customer: string): Promise<Resource> {
  const external = Buffer.from(customer).toString('hex')
  return vi.waitFor(
    () =>
      resources(bed).find(({ author }) => author.external_id.endsWith(external)) ??
      expect.fail('nothing was pushed'),
    { timeout: 10_000 },
  )
}
function resources(bed: HttpBed): readonly Resource[] {
  return bed.called
    .filter(({ url }) => url.endsWith('/any_channel/push'))
    .flatMap(
      ({ body }) => (JSON.parse(body) as { external_resources: Resource[] }).external_resources,
    )
}
const sends = (bed: HttpBed) => bed.called.filter(({ url }) => url.includes('/custom/send'))

/** The page's way back to Zendesk, as an admin of this tenant walks it; gives the sealed metadata. */
async function connected(bed: HttpBed, tenant: string, account = 'wx'): Promise<string> {
  const origin = originOf(tenant)
  const { body } = await post(`${bed.url}/zendesk/admin`, {
    return_url: `${origin}/return`,
    subdomain: tenant,
    locale: 'zh-CN',
    // The configuration names this very token.
    instance_push_id: `push-${tenant}-${account}`,
    zendesk_access_token: 'token',
    weiqiao_account: account,
  })
  return /name="metadata" value="([^"]+)"/.exec(body)?.[1] ?? expect.fail(body)
}
const originOf = (tenant: string): string => `https://${tenant}.zendesk.com`

let bed: HttpBed
let metadata: string
let thread: string

async function begin(): Promise<void> {
  bed = await httpBed({ port: 'channel' })
  metadata = await connected(bed, 'demo')
  const { url, asked } = bed.wechat({ FromUserName: 'oAsker' })
  await ask(url, asked)
  thread = (await pushed(bed, 'oAsker')).thread_id
}

const reply = (changes: Readonly<Record<string, string>> = {}) => ({
  message: '您的订单在路上，今天送到',
  parent_id: 'any',
  thread_id: thread,
  recipient_id: 'any',
  metadata,
  request_unique_identifier: 'call-1',
  ...changes,
})
const channelback = (changes: Readonly<Record<string, string>> = {}) =>
  post(`${bed.url}/zendesk/channelback`, reply(changes))

describe('zendeskChannelRoutes', () => {
  beforeAll(begin)
  afterAll(() => bed.close())

  it('serves the manifest and its health to anybody', async () => {
    const manifest = await ask(`${bed.url}/zendesk/manifest.json`)
    expect(manifest.headers['content-type']).toMatch(/^application\/json/)
    // The bed's relay has a port of its own and a public address without one.
    expect(channelProblems('manifest', JSON.parse(manifest.body))).toEqual([])
    expect(await ask(`${bed.url}/zendesk/health`)).toMatchObject({ status: 200, body: 'ok' })
  })
  it('serves each tenant’s page to its own Zendesk alone', async () => {
    for (const tenant of ['demo', 'other']) {
      const { status, headers, body } = await post(`${bed.url}/zendesk/admin`, {
        return_url: `${originOf(tenant)}/return`,
        subdomain: tenant,
      })
      expect(status).toBe(200)
      const policy = String(headers['content-security-policy'])
      const [, framers = ''] = /frame-ancestors ([^;]*)/.exec(policy) ?? []
      expect(framers.split(' ').sort()).toEqual([bed.platformUrl, originOf(tenant)].sort())
      expect(headers['cache-control']).toBe('no-store')
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(body).toContain('<form method="post">')
    }
  })
  it('shows no page, and no account, to a stranger', async () => {
    const strangers = [
      { return_url: 'https://evil.zendesk.com/return', subdomain: 'demo' },
      { return_url: 'javascript:alert(1)', subdomain: 'demo' },
      { subdomain: 'demo' },
      {},
    ]
    const seen = await Promise.all(
      strangers.map(async (fields) => visible(await post(`${bed.url}/zendesk/admin`, fields))),
    )
    expect(seen[0]).toMatchObject({ status: 403, body: 'refused' })
    expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1)
    expect((await ask(`${bed.url}/zendesk/admin`)).status).toBe(404)
  })
  it('sends one reply to the customer however often Zendesk repeats the call', async () => {
    const answers = await Promise.all([channelback(), channelback()])
    answers.push(await channelback())
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const bodies = answers.map(({ body }) => JSON.parse(body) as { external_id: string })
    expect(bodies.map((body) => channelProblems('channelback_payload_v2', body)).flat()).toEqual([])
    expect(new Set(bodies.map(({ external_id: id }) => id)).size).toBe(1)
    await expect.poll(() => sends(bed).length).toBe(1)
    await channelback({ request_unique_identifier: 'call-2', message: '您的订单今天送到' })
    await expect.poll(() => sends(bed).length).toBe(2)
    expect(sends(bed).map(({ body }) => (JSON.parse(body) as { touser: string }).touser)).toEqual([
      'oAsker',
      'oAsker',
    ])
  })
  it('takes the longest reply the framework knows', async () => {
    const answer = await channelback({
      request_unique_identifier: 'call-long',
      message: '长'.repeat(65_535),
    })
    expect(answer.status).toBe(200)
  })
  it('refuses in one and the same way whatever failed, and sends nothing', async () => {
    const before = sends(bed).length
    const other = await connected(bed, 'other')
    const second = await connected(bed, 'demo', 'wb')
    const [tenant = '', sealed = ''] = metadata.split('.')
    const attempts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      'no metadata': { metadata: '' },
      'made-up metadata': { metadata: 'demo.made-up' },
      'an unknown tenant': { metadata: `nobody.${sealed}` },
      'a tenant by its prototype': { metadata: `__proto__.${sealed}` },
      'another tenant’s seal': { metadata: other },
      'another tenant’s seal under this name': { metadata: `${tenant}.${other.split('.')[1]}` },
      'another account of the tenant': { metadata: second },
      'an unknown conversation': { thread_id: 'unknown' },
      'no identifier': { request_unique_identifier: '' },
      'no words': { message: '' },
    }
    const seen: (readonly [string, object])[] = []
    for (const [why, changes] of Object.entries(attempts)) {
      const changed = { request_unique_identifier: `forged ${why}`, ...changes }
      seen.push([why, visible(await channelback(changed))])
    }
    const pull = await post(`${bed.url}/zendesk/pull`, { metadata: 'demo.x', state: '' })
    const [, first] = seen[0] ?? []
    expect(first).toMatchObject({ status: 403, body: 'refused' })
    expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(seen.map(([why]) => [why, first])))
    expect(visible(pull)).toEqual(first)
    expect(sends(bed)).toHaveLength(before)
  })
  it('refuses stale metadata once the account was saved again', async () => {
    const older = await connected(bed, 'demo', 'wb')
    const newer = await connected(bed, 'demo', 'wb')
    const pull = (given: string) => post(`${bed.url}/zendesk/pull`, { metadata: given, state: '' })
    expect((await pull(older)).status).toBe(200)
    expect((await pull(newer)).status).toBe(200)
    expect((await pull(older)).status).toBe(403)
  })
  it('answers a poll with resources and state', async () => {
    const answer = await post(`${bed.url}/zendesk/pull`, { metadata, state: '' })
    expect(channelProblems('pull_payload', JSON.parse(answer.body))).toEqual([])
    expect(answer.headers['content-type']).toMatch(/^application\/json/)
  })
  it('learns from events of either tenant, and only from what a request of its own proves', async () => {
    const { url, asked } = bed.wechat({ FromUserName: 'oOther' }, bed.plans[1])
    await ask(url, asked)
    const { external_id: filing, thread_id: conversation } = await pushed(bed, 'oOther')
    const call = bed.called.findLast(
      ({ url: to, body }) => to.endsWith('/any_channel/push') && body.includes(filing),
    )
    const { request_id: requestId } = JSON.parse(call?.body ?? '{}') as { request_id: string }
    const tell = (request: string, ticket: number) =>
      ask(`${bed.url}/zendesk/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          events: [
            {
              type_id: 'resources_created_from_external_ids',
              data: {
                request_id: request,
                resource_events: [
                  {
                    type_id: 'comment_on_new_ticket',
                    external_id: filing,
                    comment_id: 1,
                    ticket_id: ticket,
                  },
                ],
              },
            },
          ],
        }),
      })
    const ticketOf = async () =>
      (await bed.relay.runtime.store.inbox.conversation('other', conversation))?.ticket?.id
    expect(
      (await tell(`${requestId.slice(0, -1)}${requestId.endsWith('A') ? 'B' : 'A'}`, 666)).status,
    ).toBe(403)
    expect((await tell('some-request-of-zendesk', 666)).status).toBe(200)
    expect(await ticketOf()).toBeUndefined()
    expect((await tell(requestId, 77)).status).toBe(200)
    expect(await ticketOf()).toBe('77')
  })
  it('leads nowhere from ids it does not know, and never by a parameter', async () => {
    for (const query of [
      '',
      '?external_id=',
      '?external_id=https://evil.example',
      '?external_id=a&external_id=b',
      '?external_id=x&url=https://evil.example',
      '?url=//evil.example',
    ]) {
      const answer = await ask(`${bed.url}/zendesk/clickthrough${query}`)
      expect(answer.status).toBe(404)
      expect(answer.headers).not.toHaveProperty('location')
    }
  })
})

describe('zendeskChannelRoutes while the store is down', () => {
  it('answer a channelback with 503, and nothing is sent', async () => {
    await begin()
    await bed.relay.runtime.store.close()
    const answer = await channelback()
    expect([answer.status, answer.body, answer.headers['retry-after']]).toEqual([
      503,
      'unavailable',
      '5',
    ])
    expect(sends(bed)).toEqual([])
    await bed.close().catch(() => undefined)
  })
})
