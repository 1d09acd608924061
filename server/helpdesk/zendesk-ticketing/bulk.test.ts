import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Filing, FilingResult } from '../../core/filing.ts'
import { ticketingBed, type TicketingBed } from '../../testing/ticketing-bed.ts'
import { errorOf, filingOf } from '../contract.ts'

let bed: TicketingBed
beforeEach(async () => {
  bed = await ticketingBed({
    unprepared: true,
    settings: { requestsPerMinute: 100_000 },
    adapter: { requestsPerMinute: 50_000 },
  })
})
afterEach(() => bed.close())

function many(n: number, more: Partial<Filing> = {}): Filing[] {
  return Array.from({ length: n }, (_, i) =>
    filingOf(bed, {
      id: `filing-${i}`,
      conversation: `conversation-${i}`,
      customer: { id: `o${i}`, externalId: `wechat:wx1:${i}`, displayName: `客户${i}` },
      body: { text: `第${i}条` },
      ...more,
    }),
  )
}
function additions(filed: readonly FilingResult[]): Filing[] {
  return many(filed.length).map((filing, i) => ({
    ...filing,
    id: `addition-${i}`,
    target: bed.next(filed[i] ?? expect.fail()),
    body: { ...filing.body, text: `补充${i}` },
  }))
}
const calls = (place: string) =>
  bed.proxy.calls.filter(({ method, path }) => `${method} ${path}` === place).length
const texts = async () => (await bed.comments()).map(({ text }) => text).sort()
const expected = (words: string, n: number) =>
  Array.from({ length: n }, (_, i) => words.replace('#', String(i))).sort()

describe('a backlog of first words', () => {
  it('is filed in one job', async () => {
    const results = await bed.helpdesk.file(many(60))
    expect(results.map(({ id, outcome }) => [id, outcome])).toEqual(
      expected('filing-#', 60)
        .sort((a, b) => Number(a.slice(7)) - Number(b.slice(7)))
        .map((id) => [id, 'filed']),
    )
    expect(calls('POST /api/v2/tickets/create_many')).toBe(1)
    expect(calls('POST /api/v2/tickets')).toBe(0)
    expect(await texts()).toEqual(expected('第#条', 60))
  })
  it('gives each filing the ticket that holds its own words', async () => {
    const results = await bed.helpdesk.file(many(25))
    const comments = await bed.comments()
    for (const [i, result] of results.entries()) {
      const ticket = result.outcome === 'filed' && result.ticket?.id
      expect(comments.find(({ text }) => text === `第${i}条`)?.ticket).toBe(ticket)
    }
  })
  it('leaves a small one to single calls with their idempotency keys', async () => {
    await bed.helpdesk.file(many(19))
    expect(calls('POST /api/v2/tickets/create_many')).toBe(0)
    expect(calls('POST /api/v2/tickets')).toBe(19)
  })
  it('doubles nothing when the answer to the job was lost (S4-06)', async () => {
    bed.fault({ match: 'POST /api/v2/tickets/create_many', kind: 'drop_answer', count: 1 })
    const lost = await bed.helpdesk.file(many(25))
    expect(lost.map((one) => errorOf(one).outcome)).toEqual(Array(25).fill('unknown'))
    const again = await bed.helpdesk.file(many(25, { isRetry: true }))
    expect(again.every(({ outcome }) => outcome === 'filed')).toBe(true)
    expect(await texts()).toEqual(expected('第#条', 25))
  })
  it('waits for a job whose end it did not see before it makes anything itself', async () => {
    bed.proxy.intercept = ({ path }) =>
      path.endsWith('/create_many')
        ? { status: 200, json: { job_status: { id: 'j1', status: 'queued' } } }
        : path.includes('/job_statuses/')
          ? { status: 200, json: { job_status: { id: 'j1', status: 'working' } } }
          : undefined
    await bed.helpdesk.file(many(20))
    const early = await bed.helpdesk.file(many(20, { isRetry: true }))
    expect(errorOf(early[0])).toMatchObject({ code: 'helpdesk.unconfirmed', outcome: 'unknown' })
    expect(await texts()).toEqual([])
    await bed.clock.advance(2 * 60_000)
    const late = await bed.helpdesk.file(many(20, { isRetry: true }))
    expect(late.every(({ outcome }) => outcome === 'filed')).toBe(true)
    expect(await texts()).toEqual(expected('第#条', 20))
  })
  it('tries what a job refused singly and fails only what Zendesk will not have', async () => {
    const filings = many(22)
    filings[3] = filingOf(bed, { ...filings[3], body: { text: '坏'.repeat(70_000) } })
    bed.proxy.intercept = ({ body }) =>
      body?.ticket?.comment?.body.startsWith('坏')
        ? { status: 422, json: { error: 'RecordInvalid', details: { base: [] } } }
        : undefined
    const results = await bed.helpdesk.file(filings)
    const failed = results.filter(({ outcome }) => outcome === 'failed')
    expect(failed.map(({ id }) => id)).toEqual(['filing-3'])
    expect(errorOf(failed[0])).toMatchObject({ code: 'helpdesk.invalid', outcome: 'not_done' })
    expect(await texts()).toHaveLength(21)
  })
  it('is not held up by one customer whom Zendesk refuses', async () => {
    bed.proxy.intercept = ({ body }) =>
      body?.user?.external_id === 'wechat:wx1:5'
        ? { status: 422, json: { error: 'RecordInvalid', details: { name: [] } } }
        : undefined
    const results = await bed.helpdesk.file(many(25))
    expect(results.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id)).toEqual([
      'filing-5',
    ])
  })
  it('goes singly where bulk calls are not to be had', async () => {
    bed.fault({ match: 'create_many', kind: 'status', status: 404 })
    const results = await bed.helpdesk.file(many(20))
    expect(results.every(({ outcome }) => outcome === 'filed')).toBe(true)
    expect(await texts()).toHaveLength(20)
  })
  it('waits as told when too many jobs are queued', async () => {
    bed.fault({ match: 'create_many', kind: 'status', status: 429, retryAfter: 5, count: 1 })
    const [result] = await bed.helpdesk.file(many(20))
    expect(errorOf(result)).toMatchObject({
      code: 'helpdesk.rate_limited',
      retry: { afterMs: 5000 },
    })
    expect(await texts()).toEqual([])
  })
})

describe('a backlog of additions', () => {
  it('is filed in one job, with the status each ticket needs', async () => {
    const filed = await bed.helpdesk.file(many(30))
    const { tickets } = await bed.api('GET', '/tickets')
    await bed.api('PUT', `/tickets/${tickets[0].id}`, { ticket: { status: 'solved' } })
    const results = await bed.helpdesk.file(additions(filed))
    expect(results.every(({ outcome }) => outcome === 'filed')).toBe(true)
    expect(calls('PUT /api/v2/tickets/update_many')).toBe(1)
    expect(bed.proxy.calls.filter(({ path }) => /tickets\/\d+$/.test(path))).toEqual([])
    expect(await texts()).toEqual([...expected('第#条', 30), ...expected('补充#', 30)].sort())
    expect((await bed.api('GET', `/tickets/${tickets[0].id}`)).ticket.status).toBe('open')
  })
  it('doubles nothing when the answer to the job was lost', async () => {
    const filed = await bed.helpdesk.file(many(20))
    bed.fault({ match: 'PUT /api/v2/tickets/update_many', kind: 'drop_answer', count: 1 })
    const lost = await bed.helpdesk.file(additions(filed))
    expect(errorOf(lost[0]).outcome).toBe('unknown')
    const again = additions(filed).map((filing) => ({ ...filing, isRetry: true }))
    const results = await bed.helpdesk.file(again)
    expect(results.every(({ outcome }) => outcome === 'filed')).toBe(true)
    expect(await texts()).toHaveLength(40)
  })
  it('leaves closed and deleted tickets to single calls', async () => {
    const filed = await bed.helpdesk.file(many(24))
    const { tickets } = await bed.api('GET', '/tickets')
    await bed.api('PUT', `/tickets/${tickets[0].id}`, { ticket: { status: 'closed' } })
    await bed.api('DELETE', `/tickets/${tickets[1].id}`)
    const results = await bed.helpdesk.file(additions(filed))
    expect(results.every(({ outcome }) => outcome === 'filed')).toBe(true)
    expect(calls('PUT /api/v2/tickets/update_many')).toBe(1)
    expect(calls('POST /api/v2/tickets')).toBe(2)
    expect(await texts()).toHaveLength(48)
  })
})
