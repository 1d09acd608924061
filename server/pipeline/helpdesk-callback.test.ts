import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AgentReply, ReplyArrival } from '../core/helpdesk.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'
import { receiveFromHelpdesk } from './helpdesk-callback.ts'

let bed: Bed
beforeEach(async () => {
  bed = await relayBed({ mergeMs: 0 })
  await bed.say('甲的问题', { customer: { id: '甲' } })
  await bed.settle()
  await bed.say('乙的问题', { customer: { id: '乙' } })
  await bed.settle()
})
afterEach(() => bed.close())

const answer = { status: 200, contentType: 'text/plain', body: 'ok' }

/** The helpdesk calls; its adapter found this in it. */
async function call(arrival: Partial<ReplyArrival>): Promise<unknown> {
  const empty = { answer, replies: [], touched: [], ticketsLearnt: [], ticketEvents: [] }
  const { helpdesk } = bed.runtime.tenants.get('acme') ?? expect.fail('no tenant')
  Object.assign(helpdesk, { readReply: async () => ({ ...empty, ...arrival }) })
  const request = { method: 'POST', path: '/', query: {}, headers: {}, body: new Uint8Array() }
  return receiveFromHelpdesk(bed.runtime, 'acme', { ...request, receivedAt: bed.clock.now() })
}

function event(name: 'merged' | 'deleted' | 'status_changed', ticket: string, detail = {}) {
  return { ticketEvents: [{ name, ticket: { id: ticket }, at: bed.clock.now(), detail }] }
}

const textsTo = (customer: string): string[] =>
  bed.channel.sent.flatMap(({ customer: to, content }) =>
    to === customer && content.type === 'text' ? [content.text] : [],
  )
const conversationOf = (customer: string): string =>
  bed.helpdesk.filings.find((filing) => filing.customer.id === customer)?.conversation ?? ''
const ticketOf = async (customer: string): Promise<string | undefined> =>
  (await bed.store.inbox.conversation('acme', conversationOf(customer)))?.ticket?.id

describe('an unknown customer', () => {
  it('is a light record of their own: an id, a made-up name, nothing asked (S2-07)', () => {
    const [first, second] = bed.helpdesk.filings.map(({ customer }) => customer)
    expect(first).toMatchObject({ externalId: 'sample:wx:甲', displayName: '客户 甲' })
    expect(Object.keys(first ?? {}).sort()).toEqual(['displayName', 'externalId', 'id'])
    expect(second?.externalId).not.toBe(first?.externalId)
  })

  it('keeps a history of their own when tickets are merged, and when that is undone (S2-07)', async () => {
    const history = async (customer: string): Promise<string[]> => {
      const rows = await bed.store.inbox.messages('acme', conversationOf(customer), 100)
      return rows.map(({ message }) => JSON.stringify(message.parts))
    }
    const before = [await history('甲'), await history('乙')]
    await call(event('merged', '100', { target: '101' }))
    expect([await ticketOf('甲'), await ticketOf('乙')]).toEqual(['101', '101'])
    expect([await history('甲'), await history('乙')]).toEqual(before)
    const journal = await bed.store.journal.read('acme', 0, 100)
    expect(journal.filter(({ type }) => type === 'ticket_event')).toMatchObject([
      { ticket: '100', detail: { name: 'merged', target: '101' } },
    ])
    await bed.store.inbox.retarget('acme', conversationOf('甲'), { id: '100' })
    await bed.answer('只给甲', { ticket: { id: '100' } })
    await bed.answer('只给乙', { ticket: { id: '101' } })
    await bed.settle()
    expect([textsTo('甲'), textsTo('乙')]).toEqual([['只给甲 ^A17'], ['只给乙 ^A17']])
  })
})

describe('a helpdesk callback', () => {
  it('sends the answer on a merged ticket to whoever asked last', async () => {
    await call(event('merged', '100', { target: '101' }))
    await bed.clock.advance(1000)
    await bed.say('甲又问', { customer: { id: '甲' } })
    await bed.settle()
    await bed.answer('答甲', { ticket: { id: '101' } })
    await bed.settle()
    expect([textsTo('甲'), textsTo('乙')]).toEqual([['答甲 ^A17'], []])
  })

  it('opens a new ticket for a customer whose ticket was deleted', async () => {
    await call(event('deleted', '100'))
    expect(await ticketOf('甲')).toBeUndefined()
    await bed.say('还在吗', { customer: { id: '甲' } })
    await bed.settle()
    expect(bed.helpdesk.filings.at(-1)?.target).toEqual({ type: 'new' })
  })

  it('ends what nobody answered as browsed when its ticket is solved, once (S2-15)', async () => {
    for (let n = 0; n < 2; n++) await call(event('status_changed', '100', { status: 'solved' }))
    await call(event('status_changed', '101', { status: 'pending' }))
    const journal = await bed.store.journal.read('acme', 0, 100)
    expect(journal.filter(({ type }) => type === 'disposition')).toMatchObject([
      { conversation: conversationOf('甲'), detail: { value: 'R1' } },
    ])
  })

  it('takes a complete reply once, however often it is repeated', async () => {
    const reply: AgentReply = {
      id: 'unique-1',
      threadId: conversationOf('甲'),
      text: '直接回复',
      attachments: [],
      author: { id: '7' },
      at: bed.clock.now(),
      isPublic: true,
    }
    for (let n = 0; n < 3; n++) await call({ replies: [reply] })
    await bed.settle()
    expect(textsTo('甲')).toEqual(['直接回复 ^A17'])
  })

  it('refuses a reply to a conversation of another account or of nobody', async () => {
    const reply: AgentReply = {
      id: 'unique-2',
      threadId: conversationOf('甲'),
      text: '串号',
      attachments: [],
      author: { id: '7' },
      at: bed.clock.now(),
      isPublic: true,
    }
    await expect(call({ replies: [reply], account: 'other' })).rejects.toMatchObject({
      code: 'helpdesk.not_found',
    })
    const lost = { ...reply, threadId: 'nowhere' }
    await expect(call({ replies: [lost] })).rejects.toMatchObject({ code: 'helpdesk.not_found' })
    await bed.settle()
    expect(bed.channel.sent).toEqual([])
  })

  it('is refused for an unknown tenant as a forged one is', async () => {
    const request = { method: 'POST', path: '/', query: {}, headers: {}, body: new Uint8Array() }
    await expect(
      receiveFromHelpdesk(bed.runtime, 'nobody', { ...request, receivedAt: 0 }),
    ).rejects.toMatchObject({ code: 'helpdesk.forged' })
  })

  it('reads a ticket named twice under one key once', async () => {
    bed.helpdesk.replies.push({
      id: 'r1',
      text: '好的',
      attachments: [],
      author: { id: '7' },
      at: bed.clock.now(),
      isPublic: true,
    })
    const touched = [{ ticket: { id: '100' }, key: 'invocation-1' }]
    for (let n = 0; n < 3; n++) await call({ touched })
    await bed.settle()
    expect(textsTo('甲')).toEqual(['好的 ^A17'])
  })
})
