import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ticketingBed, type TicketingBed } from '../../testing/ticketing-bed.ts'
import { fileOne, filingOf } from '../contract.ts'
import { zendeskTicketing } from './index.ts'

let bed: TicketingBed
beforeEach(async () => {
  bed = await ticketingBed({ unprepared: true })
})
afterEach(() => bed.close())

type Named = Readonly<Record<string, string>>
const listed = async (name: string): Promise<readonly Named[]> =>
  (await bed.api('GET', `/${name}`))[name]
const titles = async (name: string, key: string) => (await listed(name)).map((one) => one[key])
/** What the events webhook tells of. */
const subscribed = async (): Promise<unknown> =>
  (await listed('webhooks')).find(({ name }) => name === 'Weiqiao ticket events')?.['subscriptions']
const refuse = (match: string, status: number, count = 99) =>
  bed.fault({ match, kind: 'status', status, count })

describe('prepare', () => {
  it('makes both webhooks, the trigger and the three views, and keeps the secrets', async () => {
    expect(await bed.reader.prepare()).toEqual({ problems: [], wasDeaf: true })
    expect(await titles('webhooks', 'name')).toEqual(['Weiqiao replies', 'Weiqiao ticket events'])
    expect(await titles('triggers', 'title')).toEqual(['Weiqiao: tell the relay about replies'])
    expect(await titles('views', 'title')).toEqual(
      expect.arrayContaining([
        '微桥：被拦下的回复',
        '微桥：发送失败的回复',
        '微桥：未确认送达的回复',
      ]),
    )
    for (const { id = '' } of await listed('webhooks')) {
      const shown = (await bed.api('GET', `/webhooks/${id}/signing_secret`)).signing_secret.secret
      expect(await bed.store.secrets.get('acme', `zendesk-webhook:${id}`)).toBe(shown)
    }
  })
  it('makes nothing twice, however often it runs', async () => {
    await bed.reader.prepare()
    const again = await zendeskTicketing(bed.options).reader.prepare()
    expect(again).toEqual({ problems: [], wasDeaf: false })
    expect(await listed('webhooks')).toHaveLength(2)
    expect(await listed('triggers')).toHaveLength(1)
  })
  it('finds its trigger and views behind a hundred others', async () => {
    const { webhook } = await bed.api('POST', '/webhooks', {
      webhook: {
        name: 'other',
        status: 'active',
        endpoint: 'https://other.example/',
        http_method: 'POST',
        request_format: 'json',
        subscriptions: ['conditional_ticket_events'],
      },
    })
    const actions = [{ field: 'notification_webhook', value: [webhook.id, '{}'] }]
    const all = [{ field: 'update_type', operator: 'is', value: 'Change' }]
    for (let n = 0; n < 105; n++) {
      const trigger = { title: `别的 ${n}`, conditions: { all, any: [] }, actions }
      await bed.api('POST', '/triggers', { trigger })
      const conditions = [{ field: 'status', operator: 'less_than', value: 'closed' }]
      await bed.api('POST', '/views', { view: { title: `视图 ${n}`, all: conditions, any: [] } })
    }
    await bed.reader.prepare()
    await bed.clock.advance(60_000)
    await bed.reader.prepare()
    const calls = bed.proxy.calls.map(({ method, path }) => `${method} ${path}`)
    expect(calls.filter((call) => call === 'POST /api/v2/triggers')).toHaveLength(1)
    expect(calls.filter((call) => call === 'POST /api/v2/views')).toHaveLength(3)
  })
  it('leaves webhooks to the admin where a secret is configured', async () => {
    const { reader } = zendeskTicketing({ ...bed.options, webhookSecret: 'configured' })
    expect(await reader.prepare()).toMatchObject({ problems: [] })
    expect(await listed('webhooks')).toEqual([])
    expect(await titles('views', 'title')).toContain('微桥：发送失败的回复')
  })
  it.each([403, 404, 422, 500])(
    'does not stop for views that Zendesk answers %s',
    async (status) => {
      refuse('/api/v2/views', status)
      expect(await bed.reader.prepare()).toMatchObject({ problems: [] })
      expect(bed.logged()).toContain('helpdesk.view_missing')
      await fileOne(bed, filingOf(bed))
    },
  )
  it('does not stop for an events webhook that Zendesk refuses', async () => {
    bed.proxy.intercept = ({ body }) =>
      body?.webhook?.name === 'Weiqiao ticket events'
        ? { status: 400, json: { errors: [{ code: 'InvalidSubscriptions', title: 'x' }] } }
        : undefined
    expect(await bed.reader.prepare()).toMatchObject({ problems: [] })
    expect(bed.logged()).toContain('helpdesk.events_missing')
    expect(await listed('triggers')).toHaveLength(1)
  })
  it('does without ratings where Zendesk refuses to tell of them', async () => {
    bed.proxy.intercept = ({ body }) =>
      JSON.stringify(body ?? {}).includes('csat_received')
        ? { status: 400, json: { errors: [{ code: 'InvalidSubscriptions', title: 'x' }] } }
        : undefined
    expect(await bed.reader.prepare()).toMatchObject({ problems: [] })
    expect(bed.logged()).toContain('helpdesk.ratings_missing')
    expect(bed.logged()).not.toContain('helpdesk.events_missing')
    expect(await subscribed()).toContain('zen:event-type:ticket.group_assignment_changed')
  })
  it('widens the webhook of an earlier relay, keeping what an admin added', async () => {
    await bed.reader.prepare()
    const hook = (await listed('webhooks')).find(({ name }) => name === 'Weiqiao ticket events')
    const earlier = ['status_changed', 'merged', 'created'].map((x) => `zen:event-type:ticket.${x}`)
    await bed.api('PATCH', `/webhooks/${hook?.id}`, { webhook: { subscriptions: earlier } })
    await zendeskTicketing(bed.options).reader.prepare()
    expect(await listed('webhooks')).toHaveLength(2)
    const names = ['csat_received', 'csat_requested', 'agent_assignment_changed', 'created']
    expect(await subscribed()).toEqual(
      expect.arrayContaining(names.map((name) => `zen:event-type:ticket.${name}`)),
    )
  })
  it('names the problem, to be tried again, where no webhook for replies can be made', async () => {
    refuse('POST /api/v2/webhooks', 503, 2)
    const { problems } = await bed.reader.prepare()
    expect(problems.map(({ code }) => code)).toEqual([
      'helpdesk.unavailable',
      'helpdesk.unavailable',
    ])
    await bed.clock.advance(30_000)
    expect(await bed.reader.prepare()).toMatchObject({ problems: [] })
  })
  it('is done by one relay at a time', async () => {
    const other = zendeskTicketing(bed.options).reader
    await Promise.all([bed.reader.prepare(), other.prepare()])
    expect(await listed('webhooks')).toHaveLength(2)
  })
})

describe('probe', () => {
  const found = async () =>
    new Map((await bed.reader.probe()).map(({ check, ok, message }) => [check, { ok, ...message }]))

  it('makes a test ticket for a requester without e-mail, answers it and removes it', async () => {
    const checks = await found()
    expect(checks.get('ticket')).toMatchObject({ ok: true })
    expect(checks.get('ticket')?.en).toContain('without e-mail can be answered in public')
    expect(await bed.tickets()).toEqual([])
    const kinds = bed.world.entries(0, 9999).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'ticket.created')).toHaveLength(1)
    expect(kinds.filter((kind) => kind === 'ticket.deleted')).toHaveLength(1)
  })
  it.each([
    ['turns into a note', 200],
    ['refuses', 422],
  ])('says so where Zendesk %s the public reply', async (_name, status) => {
    const audit = { events: [{ type: 'Comment', public: false }] }
    bed.proxy.intercept = ({ method, path }) =>
      method === 'PUT' && path.startsWith('/api/v2/tickets/')
        ? { status, json: { audit, error: 'RecordInvalid', details: {} } }
        : undefined
    expect((await found()).get('ticket')).toMatchObject({
      ok: false,
      en: expect.stringContaining('cannot be answered in public') as string,
    })
    expect(await bed.tickets()).toEqual([])
  })
  it('removes its ticket also where the answer fails', async () => {
    refuse('PUT /api/v2/tickets', 500, 1)
    expect((await found()).get('ticket')?.ok).toBe(false)
    expect(await bed.tickets()).toEqual([])
  })
  it('tells of nothing but the access where that fails', async () => {
    refuse('POST /oauth/tokens', 401)
    const checks = await bed.reader.probe()
    expect(checks.map(({ check, ok }) => [check, ok])).toEqual([['access', false]])
  })
  it('counts the webhooks in place', async () => {
    expect((await found()).get('webhooks')?.en).toContain('No webhooks yet')
    await bed.reader.prepare()
    expect((await found()).get('webhooks')?.en).toContain('2 webhook(s)')
  })
  it('is never seen by a customer or taken for a reply', async () => {
    await bed.reader.prepare()
    await bed.reader.probe()
    expect(bed.heard.filter(({ body }) => body.includes('ticket_id'))).toEqual([])
  })
})
