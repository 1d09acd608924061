import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HttpRequest } from '../../core/http.ts'
import { failureOf } from '../../testing/failure-of.ts'
import { ticketingBed, type TicketingBed } from '../../testing/ticketing-bed.ts'
import { fileOne, filingOf } from '../contract.ts'
import { zendeskTicketing } from './index.ts'

const secret = 'configured-secret-for-tests'
const day = 24 * 3_600_000
let bed: TicketingBed
let genuine: HttpRequest
beforeAll(async () => {
  bed = await ticketingBed()
  await fileOne(bed, filingOf(bed))
  genuine = await bed.agentReplies('您好')
})
afterAll(() => bed.close())

const stamp = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
const configured = () => zendeskTicketing({ ...bed.options, webhookSecret: secret }).helpdesk

/** A webhook that an admin made, with a body of their own template. */
function theirs(body: unknown, at = bed.now(), key = secret): HttpRequest {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const request: HttpRequest = {
    method: 'POST',
    path: '/zendesk/webhook/acme',
    query: {},
    headers: { 'x-zendesk-webhook-id': '01HOTHER', 'x-zendesk-webhook-invocation-id': 'inv-1' },
    body: new TextEncoder().encode(text),
    receivedAt: bed.now(),
  }
  return bed.sign(request, key, stamp(at))
}

describe('readWebhook', () => {
  it('verifies with the secret of the webhook that is named', async () => {
    const { touched } = await bed.helpdesk.readReply(genuine)
    const { id } = await bed.ticket()
    expect(touched).toEqual([
      {
        ticket: { id: String(id) },
        key: genuine.headers['x-zendesk-webhook-invocation-id'],
      },
    ])
  })
  it('does not take the secret of one webhook for another', async () => {
    const ids = (await bed.api('GET', '/webhooks')).webhooks.map(({ id }: { id: string }) => id)
    const named = genuine.headers['x-zendesk-webhook-id']
    const other = ids.find((id: string) => id !== named)
    const headers = { ...genuine.headers, 'x-zendesk-webhook-id': other }
    expect(await failureOf(bed.helpdesk.readReply({ ...genuine, headers }))).toBe(
      'helpdesk.forged not_done',
    )
  })
  it('verifies with the secret from the configuration, whatever webhook is named', async () => {
    const { touched } = await configured().readReply(theirs({ ticket_id: '4711' }))
    expect(touched.map(({ ticket }) => ticket.id)).toEqual(['4711'])
  })
  it('signs like the documented example: base64 of HMAC-SHA256 over timestamp and body', async () => {
    // developer.zendesk.com, "Verifying webhook authenticity": the public test secret.
    const publicSecret = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ=='
    const { helpdesk } = zendeskTicketing({ ...bed.options, webhookSecret: publicSecret })
    const request = theirs({ ticket_id: '1' }, bed.now(), publicSecret)
    await expect(helpdesk.readReply(request)).resolves.toMatchObject({ answer: { status: 200 } })
  })
  it.each([
    ['just inside a day', day - 1000, 'accepted'],
    ['over a day old', day + 2000, 'refused'],
    ['over a day ahead', -day - 2000, 'refused'],
  ])('judges a request %s by its signed timestamp: %s', async (_name, age, verdict) => {
    const read = configured().readReply(theirs({ ticket_id: '1' }, bed.now() - age))
    if (verdict === 'accepted') await expect(read).resolves.toHaveProperty('touched')
    else expect(await failureOf(read)).toBe('helpdesk.forged not_done')
  })
  it('refuses every request in which one byte of body, timestamp or signature differs', async () => {
    const helpdesk = configured()
    const request = theirs({ ticket_id: '4711', note: '您好' })
    const names = ['x-zendesk-webhook-signature', 'x-zendesk-webhook-signature-timestamp']
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const body = Uint8Array.from(request.body)
        body[at % body.length] = (body[at % body.length] ?? 0) ^ change
        expect(await failureOf(helpdesk.readReply({ ...request, body }))).toContain('forged')
        const name = names[at % 2] ?? ''
        const value = request.headers[name] ?? ''
        const cut = at % value.length
        const replaced = value[cut] === 'A' ? 'B' : 'A'
        const changed = value.slice(0, cut) + replaced + value.slice(cut + 1)
        const headers = { ...request.headers, [name]: changed }
        expect(await failureOf(helpdesk.readReply({ ...request, headers }))).toContain('forged')
      }),
    )
  })
  it('answers 200 and touches nothing for any genuine body that names no ticket', async () => {
    const helpdesk = configured()
    const odd = fc.oneof(
      fc.string(),
      fc.json(),
      fc.constantFrom('', '[]', 'null', '{"ticket_id":{}}', '{"ticket_id":"x' + '9'.repeat(40)),
    )
    await fc.assert(
      fc.asyncProperty(odd, async (body) => {
        const arrival = await helpdesk.readReply(theirs(body))
        expect(arrival.answer.status).toBe(200)
        expect(arrival.replies).toEqual([])
        for (const { ticket } of arrival.touched) expect(ticket.id).toMatch(/^\d{1,19}$/)
      }),
    )
  })
  it.each([
    ['our own template', { ticket_id: '4711' }],
    ['a number', { ticket_id: 4711 }],
    ['an id in ticket', { ticket: { id: 4711 } }],
    ['an event', { type: 'zen:event-type:ticket.comment_added', detail: { id: '4711' } }],
    ['a subject only', { subject: 'zen:ticket:4711' }],
    ['an id only', { id: '4711' }],
  ])('finds the ticket in %s', async (_name, body) => {
    const { touched } = await configured().readReply(theirs(body))
    expect(touched).toEqual([{ ticket: { id: '4711' }, key: 'inv-1' }])
  })
  it('keeps ids longer than a double holds', async () => {
    const { touched } = await configured().readReply(theirs('{"ticket_id":9007199254740993}'))
    expect(touched[0]?.ticket.id).toBe('9007199254740993')
  })
})

const agents = () => bed.plan.zendesk.agents.map(({ id }) => id)
/** The newest callback of this type, as the relay reads it. */
async function told(type: string) {
  const { ticketEvents } = await bed.helpdesk.readReply(await bed.callback(`ticket.${type}"`))
  return ticketEvents
}

describe('ticket events', () => {
  it('tell of a solve by whom and of its reopening, each with its statuses', async () => {
    const { id } = await bed.ticket()
    const ticket = { id: String(id) }
    const [agentId, other] = agents()
    await bed.desk('PUT', `/tickets/${id}`, { agentId, status: 'solved' })
    const at = bed.now()
    expect(await told('status_changed')).toEqual([
      {
        id: expect.any(String),
        ticket,
        name: 'solved',
        at,
        agent: String(agentId),
        isOurs: true,
        detail: { status: 'solved', from: 'new', to: 'solved' },
      },
    ])
    await bed.clock.advance(60_000)
    await bed.desk('PUT', `/tickets/${id}`, { agentId: other, status: 'pending' })
    await expect
      .poll(() => told('status_changed'))
      .toMatchObject([
        { name: 'reopened', at: at + 60_000, agent: String(other), detail: { to: 'pending' } },
      ])
    await bed.desk('PUT', `/tickets/${id}`, { agentId, status: 'open' })
    await expect
      .poll(() => told('status_changed'))
      .toMatchObject([
        { name: 'status_changed', agent: String(agentId), detail: { from: 'pending', to: 'open' } },
      ])
  })
  it('tell of another group and another assignee without having the ticket read again', async () => {
    const { id } = await bed.ticket()
    const [agentId, assigneeId] = agents()
    const { group } = await bed.api('POST', '/groups', { group: { name: '二线' } })
    await bed.desk('PUT', `/tickets/${id}`, { agentId, groupId: group.id, assigneeId })
    const agent = String(agentId)
    expect(await told('group_assignment_changed')).toMatchObject([
      { name: 'group', agent, detail: { to: String(group.id) } },
    ])
    await expect
      .poll(() => told('agent_assignment_changed'))
      .toMatchObject([{ name: 'assignee', agent, detail: { from: agent, to: String(assigneeId) } }])
    const callback = await bed.callback('ticket.group_assignment_changed"')
    expect((await bed.helpdesk.readReply(callback)).touched).toEqual([])
  })
  it('tell of the survey and of its score from 1 to 5, never of the words beside it', async () => {
    const { id } = await bed.ticket()
    await bed.desk('POST', `/tickets/${id}/rating`, { score: 'offered' })
    expect(await told('csat_requested')).toMatchObject([{ name: 'surveyed', detail: {} }])
    await bed.desk('POST', `/tickets/${id}/rating`, { score: 'bad', comment: '等了三天' })
    const rated = await told('csat_received')
    expect(rated).toMatchObject([{ name: 'rated', detail: { score: 1 } }])
    expect(rated[0]).not.toHaveProperty('agent')
    expect(JSON.stringify(rated)).not.toContain('等了三天')
    await bed.desk('POST', `/tickets/${id}/rating`, { score: 'good' })
    await expect.poll(() => told('csat_received')).toMatchObject([{ detail: { score: 5 } }])
  })
  it('mark what the relay itself opened, for a customer or for a reply that did not go out', async () => {
    const { id } = await bed.ticket()
    const ticket = { id: String(id) }
    const solve = () =>
      bed.desk('PUT', `/tickets/${id}`, { agentId: agents()[0], status: 'solved' })
    const opened = { name: 'reopened', detail: { from: 'solved', to: 'open', byRelay: true } }
    await solve()
    await fileOne(bed, filingOf(bed, { target: { type: 'ticket', ticket } }))
    await expect.poll(() => told('status_changed')).toMatchObject([opened])
    expect((await told('status_changed'))[0]).not.toHaveProperty('agent')
    await solve()
    await expect.poll(() => told('status_changed')).toMatchObject([{ name: 'solved' }])
    const note = { id: 'note-1', ticket, text: '未送达', setOpen: true, isRetry: false }
    await bed.helpdesk.note(note)
    await expect.poll(() => told('status_changed')).toMatchObject([opened])
    expect((await told('status_changed'))[0]).not.toHaveProperty('agent')
  })
  it('leave out an opening of which nobody can say now whether a person did it', async () => {
    const { id } = await bed.ticket()
    await bed.desk('PUT', `/tickets/${id}`, { agentId: agents()[0], status: 'pending' })
    await bed.desk('PUT', `/tickets/${id}`, { agentId: agents()[0], status: 'open' })
    await expect.poll(() => told('status_changed')).toMatchObject([{ detail: { to: 'open' } }])
    const callback = await bed.callback('ticket.status_changed"')
    const { helpdesk } = zendeskTicketing({ ...bed.options, baseUrl: 'http://127.0.0.1:1' })
    expect((await helpdesk.readReply(callback)).ticketEvents).toEqual([])
  })
  it('tell of a merge with its target and of a deletion', async () => {
    const { id } = await bed.ticket()
    const { ticket } = await bed.api('POST', '/tickets', { ticket: { comment: { body: '另' } } })
    await bed.api('POST', `/tickets/${ticket.id}/merge`, { ids: [id] })
    expect(await told('merged')).toMatchObject([
      { ticket: { id: String(id) }, name: 'merged', detail: { target: String(ticket.id) } },
    ])
    await bed.api('DELETE', `/tickets/${ticket.id}`)
    expect(await told('soft_deleted')).toMatchObject([
      { ticket: { id: String(ticket.id) }, name: 'deleted', isOurs: false },
    ])
  })
})
