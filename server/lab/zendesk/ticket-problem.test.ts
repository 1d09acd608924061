import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zendeskBed, type ZendeskBed } from '../testing/zendesk-bed.ts'

let bed: ZendeskBed
beforeAll(async () => {
  bed = await zendeskBed({ requestsPerMinute: 100_000, updatesPerMinute: 100_000 })
})
afterAll(() => bed.close())

const put = (id: number, ticket: object) => bed.api('PUT', `/tickets/${id}`, { ticket })
async function problem(): Promise<number> {
  const id = await bed.ticket()
  expect((await put(id, { type: 'problem' })).status).toBe(200)
  return id
}

describe('checkProblem', () => {
  it('links an incident to a problem and shows it', async () => {
    const [id, behind] = [await bed.ticket(), await problem()]
    const { body } = await put(id, { type: 'incident', problem_id: behind })
    expect(body.ticket).toMatchObject({ type: 'incident', problem_id: behind })
  })
  it.each([
    [
      'a ticket that is no problem',
      async () => ({ type: 'incident', problem_id: await bed.ticket() }),
    ],
    ['no ticket at all', async () => ({ type: 'incident', problem_id: 999_999 })],
    ['a problem, from a question', async () => ({ type: 'question', problem_id: await problem() })],
    ['a problem, from a ticket without a type', async () => ({ problem_id: await problem() })],
  ])('refuses a problem_id that names %s', async (_what, make) => {
    const { status, body } = await put(await bed.ticket(), await make())
    expect(status).toBe(422)
    expect(body.details.problem_id[0].description).toContain('problem')
  })
  it('lets go of the problem when the ticket is no incident any more', async () => {
    const [id, behind] = [await bed.ticket(), await problem()]
    await put(id, { type: 'incident', problem_id: behind })
    const { body } = await put(id, { type: 'question' })
    expect(body.ticket.problem_id).toBeNull()
  })
})
