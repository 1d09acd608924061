import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpointOf, problemsOf } from '../../testing/zendesk-bodies.ts'
import { ticketingBed, type TicketingBed } from '../../testing/ticketing-bed.ts'
import { fileOne, filingOf, noteOf } from '../contract.ts'
import { connect, consentUrl } from './auth.ts'
import { zendeskTicketing, type ZendeskTicketingOptions } from './index.ts'

let bed: TicketingBed
const png = { name: 'a.png', contentType: 'image/png', bytes: Buffer.from('PNG') }
const verifier = 'a-verifier-of-forty-three-characters-or-more'

/** Every endpoint the adapter knows. A new one belongs here, and in the tour below. */
const endpoints = [
  'DELETE /api/v2/tickets/{ticket_id}',
  'GET /api/v2/incremental/tickets/cursor',
  'GET /api/v2/job_statuses/{job_status_id}',
  'GET /api/v2/tickets',
  'GET /api/v2/tickets/show_many',
  'GET /api/v2/tickets/{ticket_id}',
  'GET /api/v2/tickets/{ticket_id}/audits',
  'GET /api/v2/tickets/{ticket_id}/comments',
  'GET /api/v2/triggers',
  'GET /api/v2/users/me',
  'GET /api/v2/users/show_many',
  'GET /api/v2/views',
  'GET /api/v2/webhooks',
  'GET /api/v2/webhooks/{webhook_id}/signing_secret',
  'POST /api/v2/tickets',
  'POST /api/v2/tickets/create_many',
  'POST /api/v2/triggers',
  'POST /api/v2/uploads',
  'POST /api/v2/users/create_or_update',
  'POST /api/v2/views',
  'POST /api/v2/webhooks',
  'POST /oauth/tokens',
  'PUT /api/v2/tickets/update_many',
  'PUT /api/v2/tickets/{ticket_id}',
]

async function consented(): Promise<ZendeskTicketingOptions> {
  const { clientId, clientSecret } = bed.plan.zendesk
  const redirectUri = 'http://127.0.0.1:8787/oauth/zendesk/callback'
  const auth = { grant: 'authorization_code' as const, clientId, clientSecret, redirectUri }
  const options = { ...bed.options, tenant: 'other', auth }
  const address = consentUrl(options, { verifier, state: 's1' })
  const page = await fetch(address, { redirect: 'manual' })
  const code = new URL(page.headers.get('location') ?? '').searchParams.get('code') ?? ''
  await connect(options, code, verifier)
  return options
}

/** Everything the adapter can say to Zendesk, said once. */
async function tour(): Promise<void> {
  const { ticket_field: field } = await bed.api('POST', '/ticket_fields', {
    ticket_field: { type: 'text', title: '来源' },
  })
  const customFields = { channel: String(field.id) }
  const { helpdesk } = zendeskTicketing({ ...bed.options, customFields })
  const avatarUrl = 'https://img.example/a.jpg'
  const customer = { ...filingOf(bed).customer, avatarUrl }
  const fields = [{ id: 'channel', value: 'wechat' }]
  const whole = filingOf(bed, { customer, attachments: [png, png], body: { fields } })
  const [filed = expect.fail()] = await helpdesk.file([whole])
  const { id } = await bed.ticket()
  await bed.api('PUT', `/tickets/${id}`, { ticket: { status: 'solved' } })
  const more = { id: 'filing-2', target: bed.next(filed), attachments: [png] }
  await fileOne(bed, filingOf(bed, more))
  await fileOne(bed, filingOf(bed, { ...more, isRetry: true }))
  const changes = { addTags: ['weiqiao_held'], removeTags: ['x'], setOpen: true }
  await bed.helpdesk.note(noteOf(bed, filed, changes))
  const problem = {
    id: 'c-1',
    subject: '集中事件',
    text: '多位客户反映',
    tags: ['weiqiao_problem'],
  }
  const made = await bed.helpdesk.problems?.make(problem)
  await bed.helpdesk.problems?.link(made ?? expect.fail(), [{ id: String(id) }])
  await bed.reader.repliesAfter({ id: String(id) }, undefined)
  await bed.reader.touchedSince?.(undefined)
  await bed.api('PUT', `/tickets/${id}`, { ticket: { status: 'closed' } })
  await fileOne(bed, filingOf(bed, { ...more, id: 'filing-3', attachments: [] }))
  await backlog()
  const refreshing = zendeskTicketing(await consented())
  await bed.clock.advance(3 * 3_600_000)
  await refreshing.helpdesk.file([filingOf(bed, { id: 'filing-4', conversation: 'c-4' })])
  await fileOne(bed, filingOf(bed, { isRetry: true }))
  await bed.reader.probe()
}

async function backlog(): Promise<void> {
  const many = Array.from({ length: 20 }, (_, n) =>
    filingOf(bed, { id: `many-${n}`, conversation: `c-many-${n}` }),
  )
  const filed = await bed.helpdesk.file(many)
  await bed.helpdesk.file(
    filed.map((result, n) => filingOf(bed, { id: `more-${n}`, target: bed.next(result) })),
  )
}

beforeAll(async () => {
  const settings = { requestsPerMinute: 100_000 }
  bed = await ticketingBed({ settings, adapter: { requestsPerMinute: 50_000 } })
  await tour()
})
afterAll(() => bed.close())

describe('what the adapter says to Zendesk', () => {
  it('is taken by the description of every endpoint, without a key it does not know', () => {
    expect(bed.proxy.problems).toEqual([])
  })
  it('covers every endpoint the adapter uses', () => {
    expect(bed.proxy.endpoints()).toEqual(endpoints)
  })
  it('tells the simulator nothing that it refuses', () => {
    const refused = bed.world.entries(0, 99_999).filter(({ kind }) => kind === 'request.refused')
    // The addition to the closed ticket is found closed by reading, so not even that.
    expect(refused.map(({ data }) => data)).toEqual([])
  })
  const bodies = [
    'POST /api/v2/tickets',
    'PUT /api/v2/tickets/{ticket_id}',
    'POST /api/v2/tickets/create_many',
    'PUT /api/v2/tickets/update_many',
    'POST /api/v2/users/create_or_update',
    'POST /api/v2/webhooks',
    'POST /api/v2/triggers',
    'POST /api/v2/views',
    'POST /oauth/tokens',
  ]
  it.each(bodies)('would be caught with a key unknown to %s, at any depth', (endpoint) => {
    const calls = bed.proxy.calls.filter(
      ({ method, path, body }) => body !== undefined && endpointOf(method, path) === endpoint,
    )
    expect(calls.length).toBeGreaterThan(0)
    for (const { method, path, body } of calls) {
      for (const planted of withPlantedKeys(body))
        expect(problemsOf(method, path, planted).join()).toContain('planted_key')
    }
  })
  it('would be caught with a wrong type, a wrong value and a key only Zendesk sets', () => {
    const comment = { body: '您好' }
    const wrong = [
      { comment, requester_id: '7' },
      { comment, status: 'reopened' },
      { comment: { ...comment, plain_body: '您好' } },
      { requester_id: 7 },
    ]
    for (const ticket of wrong)
      expect(problemsOf('POST', '/api/v2/tickets', { ticket })).not.toEqual([])
    expect(problemsOf('POST', '/api/v2/tickets', { ticket: { comment } })).toEqual([])
  })
  it('would be caught at an address that Zendesk does not describe', () => {
    expect(problemsOf('POST', '/api/v2/ticketz', {})).not.toEqual([])
    expect(problemsOf('POST', '/api/v2/groups', { group: {} })).not.toEqual([])
  })
})

/** The body once for each of its objects, that object with a key too many. `metadata` is ours to fill. */
function withPlantedKeys(body: unknown): unknown[] {
  if (Array.isArray(body)) {
    return body.flatMap((item, at) =>
      withPlantedKeys(item).map((changed) => body.with(at, changed) as unknown),
    )
  }
  if (typeof body !== 'object' || body === null) return []
  const inner = Object.entries(body)
    .filter(([name]) => name !== 'metadata')
    .flatMap(([name, value]) =>
      withPlantedKeys(value).map((changed) => ({ ...body, [name]: changed })),
    )
  return [{ ...body, planted_key: 1 }, ...inner]
}
