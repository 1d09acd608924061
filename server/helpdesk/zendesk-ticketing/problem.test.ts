import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HelpdeskProblems } from '../../core/helpdesk.ts'
import { ticketingBed, type TicketingBed } from '../../testing/ticketing-bed.ts'
import { fileOne, filingOf } from '../contract.ts'

let bed: TicketingBed
let problems: HelpdeskProblems
beforeEach(async () => {
  bed = await ticketingBed()
  problems = bed.helpdesk.problems ?? expect.fail()
})
afterEach(() => bed.close())

const problem = {
  id: 'c-1',
  subject: '集中事件：滨江停水',
  text: '三位客户反映滨江停水',
  tags: ['weiqiao_problem'],
}
const show = async (id: string) => (await bed.api('GET', `/tickets/${id}`)).ticket

async function incidents(n: number) {
  const filings = Array.from({ length: n }, (_, i) =>
    filingOf(bed, { id: `f-${i}`, conversation: `c-${i}` }),
  )
  const results = await bed.helpdesk.file(filings)
  return results.map((one) => (one.outcome === 'filed' && one.ticket) || expect.fail())
}

describe('a problem ticket', () => {
  it('is of Zendesk’s own type, told to agents only (S4-11)', async () => {
    const { id } = await problems.make(problem)
    expect(await show(id)).toMatchObject({
      type: 'problem',
      subject: problem.subject,
      is_public: false,
      tags: ['weiqiao_problem'],
    })
  })
  it('is made once, whatever it says the second time', async () => {
    const first = await problems.make(problem)
    expect(await problems.make({ ...problem, text: '四位客户' })).toEqual(first)
    expect(await bed.tickets()).toHaveLength(1)
  })
  it('is made once when the answer to it was lost', async () => {
    bed.breakNext({ kind: 'drop_answer' })
    await expect(problems.make(problem)).rejects.toMatchObject({ code: 'helpdesk.unconfirmed' })
    await problems.make({ ...problem, text: '四位客户' })
    expect(await bed.tickets()).toHaveLength(1)
  })
  it('has its incidents linked natively, in one job, and again without harm (S1-12)', async () => {
    const tickets = await incidents(3)
    const made = await problems.make(problem)
    for (const _time of [1, 2])
      expect(await problems.link(made, tickets)).toEqual(
        tickets.map((ticket) => ({ ticket, outcome: 'linked' })),
      )
    for (const { id } of tickets)
      expect(await show(id)).toMatchObject({ type: 'incident', problem_id: Number(made.id) })
    const jobs = bed.proxy.calls.filter(({ path }) => path.includes('update_many'))
    expect(jobs).toHaveLength(2)
  })
  it('leaves out what is closed and says so', async () => {
    const [first = expect.fail(), second = expect.fail()] = await incidents(2)
    await bed.api('PUT', `/tickets/${first.id}`, { ticket: { status: 'closed' } })
    const made = await problems.make(problem)
    expect(await problems.link(made, [first, second])).toEqual([
      { ticket: first, outcome: 'refused' },
      { ticket: second, outcome: 'linked' },
    ])
  })
  it('waits with a ticket whose updates are used up', async () => {
    const [ticket = expect.fail()] = await incidents(1)
    const made = await problems.make(problem)
    const spec = { tenant: 'acme', key: `zendesk-ticket:${ticket.id}`, capacity: 20 }
    const refill = { tokens: 9, everyMs: 600_000 }
    await bed.store.budgets.take({ ...spec, refill }, 20)
    expect(await problems.link(made, [ticket])).toEqual([{ ticket, outcome: 'later' }])
    expect((await show(ticket.id)).problem_id).toBeNull()
  })
  it('takes more than a hundred incidents in as many jobs as they need', async () => {
    const made = await problems.make(problem)
    const [ticket = expect.fail()] = await incidents(1)
    const gone = Array.from({ length: 101 }, (_, i) => ({ id: String(900_000 + i) }))
    const results = await problems.link(made, [...gone, ticket])
    expect(results.at(-1)?.outcome).toBe('linked')
    expect(results.filter(({ outcome }) => outcome === 'refused')).toHaveLength(101)
  })
})

it('refiles nothing: a linked ticket still takes its customer’s words', async () => {
  const filed = await fileOne(bed, filingOf(bed))
  const target = bed.next(filed)
  const ticket = (filed.outcome === 'filed' && filed.ticket) || expect.fail()
  await problems.link(await problems.make(problem), [ticket])
  await fileOne(bed, filingOf(bed, { id: 'filing-2', target, body: { text: '还没好' } }))
  expect((await show(ticket.id)).type).toBe('incident')
})
