import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zendeskBed, type ZendeskAnswer, type ZendeskBed } from '../testing/zendesk-bed.ts'

let bed: ZendeskBed

beforeAll(async () => {
  bed = await zendeskBed({ requestsPerMinute: 100_000, updatesPerTenMinutes: 2 })
})
afterAll(() => bed.close())

async function finished({ body }: ZendeskAnswer): Promise<Record<string, unknown>[]> {
  const { id, status, results } = body.job_status
  expect([status, results]).toEqual(['queued', null])
  let job = { status: '', results: [] as Record<string, unknown>[] }
  await expect
    .poll(async () => {
      job = (await bed.api('GET', `/job_statuses/${id}`)).body.job_status
      return job.status
    })
    .toBe('completed')
  return job.results
}
const show = async (id: number): Promise<Record<string, unknown>> =>
  (await bed.api('GET', `/tickets/${id}`)).body.ticket

describe('addBulkEndpoints', () => {
  it('creates many later, and a refused one fails alone', async () => {
    const tickets = [
      { comment: { body: '一' }, external_id: 'bulk-1' },
      { comment: { body: '二' }, requester_id: 5 },
      { comment: { body: '三' } },
    ]
    const results = await finished(await bed.api('POST', '/tickets/create_many', { tickets }))
    expect(results).toMatchObject([
      { index: 0 },
      { index: 1, success: false, error: 'RecordInvalid' },
      { index: 2 },
    ])
    expect((await bed.api('GET', '/tickets?external_id=bulk-1')).body.count).toBe(1)
  })
  it('changes many alike, or each in its own way', async () => {
    const ids = [await bed.ticket(), await bed.ticket()]
    const alike = { ticket: { status: 'solved' } }
    const path = `/tickets/update_many?ids=${ids.join(',')},5`
    const results = await finished(await bed.api('PUT', path, alike))
    expect(results).toMatchObject([{ success: true }, { success: true }, { success: false }])
    const tickets = ids.map((id, index) => ({ id, subject: `s${index}` }))
    await finished(await bed.api('PUT', '/tickets/update_many', { tickets }))
    expect(await show(ids[1] ?? 0)).toMatchObject({ status: 'solved', subject: 's1' })
    const third = await finished(await bed.api('PUT', '/tickets/update_many', { tickets }))
    expect(third).toMatchObject([{ error: 'TooManyRequests' }, { error: 'TooManyRequests' }])
  })
  it('merges tickets: the source closes for good and names its target', async () => {
    const target = await bed.ticket()
    const source = await bed.ticket()
    await finished(await bed.api('POST', `/tickets/${target}/merge`, { ids: [source] }))
    expect(await show(source)).toMatchObject({ status: 'closed', tags: ['closed_by_merge'] })
    const { audits } = (await bed.api('GET', `/tickets/${source}/audits`)).body
    expect(audits.at(-1).via.source).toMatchObject({ rel: 'merge', to: { ticket_id: target } })
    const again = await finished(
      await bed.api('POST', `/tickets/${target}/merge`, { ids: [source] }),
    )
    expect(again).toMatchObject([{ success: false }])
  })
  it('takes at most 100 items and knows its jobs', async () => {
    const tickets = Array.from({ length: 101 }, () => ({ comment: { body: 'a' } }))
    expect((await bed.api('POST', '/tickets/create_many', { tickets })).status).toBe(400)
    expect((await bed.api('GET', '/job_statuses/none')).status).toBe(404)
    expect((await bed.api('PUT', '/tickets/update_many', {})).status).toBe(400)
  })
  it('imports history with its own times, unheard by rules', async () => {
    await bed.api('POST', '/triggers', {
      trigger: {
        title: 'all',
        conditions: { all: [{ field: 'update_type', operator: 'is', value: 'Create' }] },
        actions: [{ field: 'current_tags', value: 'seen' }],
      },
    })
    const author = await bed.customer('weibo:5001')
    const { status, body } = await bed.api('POST', '/imports/tickets?archive_immediately=true', {
      ticket: {
        subject: '旧事',
        requester_id: author,
        created_at: '2026-01-01T00:00:00Z',
        solved_at: '2026-01-02T00:00:00Z',
        comments: [
          { author_id: author, value: '坏了', created_at: '2026-01-01T00:00:00Z' },
          { author_id: 9001, body: '修好了', created_at: '2026-01-02T00:00:00Z', public: true },
        ],
      },
    })
    expect(status).toBe(201)
    expect(body.ticket).toMatchObject({
      status: 'closed',
      tags: [],
      created_at: '2026-01-01T00:00:00Z',
    })
    const { comments } = (await bed.api('GET', `/tickets/${body.ticket.id}/comments`)).body
    expect(comments).toMatchObject([
      { body: '坏了', author_id: author, created_at: '2026-01-01T00:00:00Z' },
      { body: '修好了', author_id: 9001, created_at: '2026-01-02T00:00:00Z' },
    ])
  })
})
