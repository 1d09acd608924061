import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JournalRecord } from '../../core/journal.ts'
import { catchUp } from '../../pipeline/ticket-catch-up.ts'
import { databases } from '../databases.ts'
import { eventually, relayInLab, type RelayInLab } from './relay-in-lab.ts'

describe.each(databases)('what happens to a ticket in Zendesk, on $name', (database) => {
  let bed: RelayInLab
  let id: number
  let group: number
  beforeAll(async () => {
    bed = await relayInLab({ database })
    const { groups } = await api<{ groups: { id: number }[] }>('/groups')
    group = groups[0]?.id ?? 0
    await bed.wechat(await bed.newWechatCustomer(), '路由器连不上网')
    id = (await bed.ticketWith('路由器连不上网')).id
    await eventually(async () => expect(await conversations()).toHaveLength(1))
  }, 30_000)
  afterAll(() => bed.close(), 30_000)

  const store = () => bed.relay().runtime.store
  const tenant = () => bed.relay().runtime.tenants.get(bed.plan.tenant) ?? expect.fail()
  const conversations = () =>
    store().inbox.conversationByTicket(bed.plan.tenant, { id: String(id) })

  async function api<T>(path: string): Promise<T> {
    const { clientId, clientSecret } = bed.plan.zendesk
    const post = { method: 'POST', headers: { 'content-type': 'application/json' } }
    const grant = { grant_type: 'client_credentials', scope: 'read write' }
    const client = { client_id: clientId, client_secret: clientSecret }
    const issued = await fetch(`${bed.lab.urls.zendesk}/oauth/tokens`, {
      ...post,
      body: JSON.stringify({ ...grant, ...client }),
    })
    const { access_token: token } = (await issued.json()) as { access_token: string }
    const headers = { authorization: `Bearer ${token}` }
    return (await (await fetch(`${bed.lab.urls.zendesk}/api/v2${path}`, { headers })).json()) as T
  }

  async function journal(name: string): Promise<readonly JournalRecord[]> {
    const all = await store().journal.read(bed.plan.tenant, 0, 10_000)
    return all.filter(
      ({ type, ticket, detail }) =>
        type === 'ticket_event' && ticket === String(id) && detail?.['name'] === name,
    )
  }
  /** The one entry of that name, once it is there. */
  async function entry(name: string): Promise<JournalRecord> {
    const [first, ...more] = await eventually(async () => {
      const found = await journal(name)
      if (found.length === 0) throw new TypeError(`nothing tells of ${name}`)
      return found
    })
    expect(more).toEqual([])
    return first ?? expect.fail()
  }
  /** Does it and answers between which moments it was done. */
  async function during(work: () => Promise<unknown>): Promise<{ from: number; until: number }> {
    const from = Date.now()
    await work()
    return { from, until: Date.now() }
  }
  function expectWithin(
    { platformAt = 0 }: JournalRecord,
    { from, until }: { from: number; until: number },
  ) {
    expect(platformAt).toBeGreaterThanOrEqual(from)
    expect(platformAt).toBeLessThanOrEqual(until)
  }
  /** What an agent does in Zendesk's own pages. */
  async function change(body: object): Promise<void> {
    const response = await fetch(`${bed.lab.urls.zendesk}/__lab/desk/tickets/${id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ agentId: 9002, ...body }),
    })
    expect(response.status).toBe(200)
  }
  const rate = (score: string) =>
    bed.control(`/desk/tickets/${id}/rating`, { score, comment: '满意' })

  it('stands in the journal once each with Zendesk’s time, though Zendesk tells it twice', async () => {
    await bed.fault({ platform: 'zendesk', match: 'push webhook', kind: 'duplicate', count: 20 })
    const moved = await during(() => change({ groupId: group, assigneeId: 9002 }))
    const solved = await during(() => change({ status: 'solved' }))
    const rated = await during(async () => {
      await rate('offered')
      await rate('good')
    })
    const [conversation] = await conversations()
    const expected = [
      ['group', moved, { agent: '9002', detail: { to: String(group) } }],
      ['assignee', moved, { agent: '9002', detail: { to: '9002' } }],
      ['solved', solved, { agent: '9002', detail: { to: 'solved' } }],
      ['surveyed', rated, {}],
      ['rated', rated, { detail: { score: 5 } }],
    ] as const
    for (const [name, when, more] of expected) {
      const found = await entry(name)
      expect(found).toMatchObject({ conversation: conversation?.id, channel: 'wechat', ...more })
      expectWithin(found, when)
    }
    expect(await entry('rated')).not.toHaveProperty('agent')
    expect(JSON.stringify(await store().journal.read(bed.plan.tenant, 0, 10_000))).not.toMatch(
      /满意|路由器/,
    )
  }, 60_000)

  it('is marked where the relay did it: the customer’s next words open the ticket', async () => {
    const [conversation] = await conversations()
    await bed.wechat(conversation?.customer ?? '', '又断了，怎么办？')
    const reopened = await entry('reopened')
    expect(reopened).toMatchObject({ detail: { from: 'solved', to: 'open', byRelay: true } })
    expect(reopened).not.toHaveProperty('agent')
  }, 30_000)

  it('is read afterwards where the webhooks were lost, and what they told is not read again', async () => {
    // The export holds nothing back here, so that nobody has to wait for it.
    await bed.control('/desk/limits', { exportLagMs: 0, exportsPerMinute: 1000 })
    const told = await store().journal.read(bed.plan.tenant, 0, 10_000)
    await bed.relay().stop()
    const solved = await during(() => change({ status: 'solved' }))
    await bed.start()
    expect(await journal('solved')).toHaveLength(1)
    const caught = async () => {
      await catchUp(bed.relay().runtime, tenant())
      expect(await journal('solved')).toHaveLength(2)
    }
    await eventually(caught)
    await catchUp(bed.relay().runtime, tenant())
    const [, late] = await journal('solved')
    expect(Math.abs((late?.platformAt ?? 0) - solved.from)).toBeLessThan(1000)
    expect(late).toMatchObject({ agent: '9002' })
    const names = ['group', 'assignee', 'surveyed', 'rated', 'reopened']
    for (const name of names) expect(await journal(name)).toHaveLength(1)
    expect(told.length).toBeGreaterThan(0)
  }, 60_000)
})
