import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zendeskBed, type ZendeskAnswer, type ZendeskBed } from '../testing/zendesk-bed.ts'

let bed: ZendeskBed

beforeAll(async () => {
  bed = await zendeskBed({ requestsPerMinute: 100_000, updatesPerMinute: 100_000 })
})
afterAll(() => bed.close())

const show = async (id: number): Promise<Record<string, unknown>> =>
  (await bed.api('GET', `/tickets/${id}`)).body.ticket
const put = (id: number, ticket: object): Promise<ZendeskAnswer> =>
  bed.api('PUT', `/tickets/${id}`, { ticket })

describe('addTicketEndpoints', () => {
  it('creates a ticket in the words of its requester', async () => {
    const requester = await bed.customer('weibo:1001')
    const { status, headers, body } = await bed.api('POST', '/tickets.json', {
      ticket: {
        subject: '快递',
        comment: { body: '什么时候到 <b>？' },
        requester_id: requester,
        external_id: 'conv-1',
        tags: ['weiqiao', 'Two Words'],
        metadata: { weiqiao: { filing: 'f1' } },
      },
    })
    expect(status).toBe(201)
    expect(headers.get('location')).toContain(`/api/v2/tickets/${body.ticket.id}.json`)
    expect(body.ticket).toMatchObject({
      status: 'new',
      requester_id: requester,
      external_id: 'conv-1',
      tags: ['weiqiao', 'two_words'],
      via: { channel: 'api' },
    })
    expect(body.audit.metadata.custom).toEqual({ weiqiao: { filing: 'f1' } })
    const [comment] = (await bed.api('GET', `/tickets/${body.ticket.id}/comments`)).body.comments
    expect(comment).toMatchObject({ author_id: requester, public: true, body: '什么时候到 <b>？' })
    expect(comment.html_body).not.toContain('<b>')
    expect(bed.ledger('ticket.created').at(-1)).toMatchObject({ customer: 'weibo:1001' })
  })

  describe('with an idempotency key', () => {
    const ticket = { subject: 'a', comment: { body: '一次' } }
    const send = (body: object): Promise<ZendeskAnswer> =>
      bed.api('POST', '/tickets', { ticket: body }, { 'idempotency-key': 'filing-1' })

    it('answers a repeat like the first time, refuses another body, and forgets after 2 h', async () => {
      const first = await send(ticket)
      const again = await send(ticket)
      expect(first.headers.get('x-idempotency-lookup')).toBe('miss')
      expect(again.headers.get('x-idempotency-lookup')).toBe('hit')
      expect(again.body).toEqual(first.body)
      const other = await send({ ...ticket, subject: 'b' })
      expect([other.status, other.body.error]).toEqual([400, 'IdempotentRequestError'])
      bed.advance(2 * 3_600_000)
      const later = await send(ticket)
      expect(later.headers.get('x-idempotency-lookup')).toBe('miss')
      expect(later.body.ticket.id).not.toBe(first.body.ticket.id)
    })
  })

  it('never reopens by itself, whoever comments', async () => {
    const requester = await bed.customer('weibo:1002')
    const id = await bed.ticket({ requester_id: requester })
    for (const status of ['pending', 'hold', 'solved']) {
      await put(id, { status })
      await put(id, { comment: { body: '还在吗', author_id: requester } })
      expect(await show(id)).toMatchObject({ status })
    }
    await put(id, { comment: { body: '还在吗', author_id: requester }, status: 'open' })
    expect(await show(id)).toMatchObject({ status: 'open' })
  })
  it('gives a solved ticket an owner and keeps new from coming back', async () => {
    const id = await bed.ticket()
    await put(id, { status: 'solved' })
    expect(await show(id)).toMatchObject({ assignee_id: 9000 })
    expect((await put(id, { status: 'new' })).status).toBe(422)
  })
  it('closes for good, and continues only in a follow-up', async () => {
    const id = await bed.ticket({ tags: ['weiqiao'] })
    const early = { ticket: { comment: { body: '继续' }, via_followup_source_id: id } }
    expect((await bed.api('POST', '/tickets', early)).status).toBe(422)
    await put(id, { status: 'closed' })
    const refused = await put(id, { comment: { body: '再问一下' } })
    expect(refused.status).toBe(422)
    expect(refused.body.details.status[0].description).toContain('closed')
    const { body } = await bed.api('POST', '/tickets', early)
    expect(body.ticket).toMatchObject({ tags: ['weiqiao'], via: { source: { rel: 'follow_up' } } })
    expect(await show(id)).toMatchObject({ followup_ids: [body.ticket.id] })
  })
  it('refuses a safe update with an old stamp, and changes nothing', async () => {
    const id = await bed.ticket()
    const { updated_at: stamp } = await show(id)
    bed.advance(1_000)
    await put(id, { status: 'solved' })
    const conflict = await put(id, { status: 'open', safe_update: true, updated_stamp: stamp })
    expect([conflict.status, conflict.body.error]).toEqual([409, 'UpdateConflict'])
    const { updated_at: fresh, status } = await show(id)
    expect(status).toBe('solved')
    const good = { status: 'open', safe_update: true, updated_stamp: fresh }
    expect((await put(id, good)).status).toBe(200)
  })
  it('has stamps of whole seconds, so that a change within the second goes unnoticed', async () => {
    const at = bed.world.now()
    bed.advance(1_000 - (at % 1_000))
    const id = await bed.ticket()
    const { updated_at: stamp } = await show(id)
    await put(id, { status: 'solved' })
    const blind = await put(id, { subject: 'x', safe_update: true, updated_stamp: stamp })
    expect(blind.status).toBe(200)
  })

  const invalid: readonly [why: string, ticket: object, key: string][] = [
    ['an unknown key', { comment: { body: 'a' }, colour: 1 }, 'ticket.colour'],
    ['an unknown key of the comment', { comment: { body: 'a', text: 'b' } }, 'ticket.comment.text'],
    ['a read-only key', { comment: { body: 'a', id: 4 } }, 'ticket.comment.id'],
    ['no comment', { subject: 'a' }, 'ticket.comment'],
    ['a blank comment', { comment: { body: ' ' } }, 'comment'],
    ['an invented status', { comment: { body: 'a' }, status: 'fresh' }, 'ticket.status'],
    ['text for an id', { comment: { body: 'a' }, requester_id: '5' }, 'ticket.requester_id'],
    ['an unknown requester', { comment: { body: 'a' }, requester_id: 5 }, 'requester'],
    ['a customer as assignee', { comment: { body: 'a' }, assignee_id: -1 }, 'assignee'],
    [
      'an unknown custom field',
      { comment: { body: 'a' }, custom_fields: [{ id: 5, value: 'x' }] },
      'custom_fields',
    ],
    ['an unknown upload', { comment: { body: 'a', uploads: ['x'] } }, 'uploads'],
    ['a comment beyond 64 kB', { comment: { body: 'a'.repeat(65_536) } }, 'comment'],
  ]
  it.each(invalid)('refuses %s and names it', async (_why, ticket, key) => {
    const { status, body } = await bed.api('POST', '/tickets', { ticket })
    expect([status, body.error, Object.keys(body.details)]).toEqual([422, 'RecordInvalid', [key]])
  })
  it('adds, replaces and removes tags', async () => {
    const id = await bed.ticket({ tags: ['a'] })
    await put(id, { additional_tags: ['b'], remove_tags: ['a'] })
    expect(await show(id)).toMatchObject({ tags: ['b'] })
    await bed.api('PUT', `/tickets/${id}/tags`, { tags: ['c'] })
    await bed.api('DELETE', `/tickets/${id}/tags`, { tags: ['b'] })
    expect((await bed.api('GET', `/tickets/${id}/tags`)).body).toEqual({ tags: ['c'] })
    await bed.api('POST', `/tickets/${id}/tags`, { tags: ['d', 'e'] })
    expect(await show(id)).toMatchObject({ tags: ['d', 'e'] })
  })
  it('finds tickets by id, by external id without regard to case, and forgets deleted ones', async () => {
    const id = await bed.ticket({ external_id: 'Conv-Case' })
    const other = await bed.ticket()
    const many = await bed.api('GET', `/tickets/show_many?ids=${id},${other},1`)
    expect(many.body.count).toBe(2)
    const found = await bed.api('GET', '/tickets?external_id=conv-case')
    expect(found.body.tickets).toMatchObject([{ id }])
    expect((await bed.api('DELETE', `/tickets/${id}`)).status).toBe(204)
    expect((await bed.api('GET', `/tickets/${id}`)).body.error).toBe('RecordNotFound')
    expect((await bed.api('GET', '/tickets?external_id=conv-case')).body.count).toBe(0)
  })
  it('refuses on demand in its own format', async () => {
    bed.world.faults.add({
      platform: 'zendesk',
      match: 'POST /api/v2/tickets',
      kind: 'errcode',
      errcode: 503,
      retryAfter: 2,
      count: 1,
    })
    const { status, headers, body } = await bed.api('POST', '/tickets', {
      ticket: { comment: { body: 'a' } },
    })
    expect([status, headers.get('retry-after'), body.error]).toEqual([503, '2', 'LabFault'])
  })
})

describe('addCommentEndpoints', () => {
  it('pages through comments in both directions', async () => {
    const id = await bed.ticket({ comment: { body: '1' } })
    for (const body of ['2', '3']) await put(id, { comment: { body, public: false } })
    const path = `/tickets/${id}/comments`
    const first = await bed.api('GET', `${path}?page[size]=2&sort=created_at`)
    expect(first.body.comments.map(({ body }: { body: string }) => body)).toEqual(['1', '2'])
    expect(first.body.meta.has_more).toBe(true)
    const cursor = String(first.body.meta.after_cursor)
    const rest = await bed.api('GET', `${path}?page[size]=2&page[after]=${cursor}`)
    expect(rest.body.comments.map(({ body }: { body: string }) => body)).toEqual(['3'])
    expect(rest.body.meta.has_more).toBe(false)
    const newest = await bed.api('GET', `${path}?page[size]=1&sort=-created_at`)
    expect(newest.body.comments[0]).toMatchObject({ body: '3', public: false })
    expect((await bed.api('GET', `${path}?sort=body`)).status).toBe(400)
    expect((await bed.api('GET', `${path}?page[after]=zzz`)).status).toBe(400)
  })
  it('shows what changed and what the caller noted in audits', async () => {
    const id = await bed.ticket()
    await put(id, { status: 'open', metadata: { filing: 'f9' } })
    const { audits } = (await bed.api('GET', `/tickets/${id}/audits`)).body
    expect(audits.at(-1)).toMatchObject({
      metadata: { custom: { filing: 'f9' } },
      events: [{ type: 'Change', field_name: 'status', previous_value: 'new', value: 'open' }],
    })
  })
})

describe('createLimits', () => {
  it('allows 30 updates in 10 minutes to a user on a ticket', async () => {
    const id = await bed.ticket()
    for (let count = 0; count < 30; count += 1) {
      expect((await put(id, { subject: `${count}` })).status).toBe(200)
    }
    const refused = await put(id, { subject: 'one more' })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(590)
    expect((await put(await bed.ticket(), { subject: 'another' })).status).toBe(200)
    bed.advance(600_000)
    expect((await put(id, { subject: 'later' })).status).toBe(200)
  })
  it('counts the account by the minute and says what is left', async () => {
    const small = await zendeskBed({ requestsPerMinute: 3 })
    const first = await small.api('GET', '/users/me')
    expect(first.headers.get('x-rate-limit-remaining')).toBe('2')
    expect(first.headers.get('ratelimit-limit')).toBe('3')
    await small.api('GET', '/users/me')
    await small.api('GET', '/users/me')
    const refused = await small.api('GET', '/users/me')
    expect(refused.status).toBe(429)
    const wait = Number(refused.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(50)
    small.advance(wait * 1_000)
    expect((await small.api('GET', '/users/me')).status).toBe(200)
    await small.close()
  })
  it('allows the account 100 updates a minute', async () => {
    const small = await zendeskBed({ updatesPerMinute: 2 })
    const ids = [await small.ticket(), await small.ticket(), await small.ticket()]
    const statuses: number[] = []
    for (const id of ids) {
      const { status, headers } = await small.api('PUT', `/tickets/${id}`, {
        ticket: { subject: 'x' },
      })
      statuses.push(status)
      if (status === 200) {
        expect(headers.get('zendesk-ratelimit-tickets-update')).toContain('total=2')
      }
    }
    expect(statuses).toEqual([200, 200, 429])
    await small.close()
  })
})
