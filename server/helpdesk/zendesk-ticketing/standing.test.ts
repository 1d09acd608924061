import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ticketingBed, type TicketingBed } from '../../testing/ticketing-bed.ts'
import { fileOne, filingOf } from '../contract.ts'
import { bulkFrom } from './bulk.ts'

let bed: TicketingBed
let agent: string
beforeEach(async () => {
  bed = await ticketingBed({ unprepared: true })
  agent = String(bed.plan.zendesk.agents[0]?.id)
})
afterEach(() => bed.close())

const standing = () => ({ priority: 'high' as const, assignee: agent })

describe('priority and owner of a new ticket', () => {
  it('are those the filing names, once (S0-16, S3-06)', async () => {
    await fileOne(bed, filingOf(bed, { body: standing() }))
    expect(await bed.ticket()).toMatchObject({ priority: 'high', assignee_id: Number(agent) })
  })
  it('are a group’s where no agent is named', async () => {
    const { group } = await bed.api('POST', '/groups', { group: { name: 'VIP' } })
    await fileOne(bed, filingOf(bed, { body: { group: String(group.id) } }))
    expect(await bed.ticket()).toMatchObject({ group_id: group.id, assignee_id: null })
  })
  it('are Zendesk’s own where the filing names none', async () => {
    await fileOne(bed, filingOf(bed))
    expect(await bed.ticket()).toMatchObject({ priority: null, assignee_id: null })
  })
  it('never change what people have set since', async () => {
    const target = bed.next(await fileOne(bed, filingOf(bed, { body: standing() })))
    const { id } = await bed.ticket()
    const [, other] = bed.plan.zendesk.agents
    const set = { priority: 'urgent', assignee_id: other?.id }
    await bed.api('PUT', `/tickets/${id}`, { ticket: set })
    await fileOne(bed, filingOf(bed, { id: 'filing-2', target, body: standing() }))
    expect(await bed.ticket()).toMatchObject(set)
  })
  it('are left to Zendesk in the follow-up of a closed ticket', async () => {
    const target = bed.next(await fileOne(bed, filingOf(bed)))
    const { id } = await bed.ticket()
    await bed.api('PUT', `/tickets/${id}`, { ticket: { status: 'closed' } })
    await fileOne(bed, filingOf(bed, { id: 'filing-2', target, body: standing() }))
    const [call] = bed.proxy.calls.filter(
      ({ body }) => body?.ticket?.via_followup_source_id !== undefined,
    )
    expect(call?.body.ticket).not.toHaveProperty('priority')
    expect(call?.body.ticket).not.toHaveProperty('assignee_id')
  })
  it('are given up, and the words filed, where the agent is gone', async () => {
    await fileOne(bed, filingOf(bed, { body: { ...standing(), assignee: '999999' } }))
    expect(await bed.ticket()).toMatchObject({ priority: null, assignee_id: null })
    expect(await bed.comments()).toHaveLength(1)
  })
  it('stand in a backlog’s tickets too, without the one whose agent is gone', async () => {
    const many = Array.from({ length: bulkFrom }, (_, n) =>
      filingOf(bed, {
        id: `many-${n}`,
        conversation: `c-${n}`,
        body: { ...standing(), ...(n === 3 && { assignee: '999999' }) },
      }),
    )
    const results = await bed.helpdesk.file(many)
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['filed']))
    const given = (await bed.tickets()).map(({ id }) => bed.api('GET', `/tickets/${id}`))
    const priorities = (await Promise.all(given)).map(({ ticket }) => ticket.priority)
    expect(priorities.filter((one) => one === 'high')).toHaveLength(bulkFrom - 1)
  })
})
