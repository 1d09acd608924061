import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startListener, type Heard, type Listener } from '../../testing/listener.ts'
import { zendeskBed, type ZendeskAnswer, type ZendeskBed } from '../../testing/zendesk-bed.ts'

let bed: ZendeskBed
let ear: Listener
let push: string
let token: string

const manifest = {
  name: '微桥',
  id: 'weiqiao-test',
  push_client_id: 'zdg-weiqiao',
  channelback_files: true,
  urls: {
    admin_ui: './admin',
    pull_url: './pull',
    channelback_url: './channelback',
    event_callback_url: './events',
  },
}

const formOf = ({ body }: Heard): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(body))
const heardAt = (path: string): Heard[] => ear.heard.filter((one) => one.path === path)
const eventsOf = (type: string): Record<string, never>[] =>
  heardAt('/z/events')
    .flatMap(({ body }) => JSON.parse(body).events)
    .filter(({ type_id }: { type_id: string }) => type_id === type)

/** Answers by what is called, because events come in between. */
const replies = new Map<string, Listener['answers'][number]>()

beforeAll(async () => {
  ear = await startListener()
  bed = await zendeskBed({
    requestsPerMinute: 100_000,
    channelTimeoutMs: 200,
    channelRetryMs: 0,
    pullEveryMs: 3_600_000,
  })
  for (const path of ['/z/manifest', '/z/pull', '/z/channelback', '/z/file.png']) {
    replies.set(path, (reply) => reply.send({}))
  }
  replies.set('/z/manifest', (reply) => reply.send(manifest))
  const route: Listener['answers'][number] = (reply, heard) => {
    ear.answers.push(route)
    return replies.get(heard.path)?.(reply, heard) ?? reply.send('')
  }
  ear.answers.push(route)
  const connected = await bed.desk('POST', '/integrations', {
    manifestUrl: `${ear.url}/z/manifest`,
    name: '微博客服',
    metadata: 'sealed',
    state: 's0',
  })
  push = String(connected.body.instancePushId)
  token = String(connected.body.accessToken)
})
afterAll(async () => {
  await bed.close()
  await ear.close()
})
beforeEach(() => {
  ear.heard.length = 0
})

let counter = 0
const resource = (more: object = {}) => {
  counter += 1
  return {
    external_id: `m${counter}`,
    message: `第 ${counter} 条`,
    created_at: '2026-11-24T08:00:00Z',
    author: { external_id: 'weibo:1', name: '阿蓝' },
    ...more,
  }
}
const channelApi = (path: string, body: object): Promise<ZendeskAnswer> =>
  bed.raw('POST', `/api/v2/any_channel/${path}`, body, { authorization: `Bearer ${token}` })
const send = (...resources: object[]): Promise<ZendeskAnswer> =>
  channelApi('push', {
    instance_push_id: push,
    request_id: 'r1',
    external_resources: resources,
  })
const codesOf = ({ body }: ZendeskAnswer): string[] =>
  body.results.map(({ status }: { status: { code: string } }) => status.code)
async function ticketOf(externalId: string): Promise<number> {
  const entry = bed.ledger('comment.added').find(({ data }) => data['externalId'] === externalId)
  return Number(entry?.data['ticket'])
}
const opened = async (id: number) => (await bed.desk('GET', `/tickets/${id}`)).body
const answer = (id: number, body: string, more: object = {}) =>
  bed.desk('POST', `/tickets/${id}/comments`, { agentId: 9002, body, public: true, ...more })

describe('addPushEndpoints', () => {
  it('makes a ticket of a thread, and comments of what follows', async () => {
    const first = resource({
      thread_id: 't1',
      fields: [
        { id: 'subject', value: '来自微博' },
        { id: 'tags', value: ['weiqiao', 'weibo'] },
      ],
    })
    expect(codesOf(await send(first, resource({ thread_id: 't1' })))).toEqual([
      'success',
      'success',
    ])
    const id = await ticketOf(first.external_id)
    const { ticket, comments } = await opened(id)
    expect(ticket).toMatchObject({
      subject: '来自微博',
      tags: ['weiqiao', 'weibo'],
      via: 'any_channel',
      requester: { name: '阿蓝', externalId: 'weibo:1' },
    })
    expect(comments).toHaveLength(2)
    await expect
      .poll(() => eventsOf('resources_created_from_external_ids'))
      .toMatchObject([
        {
          integration_name: '微桥',
          data: {
            request_id: 'r1',
            resource_events: [
              { type_id: 'comment_on_new_ticket', external_id: first.external_id, ticket_id: id },
              { type_id: 'comment_on_existing_ticket', ticket_id: id },
            ],
          },
        },
      ])
  })
  it('answers each item, and halts after the first that fails', async () => {
    const known = resource()
    await send(known)
    const both = resource({ parent_id: known.external_id, thread_id: 't1' })
    expect(codesOf(await send(known, both, resource()))).toEqual([
      'already_imported',
      'processing_error',
      'halted',
    ])
    const orphan = await send(resource({ parent_id: 'nowhere' }), resource())
    expect(orphan.body.results[0].status).toEqual({
      code: 'could_not_locate_parent_external_resource',
      description: 'nowhere',
    })
    expect(codesOf(orphan)[1]).toBe('halted')
    const child = resource({ parent_id: known.external_id })
    expect(codesOf(await send(child))).toEqual(['success'])
    expect(await ticketOf(child.external_id)).toBe(await ticketOf(known.external_id))
  })
  it('reopens a solved ticket, and continues a closed one in a follow-up', async () => {
    const first = resource({ thread_id: 't2' })
    await send(first)
    const id = await ticketOf(first.external_id)
    await bed.desk('PUT', `/tickets/${id}`, { agentId: 9001, status: 'solved' })
    await send(resource({ thread_id: 't2' }))
    expect((await opened(id)).ticket.status).toBe('open')
    await bed.api('PUT', `/tickets/${id}`, { ticket: { status: 'closed' } })
    const later = resource({ thread_id: 't2' })
    await send(later)
    const next = await ticketOf(later.external_id)
    expect(next).not.toBe(id)
    expect((await opened(id)).ticket.followupIds).toEqual([next])
    await expect
      .poll(() => JSON.stringify(eventsOf('resources_created_from_external_ids')))
      .toContain(`"follow_up_ticket_id":${next}`)
  })
  it('fetches files and hangs them on the comment', async () => {
    replies.set('/z/file.png', (reply) => reply.type('image/png').send(Buffer.from([1, 2])))
    const one = resource({ file_urls: [`${ear.url}/z/file.png`] })
    await send(one)
    const id = await ticketOf(one.external_id)
    await expect
      .poll(async () => (await opened(id)).comments[0].attachments)
      .toMatchObject([{ fileName: 'file.png', contentType: 'image/png', size: 2 }])
  })
  it('refuses strange keys, other accounts and other tokens', async () => {
    const odd = await send({ ...resource(), mood: 'sad' })
    expect([odd.status, Object.keys(odd.body.details)]).toEqual([
      422,
      ['external_resources.0.mood'],
    ])
    const body = { instance_push_id: push, external_resources: [] }
    expect((await bed.api('POST', '/any_channel/push', body)).status).toBe(403)
    expect((await channelApi('push', { ...body, instance_push_id: 'x' })).status).toBe(404)
    const headers = { authorization: `Bearer ${token}` }
    expect((await bed.raw('GET', '/api/v2/users/me', undefined, headers)).status).toBe(403)
    expect((await channelApi('validate_token', { instance_push_id: push })).status).toBe(200)
  })
})

describe('channelBack', () => {
  let id: number
  beforeEach(async () => {
    const one = resource({ thread_id: `c${counter}` })
    await send(one)
    id = await ticketOf(one.external_id)
    ear.heard.length = 0
  })

  it('sends public replies with thread, recipient, metadata and files, and no internal notes', async () => {
    replies.set('/z/channelback', (reply) => reply.send({ external_id: `back-${id}` }))
    await answer(id, '内部', { public: false })
    const uploaded = await bed.raw('POST', '/__lab/desk/uploads?filename=a.png', 'x', {
      'content-type': 'image/png',
    })
    await answer(id, '您好', { uploads: [String(uploaded.body.token)] })
    await expect.poll(() => heardAt('/z/channelback').length).toBe(1)
    const [call] = heardAt('/z/channelback')
    const form = formOf(call ?? { path: '', headers: {}, body: '' })
    expect(form).toMatchObject({
      message: '您好',
      thread_id: expect.stringMatching(/^c\d+$/),
      recipient_id: 'weibo:1',
      metadata: 'sealed',
    })
    const file = await fetch(String(form['file_urls[]']))
    expect(await file.text()).toBe('x')
    await expect.poll(() => bed.ledger('channelback.sent').length).toBeGreaterThan(0)
    expect((await opened(id)).comments.at(-1)).not.toHaveProperty('undelivered')
    expect(codesOf(await send(resource({ external_id: `back-${id}` })))).toEqual([
      'already_imported',
    ])
  })
  it('repeats the same call when the answer is lost', async () => {
    const fault = { platform: 'zendesk', match: 'push channelback', kind: 'drop_answer' } as const
    replies.set('/z/channelback', (reply) => reply.send({ external_id: `again-${id}` }))
    bed.world.faults.add({ ...fault, count: 1 })
    await answer(id, '一次')
    await expect.poll(() => heardAt('/z/channelback').length).toBe(2)
    const ids = heardAt('/z/channelback').map((one) => formOf(one)['request_unique_identifier'])
    expect(new Set(ids).size).toBe(1)
    await expect.poll(() => bed.ledger('channelback.sent').at(-1)?.data['ticket']).toBe(id)
  })

  const failures: readonly [why: string, answer: Listener['answers'][number]][] = [
    ['an error', (reply) => reply.code(503).send('')],
    ['no JSON', (reply) => reply.send('ok')],
    ['an empty id', (reply) => reply.send({ external_id: '' })],
  ]
  it.each(failures)('flags the comment after %s', async (_why, refuse) => {
    replies.set('/z/channelback', refuse)
    await answer(id, '收不到')
    await expect
      .poll(async () => (await opened(id)).comments.at(-1))
      .toHaveProperty('undelivered', expect.any(String))
    const { audits } = (await bed.api('GET', `/tickets/${id}/audits`)).body
    expect(audits.at(-1).events.at(-1)).toMatchObject({ type: 'ChannelBackFailedEvent' })
  })
  it('flags a reply that the channel reports as failed later', async () => {
    replies.set('/z/channelback', (reply) => reply.send({ external_id: `late-${id}` }))
    await answer(id, '后来才失败')
    await expect.poll(() => bed.ledger('channelback.sent').at(-1)?.data['ticket']).toBe(id)
    const report = { instance_push_id: push, external_id: `late-${id}`, description: '窗口已关' }
    expect((await channelApi('channelback/report_error', report)).status).toBe(200)
    expect((await opened(id)).comments.at(-1)).toMatchObject({ undelivered: '窗口已关' })
    const unknown = { ...report, external_id: 'never' }
    expect((await channelApi('channelback/report_error', unknown)).status).toBe(404)
  })
  it('sends nothing where the channel takes no replies', async () => {
    const one = resource({ allow_channelback: false })
    await send(one)
    const closed = await ticketOf(one.external_id)
    await answer(closed, '您好')
    expect((await opened(closed)).comments.at(-1)).toHaveProperty('undelivered')
    expect(heardAt('/z/channelback')).toEqual([])
  })
})

describe('pull', () => {
  const pullNow = () => bed.desk('POST', `/integrations/${push}/pull`)

  it('takes what is offered and moves its state only with a good answer', async () => {
    const one = resource({ thread_id: 'p1' })
    replies.set('/z/pull', (reply) => reply.send({ external_resources: [one], state: 's1' }))
    await pullNow()
    expect(heardAt('/z/pull').map(formOf)).toEqual([{ metadata: 'sealed', state: 's0' }])
    expect(await ticketOf(one.external_id)).toBeGreaterThan(0)
    await pullNow()
    await expect
      .poll(() => eventsOf('pull_request').at(-1))
      .toMatchObject({ data: { duplicate_external_ids: [{ external_id: one.external_id }] } })
    replies.set('/z/pull', (reply) => reply.send({ external_resources: [{}], state: 's2' }))
    await pullNow()
    replies.set('/z/pull', (reply) => reply.code(502).send(''))
    await pullNow()
    expect(formOf(heardAt('/z/pull').at(-1) ?? { path: '', headers: {}, body: '' })).toEqual({
      metadata: 'sealed',
      state: 's1',
    })
    expect(bed.ledger('channel.pull_failed')).toHaveLength(2)
  })
})

describe('addIntegrationRoutes', () => {
  it('hands the admin page its form and activates when the page returns', async () => {
    const { body } = await bed.desk('POST', '/integrations', {
      manifestUrl: `${ear.url}/z/manifest`,
    })
    expect(body).toMatchObject({
      status: 'pending',
      adminUi: {
        url: `${ear.url}/z/admin`,
        form: { subdomain: 'weiqiao-lab', instance_push_id: body.instancePushId },
      },
    })
    const page = await bed.desk('GET', `/integrations/${body.id}/admin`)
    expect(page.body).toContain(`action="${ear.url}/z/admin"`)
    const form = new URLSearchParams({ name: '第二个', metadata: 'm2', state: '' }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const path = String(body.adminUi.form.return_url).slice(bed.url.length)
    expect((await bed.raw('POST', path, form, headers)).status).toBe(200)
    const { integrations } = (await bed.desk('GET', '/integrations')).body
    expect(integrations.at(-1)).toMatchObject({ name: '第二个', status: 'active' })
    await expect
      .poll(() => eventsOf('create_integration_instance'))
      .toMatchObject([{ data: { metadata: 'm2' } }])
    await bed.desk('DELETE', `/integrations/${body.id}`)
    await expect.poll(() => eventsOf('destroy_integration_instance').length).toBe(1)
    const nameless = await bed.raw('POST', path, '', headers)
    expect(nameless.status).toBe(422)
  })
  it('refuses a manifest that is none', async () => {
    replies.set('/z/bad', (reply) => reply.send({ ...manifest, colour: 'red' }))
    const manifestUrl = `${ear.url}/z/bad`
    const { status, body } = await bed.desk('POST', '/integrations', { manifestUrl })
    expect([status, body.error.message]).toEqual([422, 'colour: is not a known key'])
    const nowhere = await bed.desk('POST', '/integrations', { manifestUrl: `${ear.url}/z/events` })
    expect(nowhere.status).toBe(422)
  })
})
