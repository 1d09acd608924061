import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TicketRef } from '../../core/filing.ts'
import type { TicketHistory } from '../../core/helpdesk.ts'
import { ticketingBed, type TicketingBed } from '../../testing/ticketing-bed.ts'
import { failureOf } from '../../testing/failure-of.ts'
import { fileOne, filingOf } from '../contract.ts'

let bed: TicketingBed
let ref: TicketRef
beforeEach(async () => {
  bed = await ticketingBed({ unprepared: true })
  await fileOne(bed, filingOf(bed))
  ref = { id: String((await bed.ticket()).id) }
})
afterEach(() => bed.close())

const minute = 60_000
const read = (cursor?: string): Promise<TicketHistory> =>
  bed.reader.ticketHistory?.(cursor) ?? expect.fail('no history')
const desk = (change: object) => {
  const agentId = bed.plan.zendesk.agents[0]?.id
  return bed.desk('PUT', `/tickets/${ref.id}`, { agentId, ...change })
}
const rate = (score: string) =>
  bed.desk('POST', `/tickets/${ref.id}/rating`, { score, comment: '太慢了' })
/** An answer in Zendesk's place. */
function answer(page: object): void {
  bed.proxy.intercept = ({ path }) =>
    path.endsWith('/incremental/ticket_events') ? { status: 200, json: page } : undefined
}

describe('ticketHistory', () => {
  it('tells what happened to tickets, when and by whom, without a word of the customer’s', async () => {
    const agent = String(bed.plan.zendesk.agents[0]?.id)
    const { group } = await bed.api('POST', '/groups', { group: { name: '二线' } })
    const from = bed.now()
    await desk({ groupId: group.id, assigneeId: bed.plan.zendesk.agents[1]?.id })
    await bed.clock.advance(minute)
    await desk({ status: 'solved' })
    await rate('offered')
    await bed.clock.advance(minute)
    await rate('bad')
    await bed.clock.advance(20 * minute)
    const { events, isEnd } = await read()
    expect(events).toMatchObject([
      { name: 'status_changed', at: from, agent, detail: { from: 'new', to: 'open' } },
      { name: 'assignee', at: from, agent, detail: { to: '9002' } },
      { name: 'group', at: from, agent, detail: { to: String(group.id) } },
      { name: 'solved', at: from + minute, agent, detail: { from: 'open', to: 'solved' } },
      { name: 'surveyed', at: from + minute, detail: {} },
      { name: 'rated', at: from + 2 * minute, detail: { score: 1 } },
    ])
    expect(new Set(events.map(({ id }) => id)).size).toBe(6)
    expect(events.every(({ ticket }) => ticket.id === ref.id)).toBe(true)
    expect(isEnd).toBe(true)
    expect(JSON.stringify(events)).not.toMatch(/太慢了|连不上网/)
  })

  it('marks what the relay itself opened, in a customer’s name or its own', async () => {
    await desk({ status: 'solved' })
    await bed.clock.advance(minute)
    await fileOne(bed, filingOf(bed, { id: 'filing-2', target: { type: 'ticket', ticket: ref } }))
    await bed.clock.advance(minute)
    await desk({ status: 'pending' })
    const note = { id: 'note-1', ticket: ref, text: '未送达', setOpen: true, isRetry: false }
    await bed.helpdesk.note(note)
    await bed.clock.advance(20 * minute)
    const opened = (await read()).events.filter(({ detail }) => detail.to === 'open')
    expect(opened).toMatchObject([
      { name: 'reopened', detail: { byRelay: true } },
      { name: 'status_changed', detail: { byRelay: true } },
    ])
    for (const event of opened) expect(event).not.toHaveProperty('agent')
  })

  it('reads on where it ended, and again what Zendesk may have exported late', async () => {
    await desk({ status: 'pending' })
    await bed.clock.advance(20 * minute)
    const first = await read()
    expect(first.events).toHaveLength(1)
    await bed.clock.advance(minute)
    await desk({ status: 'solved' })
    await bed.clock.advance(2 * minute)
    const second = await read(first.cursor)
    expect(second.events.map(({ name }) => name)).toContain('solved')
    await bed.clock.advance(minute)
    const third = await read(second.cursor)
    expect(third.events.map(({ id }) => id)).toEqual(
      expect.arrayContaining(second.events.map(({ id }) => id).slice(-1)),
    )
  })

  it('goes on page by page, also past a second with more changes than a page holds', async () => {
    await bed.clock.advance(60 * minute)
    const start = Math.floor(bed.now() / 1000) - 3000
    answer({ ticket_events: [], count: 1000, end_time: start + 9, end_of_stream: false })
    expect(await read(String(start))).toMatchObject({ cursor: String(start + 9), isEnd: false })
    answer({ ticket_events: [], count: 1000, end_time: start, end_of_stream: false })
    expect(await read(String(start))).toMatchObject({ cursor: String(start + 1), isEnd: false })
    answer({ ticket_events: [], count: 0, end_of_stream: true })
    await bed.clock.advance(minute)
    expect(await read(String(start))).toMatchObject({ cursor: String(start), isEnd: true })
  })

  it('reads changes written as in audits, and goes over what it does not know', async () => {
    const change = (n: number, field: string, value: unknown) => ({
      id: n,
      event_type: 'Change',
      field_name: field,
      value,
      previous_value: null,
    })
    const children = [
      change(1, 'status', 'solved'),
      change(2, 'priority', 'high'),
      { id: 3, event_type: 'Create', status: 'new' },
      { id: 4, event_type: 'Comment', comment_public: true },
      { id: 5, type: 'SatisfactionRating', score: 'good', body: '太慢了' },
      { event_type: 'Change', group_id: 7 },
    ]
    const audit = { id: 11, ticket_id: 4, timestamp: 1000, updater_id: -1, child_events: children }
    answer({ ticket_events: [audit, {}, 7], end_time: 1000, end_of_stream: true })
    const { events } = await read()
    expect(events).toEqual([
      { id: '1', ticket: { id: '4' }, at: 1_000_000, name: 'solved', detail: expect.anything() },
      { id: '5', ticket: { id: '4' }, at: 1_000_000, name: 'rated', detail: { score: 5 } },
      { id: '11.5', ticket: { id: '4' }, at: 1_000_000, name: 'group', detail: { to: '7' } },
    ])
  })

  it('knows what the relay opened by its mark, also under a user it has no more', async () => {
    const opened = { id: 1, event_type: 'Change', status: 'open', previous_value: 'solved' }
    const audit = { id: 2, ticket_id: 4, timestamp: 1, updater_id: 9002, child_events: [opened] }
    const metadata = { custom: { weiqiao: 'filing-1' } }
    const marked = { ...audit, id: 3, metadata, child_events: [{ ...opened, id: 5 }] }
    answer({ ticket_events: [audit, marked], end_time: 1, end_of_stream: true })
    const { events } = await read()
    expect(events).toMatchObject([{ agent: '9002' }, { detail: { byRelay: true } }])
    expect(events[0]?.detail).not.toHaveProperty('byRelay')
    expect(events[1]).not.toHaveProperty('agent')
  })

  it('leaves part of the exports a minute to others', async () => {
    await bed.clock.advance(minute)
    await read()
    await read()
    expect(await failureOf(read())).toBe('helpdesk.rate_limited not_done')
    await bed.clock.advance(minute)
    await expect(read()).resolves.toHaveProperty('cursor')
  })

  it.each([
    [429, 'helpdesk.rate_limited'],
    [403, 'helpdesk.forbidden'],
    [500, 'helpdesk.unavailable'],
  ])('tells what is wrong where Zendesk answers %s', async (status, code) => {
    bed.fault({ match: 'GET /api/v2/incremental', kind: 'status', status, count: 9 })
    expect(await failureOf(read())).toContain(code)
  })
})

describe('figures', () => {
  const figures = (id = ref.id) => bed.reader.figures?.({ id })

  it('are Zendesk’s own of a ticket, and absent until there are any', async () => {
    const createdAt = bed.now()
    expect(await figures()).toEqual({
      ticket: ref,
      createdAt,
      reopens: 0,
      replies: 0,
      groupStations: 0,
      assigneeStations: 0,
    })
    await bed.clock.advance(90_000)
    const answer = { agentId: bed.plan.zendesk.agents[1]?.id, body: '您好', public: true }
    await bed.desk('POST', `/tickets/${ref.id}/comments`, answer)
    await bed.clock.advance(90_000)
    await desk({ status: 'solved' })
    await desk({ status: 'open' })
    await bed.clock.advance(minute)
    await desk({ status: 'solved' })
    expect(await figures()).toMatchObject({
      firstReplyMinutes: 1,
      firstSolveMinutes: 3,
      lastSolveMinutes: 4,
      reopens: 1,
      replies: 1,
      assigneeStations: 1,
    })
  })

  it('are none of a ticket that is not there', async () => {
    expect(await figures('404404')).toBeUndefined()
  })
})
