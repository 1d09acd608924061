import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zendeskBed, type ZendeskBed } from '../testing/zendesk-bed.ts'

let bed: ZendeskBed

beforeAll(async () => {
  bed = await zendeskBed({
    requestsPerMinute: 100_000,
    exportsPerMinute: 1_000,
    searchLagMs: 5_000,
  })
})
afterAll(() => bed.close())

const found = async (query: string): Promise<number[]> => {
  const { body } = await bed.api('GET', `/search?query=${encodeURIComponent(query)}`)
  return body.results.map(({ id }: { id: number }) => id)
}
const exported = async (query: string) =>
  (await bed.api('GET', `/incremental/tickets/cursor.json?${query}`)).body

describe('search', () => {
  it('finds tickets by what integrations ask for, a little late', async () => {
    const requester = await bed.customer('weibo:3001')
    const id = await bed.ticket({
      requester_id: requester,
      external_id: 'Conv-9',
      tags: ['weiqiao', 'held'],
    })
    expect(await found('type:ticket external_id:conv-9')).toEqual([])
    bed.advance(5_000)
    for (const query of [
      'type:ticket external_id:conv-9',
      'type:ticket tags:held status<solved',
      `type:ticket requester:${requester} status:new`,
      'type:ticket tags:held updated>2026-01-01T00:00:00Z',
      'type:ticket tags:held -tags:other "连不上网"',
    ]) {
      expect(await found(query)).toEqual([id])
    }
    for (const query of [
      'type:ticket external_id:conv-8',
      'type:ticket tags:held -status:new',
      'type:ticket tags:held updated<2026-01-01',
    ]) {
      expect(await found(query)).toEqual([])
    }
    expect(await found('type:user external_id:weibo:3001')).toEqual([requester])
    const odd = await bed.api('GET', '/search?query=colour:red')
    expect(odd.status).toBe(400)
  })
})

describe('addExportEndpoints', () => {
  it('exports changes once each, in order, a minute late', async () => {
    const start = Math.floor(bed.world.now() / 1_000) - 120
    bed.advance(61_000)
    const first = await exported(`start_time=${start}`)
    const ids = [await bed.ticket(), await bed.ticket(), await bed.ticket()]
    const cursor = encodeURIComponent(first.after_cursor)
    expect((await exported(`cursor=${cursor}`)).tickets).toEqual([])
    bed.advance(61_000)
    await bed.api('PUT', `/tickets/${ids[0]}`, { ticket: { subject: '又变了' } })
    const second = await exported(`cursor=${cursor}&per_page=1`)
    expect(second).toMatchObject({ tickets: [{ id: ids[1] }], end_of_stream: false })
    const third = await exported(`cursor=${encodeURIComponent(second.after_cursor)}`)
    expect(third).toMatchObject({ tickets: [{ id: ids[2] }], end_of_stream: true })
    bed.advance(61_000)
    const last = await exported(`cursor=${encodeURIComponent(third.after_cursor)}`)
    expect(last.tickets).toMatchObject([{ id: ids[0], subject: '又变了' }])
  })
  it('refuses a start within the last minute, and more than its share of calls', async () => {
    const now = Math.floor(bed.world.now() / 1_000)
    const path = '/incremental/tickets/cursor?start_time='
    expect((await bed.api('GET', `${path}${now}`)).status).toBe(400)
    const small = await zendeskBed({ exportsPerMinute: 1 })
    expect((await small.api('GET', `${path}1`)).status).toBe(200)
    expect((await small.api('GET', `${path}1`)).status).toBe(429)
    await small.close()
  })
  it('exports events with their children, the words only where they are asked for', async () => {
    const start = Math.floor(bed.world.now() / 1_000) - 61
    const id = await bed.ticket()
    await bed.desk('PUT', `/tickets/${id}`, { agentId: 9002, status: 'solved', tags: ['a'] })
    await bed.desk('POST', `/tickets/${id}/rating`, { score: 'good', comment: '很快' })
    bed.advance(61_000)
    const path = `/incremental/ticket_events?start_time=${start}`
    const mine = async (query = '') => {
      const { body } = await bed.api('GET', path + query)
      return body.ticket_events.filter((event: { ticket_id: number }) => event.ticket_id === id)
    }
    const [created, solved, rated] = await mine()
    expect(created).toMatchObject({ event_type: 'Audit', metadata: { custom: {} } })
    expect(created.child_events.at(-1)).toMatchObject({
      event_type: 'Comment',
      comment_present: true,
    })
    expect(JSON.stringify([created, rated])).not.toMatch(/连不上网|很快/)
    expect(solved).toMatchObject({ updater_id: 9002, ticket_id: id })
    expect(solved.child_events).toContainEqual(
      expect.objectContaining({ event_type: 'Change', status: 'solved', previous_value: 'new' }),
    )
    expect(rated.child_events).toMatchObject([
      { event_type: 'Change', satisfaction_score: 'good', previous_value: 'unoffered' },
    ])
    const [told] = await mine('&include=comment_events')
    expect(told.child_events.at(-1)).toMatchObject({ event_type: 'Comment', body: '连不上网' })
  })
  it('counts replies and reopenings', async () => {
    const id = await bed.ticket({ requester_id: await bed.customer('weibo:3002') })
    bed.advance(120_000)
    const reply = { agentId: 9002, body: '您好', public: true, status: 'solved' }
    await bed.desk('POST', `/tickets/${id}/comments`, reply)
    await bed.desk('PUT', `/tickets/${id}`, { agentId: 9002, status: 'open' })
    const { ticket_metric: metric } = (await bed.api('GET', `/tickets/${id}/metrics`)).body
    expect(metric).toMatchObject({
      replies: 1,
      reopens: 1,
      reply_time_in_minutes: { calendar: 2 },
      first_resolution_time_in_minutes: { calendar: 2 },
      group_stations: 0,
      assignee_stations: 1,
    })
    await bed.desk('POST', `/tickets/${id}/rating`, { score: 'good', comment: '很快' })
    const { satisfaction_ratings: ratings } = (await bed.api('GET', '/satisfaction_ratings')).body
    expect(ratings).toContainEqual(
      expect.objectContaining({ ticket_id: id, score: 'good', comment: '很快' }),
    )
  })
  it('describes the account', async () => {
    for (const [path, name] of [
      ['/groups', 'groups'],
      ['/brands', 'brands'],
      ['/macros', 'macros'],
      ['/locales/public', 'locales'],
      ['/ticket_fields', 'ticket_fields'],
    ] as const) {
      expect((await bed.api('GET', path)).body[name].length).toBeGreaterThan(0)
    }
    const { settings } = (await bed.api('GET', '/account/settings')).body
    expect(settings.api).toMatchObject({ api_token_access: 'false' })
  })
})

describe('createFields', () => {
  it('takes values of fields the account has', async () => {
    const { body } = await bed.api('POST', '/ticket_fields', {
      ticket_field: {
        type: 'tagger',
        title: '渠道',
        custom_field_options: [{ name: '微信', value: 'wechat' }],
      },
    })
    const { id } = body.ticket_field
    const ticket = (value: string) => ({ comment: { body: 'a' }, custom_fields: [{ id, value }] })
    const good = await bed.api('POST', '/tickets', { ticket: ticket('wechat') })
    expect(good.body.ticket.custom_fields).toEqual([{ id, value: 'wechat' }])
    expect((await bed.api('POST', '/tickets', { ticket: ticket('fax') })).status).toBe(422)
  })
})
