import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { channelBed, type ChannelBed } from '../../testing/channel-bed.ts'
import { failureOf } from '../../testing/failure-of.ts'
import { fileOne, filingOf } from '../contract.ts'
import { sealMetadata } from './metadata.ts'
import { createRequestIds } from './request-id.ts'

let bed: ChannelBed
beforeEach(async () => {
  bed = await channelBed()
})
afterEach(() => bed.close())

const refused = 'helpdesk.forged not_done'

function told(body: unknown) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return bed.helpdesk.readReply({
    method: 'POST',
    path: '/zendesk/events',
    query: {},
    headers: {},
    body: new TextEncoder().encode(text),
    receivedAt: bed.now(),
  })
}

function created(requestId: string | undefined, ...resources: object[]) {
  return {
    type_id: 'resources_created_from_external_ids',
    timestamp: '2026-03-02T02:00:00Z',
    subdomain: 'acme',
    integration_name: '微桥',
    integration_id: 'i1',
    data: { request_id: requestId, resource_events: resources },
  }
}

const made = {
  type_id: 'comment_on_new_ticket',
  external_id: 'filing-1',
  comment_id: 12,
  ticket_id: 7,
}

describe('readEvents', () => {
  it('learns the ticket of every filing that Zendesk made one of', async () => {
    await fileOne(bed, filingOf(bed))
    const [ticket] = await bed.tickets()
    await expect
      .poll(() => bed.learnt)
      .toEqual([{ filing: 'filing-1', ticket: { id: ticket?.id }, commentId: expect.any(String) }])
  })
  it('learns the follow-up and not the closed ticket before it', async () => {
    const id = await createRequestIds(bed.options).make()
    const followed = { ...made, type_id: 'comment_on_follow_up_ticket', follow_up_ticket_id: 8 }
    const { ticketsLearnt } = await told({ events: [created(id, followed)] })
    expect(ticketsLearnt).toEqual([{ filing: 'filing-1', ticket: { id: '8' }, commentId: '12' }])
  })
  it('learns the follow-up of a closed ticket from Zendesk itself', async () => {
    await fileOne(bed, filingOf(bed))
    const [ticket] = await bed.tickets()
    await bed.api('PUT', `/tickets/${ticket?.id}`, { ticket: { status: 'closed' } })
    await fileOne(bed, filingOf(bed, { id: 'filing-2' }))
    const ids = (await bed.tickets()).map(({ id }) => id)
    const next = ids.find((id) => id !== ticket?.id)
    expect(ids).toHaveLength(2)
    await expect
      .poll(() => bed.learnt.find(({ filing }) => filing === 'filing-2')?.ticket.id)
      .toBe(next)
  })
  it('believes no ticket id without a request of its own', async () => {
    for (const id of [undefined, '', 'zendesk-request-1', 'a'.repeat(64)]) {
      const { ticketsLearnt, answer } = await told({ events: [created(id, made)] })
      expect([answer.status, ticketsLearnt]).toEqual([200, []])
    }
  })
  it('refuses a request id that only looks like one of its own', async () => {
    const id = await createRequestIds(bed.options).make()
    const last = id.endsWith('A') ? 'B' : 'A'
    const other = await createRequestIds({ ...bed.options, tenant: 'globex' }).make()
    for (const forged of [id.slice(0, -1) + last, `AAAAAAAAAAAAAAAA.${id.split('.')[1]}`, other])
      expect(await failureOf(told({ events: [created(forged, made)] }))).toBe(refused)
  })
  it('takes what is proven in a batch, whatever stands beside it', async () => {
    const id = await createRequestIds(bed.options).make()
    const other = await createRequestIds({ ...bed.options, tenant: 'globex' }).make()
    const events = [
      created(other, { ...made, ticket_id: 666 }),
      created(id, made),
      created('x', made),
    ]
    const { ticketsLearnt } = await told({ events })
    expect(ticketsLearnt.map(({ ticket }) => ticket.id)).toEqual(['7'])
  })
  it('notes what happens to an account where the metadata proves it', async () => {
    const event = {
      type_id: 'deactivate_integration_instance',
      data: { metadata: bed.metadata, deactivated_by: 'error' },
    }
    expect((await told({ events: [event] })).answer.status).toBe(200)
    expect(bed.logged()).toContain('deactivate_integration_instance')
    const swapped = await sealMetadata({ ...bed.options, tenant: 'globex' }, 'wx')
    const forged = { ...event, data: { ...event.data, metadata: swapped } }
    expect(await failureOf(told({ events: [forged] }))).toBe(refused)
  })
  it.each([
    'create_integration',
    'destroy_integration',
    'pull_request',
    'channelback',
    'destroy_user_identity',
    'of_a_kind_to_come',
  ])('acknowledges %s, in which nothing claims to be proven', async (type_id) => {
    const { answer } = await told({ events: [{ type_id, data: { manifest_url: 'https://r/m' } }] })
    expect(answer).toMatchObject({ status: 200, body: '' })
  })
  it.each([
    ['no JSON', 'x'],
    ['no list', { events: {} }],
    ['no object', 'null'],
    ['too many events', { events: Array.from({ length: 1001 }, () => ({ type_id: 'x' })) }],
    ['a wrong type', { events: [{ type_id: 7 }] }],
  ])('refuses %s', async (_why, body) => {
    expect(await failureOf(told(body))).toBe(refused)
  })
})

describe('createRequestIds', () => {
  it('makes ids that fit 64 signs, differ, and are known to every relay of the tenant', async () => {
    const [here, there] = [createRequestIds(bed.options), createRequestIds(bed.options)]
    const ids = await Promise.all([here.make(), there.make(), here.make()])
    expect(new Set(ids).size).toBe(3)
    for (const id of ids) {
      expect(id.length).toBeLessThanOrEqual(64)
      expect([await here.judge(id), await there.judge(id)]).toEqual(['ours', 'ours'])
    }
  })
})
