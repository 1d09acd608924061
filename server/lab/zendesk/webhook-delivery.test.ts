import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startListener, type Heard, type Listener } from '../testing/listener.ts'
import { zendeskBed, type ZendeskBed } from '../testing/zendesk-bed.ts'

let bed: ZendeskBed
let ear: Listener

beforeAll(async () => {
  ear = await startListener()
  bed = await zendeskBed({
    requestsPerMinute: 100_000,
    updatesPerMinute: 100_000,
    webhookTimeoutMs: 100,
    webhookRetryMs: 0,
  })
})
afterAll(async () => {
  await bed.close()
  await ear.close()
})
beforeEach(() => {
  ear.heard.length = 0
  ear.answers.length = 0
})

async function webhook(subscriptions: string[], more: object = {}): Promise<string> {
  const { status, body } = await bed.api('POST', '/webhooks', {
    webhook: {
      name: '微桥',
      status: 'active',
      endpoint: `${ear.url}/hook`,
      http_method: 'POST',
      request_format: 'json',
      subscriptions,
      ...more,
    },
  })
  expect(status).toBe(201)
  return String(body.webhook.id)
}

async function trigger(id: string, template: string, more: object = {}): Promise<number> {
  const { body } = await bed.api('POST', '/triggers', {
    trigger: {
      title: '回复',
      conditions: {
        all: [
          { field: 'update_type', operator: 'is', value: 'Change' },
          { field: 'comment_is_public', operator: 'is', value: 'true' },
          { field: 'role', operator: 'is', value: 'agent' },
          { field: 'current_tags', operator: 'includes', value: 'weiqiao' },
        ],
        any: [],
      },
      actions: [{ field: 'notification_webhook', value: [id, template] }],
      ...more,
    },
  })
  return Number(body.trigger.id)
}

const nothing: Heard = { path: '', headers: {}, body: '' }
const drop = async (path: string): Promise<number> => (await bed.api('DELETE', path)).status
const reply = (id: number, body: string, more: object = {}) =>
  bed.desk('POST', `/tickets/${id}/comments`, { agentId: 9002, body, public: true, ...more })
const heard = async (count: number): Promise<Heard[]> => {
  await expect.poll(() => ear.heard.length).toBe(count)
  return ear.heard
}

describe('createDelivery', () => {
  let hook: string
  let rule: number
  beforeAll(async () => {
    hook = await webhook(['conditional_ticket_events'])
    rule = await trigger(hook, '{"ticket_id":"{{ticket.id}}"}')
  })
  afterAll(async () => {
    await drop(`/triggers/${rule}`)
    await drop(`/webhooks/${hook}`)
  })
  const spoken = async (): Promise<number> => {
    const id = await bed.ticket({ tags: ['weiqiao'] })
    await reply(id, '您好')
    return id
  }

  it('signs timestamp and body with the secret the API shows', async () => {
    const id = await spoken()
    const [{ headers, body } = nothing] = await heard(1)
    const { secret } = (await bed.api('GET', `/webhooks/${hook}/signing_secret`)).body
      .signing_secret
    const timestamp = String(headers['x-zendesk-webhook-signature-timestamp'])
    const wanted = createHmac('sha256', secret)
      .update(timestamp + body)
      .digest('base64')
    expect(headers['x-zendesk-webhook-signature']).toBe(wanted)
    expect(timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    expect(headers['x-zendesk-webhook-id']).toBe(hook)
    expect(JSON.parse(body)).toEqual({ ticket_id: String(id) })
    const fresh = await bed.api('POST', `/webhooks/${hook}/signing_secret`)
    expect(fresh.body.signing_secret.secret).not.toBe(secret)
  })
  it('repeats a call that was not answered in time, under the same invocation', async () => {
    ear.answers.push(
      () => new Promise(() => undefined),
      (answer) => answer.code(200).send(''),
    )
    await spoken()
    const calls = await heard(2)
    const ids = calls.map(({ headers }) => headers['x-zendesk-webhook-invocation-id'])
    expect(new Set(ids).size).toBe(1)
    await expect
      .poll(async () => (await bed.api('GET', `/webhooks/${hook}/invocations`)).body.invocations[0])
      .toMatchObject({ status: 'success', attempts_count: 2 })
    const { attempts } = (
      await bed.api('GET', `/webhooks/${hook}/invocations/${String(ids[0])}/attempts`)
    ).body
    expect(attempts.map(({ status }: { status: string }) => status)).toEqual(['timeout', 'success'])
  })

  const answers: readonly [what: string, status: number, retryAfter: string, calls: number][] = [
    ['409', 409, '', 3],
    ['429 with a short pause', 429, '0', 3],
    ['503 with a short pause', 503, '0', 3],
    ['429 without a pause', 429, '', 1],
    ['503 with a long pause', 503, '60', 1],
    ['500', 500, '', 1],
    ['401', 401, '', 1],
  ]
  it.each(answers)('calls again or not after %s', async (_what, status, retryAfter, calls) => {
    const refuse: Listener['answers'][number] = (answer) =>
      (retryAfter === '' ? answer : answer.header('retry-after', retryAfter)).code(status).send('')
    ear.answers.push(refuse, refuse, refuse)
    const before = bed.ledger('webhook.failed').length
    await spoken()
    await expect.poll(() => bed.ledger('webhook.failed').length - before).toBe(calls)
    // A good call afterwards proves that no further attempt of the refused one was waiting.
    ear.answers.length = 0
    await spoken()
    await heard(calls + 1)
  })
  it('doubles a call, or loses its answer, on demand', async () => {
    const fault = { platform: 'zendesk', match: 'push webhook', count: 1 } as const
    bed.world.faults.add({ ...fault, kind: 'duplicate' })
    await spoken()
    await heard(2)
    bed.world.faults.add({ ...fault, kind: 'drop_answer' })
    await spoken()
    const calls = await heard(4)
    const last = calls.slice(2).map(({ headers }) => headers['x-zendesk-webhook-invocation-id'])
    expect(new Set(last).size).toBe(1)
  })
  it('shows its deliveries on the desk', async () => {
    await spoken()
    await heard(1)
    const { body } = await bed.desk('GET', '/webhooks')
    expect(body.deliveries[0]).toMatchObject({ webhook: { id: hook }, event: `trigger ${rule}` })
  })
})

describe('runTriggers', () => {
  it('answers to agents in public on tagged tickets, and to nobody else', async () => {
    const hook = await webhook(['conditional_ticket_events'])
    const rule = await trigger(hook, '{{ticket.id}} {{current_user.id}}')
    const requester = await bed.customer('weibo:2001')
    const id = await bed.ticket({ requester_id: requester, tags: ['weiqiao'] })
    const other = await bed.ticket({ requester_id: requester })
    await bed.api('PUT', `/tickets/${id}`, {
      ticket: { comment: { body: '还有', author_id: requester } },
    })
    await reply(id, '内部', { public: false })
    await reply(other, '别处')
    await bed.desk('PUT', `/tickets/${id}`, { agentId: 9002, status: 'pending' })
    await reply(id, '您好')
    expect((await heard(1))[0]?.body).toBe(`${id} 9002`)
    await drop(`/triggers/${rule}`)
    await drop(`/webhooks/${hook}`)
  })
  it('puts free text in as it is: quotes break JSON, and its own braces are never run', async () => {
    const hook = await webhook(['conditional_ticket_events'])
    const rule = await trigger(hook, '{"text":"{{ticket.latest_public_comment}}"}')
    const id = await bed.ticket({ tags: ['weiqiao'] })
    await reply(id, '他说"{{ticket.id}}"')
    const [one] = await heard(1)
    expect(one?.body).toBe('{"text":"他说"{{ticket.id}}""}')
    expect(() => JSON.parse(one?.body ?? '') as unknown).toThrow()
    await drop(`/triggers/${rule}`)
    await drop(`/webhooks/${hook}`)
  })
  it('changes tickets without starting itself again', async () => {
    const { body } = await bed.api('POST', '/triggers', {
      trigger: {
        title: '标记',
        conditions: { all: [{ field: 'status', operator: 'changed_to', value: 'solved' }] },
        actions: [{ field: 'current_tags', value: 'done' }],
      },
    })
    const id = await bed.ticket()
    await bed.desk('PUT', `/tickets/${id}`, { agentId: 9002, status: 'solved' })
    expect((await bed.api('GET', `/tickets/${id}`)).body.ticket.tags).toEqual(['done'])
    await drop(`/triggers/${String(body.trigger.id)}`)
  })

  const wrong: readonly [why: string, trigger: object][] = [
    ['an unknown field', { conditions: { all: [{ field: 'mood', operator: 'is', value: '1' }] } }],
    [
      'an unknown operator',
      { conditions: { all: [{ field: 'status', operator: 'like', value: '1' }] } },
    ],
    ['no conditions', { conditions: { all: [], any: [] } }],
    ['an unknown action', { actions: [{ field: 'dance', value: '1' }] }],
    [
      'a webhook that is not there',
      { actions: [{ field: 'notification_webhook', value: ['x', '{}'] }] },
    ],
    ['an unknown key', { colour: 'red' }],
  ]
  it.each(wrong)('refuses a trigger with %s', async (_why, more) => {
    const { status, body } = await bed.api('POST', '/triggers', {
      trigger: {
        title: 'x',
        conditions: { all: [{ field: 'status', operator: 'is', value: 'open' }] },
        actions: [{ field: 'status', value: 'open' }],
        ...more,
      },
    })
    expect([status, body.errors.length]).toEqual([422, 1])
  })
})

describe('sendTicketEvents', () => {
  it('tells each event in the envelope of events', async () => {
    const hook = await webhook([
      'zen:event-type:ticket.created',
      'zen:event-type:ticket.comment_added',
      'zen:event-type:ticket.status_changed',
      'zen:event-type:ticket.tags_changed',
      'zen:event-type:ticket.merged',
      'zen:event-type:ticket.soft_deleted',
    ])
    const id = await bed.ticket({ tags: ['a'] })
    const types = (): string[] =>
      ear.heard.map(({ body }) => String(JSON.parse(body).type).split('.')[1] ?? '').sort()
    await heard(2)
    expect(types()).toEqual(['comment_added', 'created'])
    ear.heard.length = 0
    await reply(id, '您好', { status: 'solved', tags: ['b'] })
    await heard(3)
    const changed = ear.heard.map(({ body }) => JSON.parse(body))
    expect(types()).toEqual(['comment_added', 'status_changed', 'tags_changed'])
    expect(changed.find(({ type }) => type.endsWith('status_changed'))).toMatchObject({
      subject: `zen:ticket:${id}`,
      zendesk_event_version: '2022-11-06',
      detail: { id: String(id), status: 'SOLVED', actor_id: '9002', tags: ['a', 'b'] },
      event: { current: 'SOLVED', previous: 'NEW' },
    })
    expect(changed.find(({ type }) => type.endsWith('comment_added'))).toMatchObject({
      event: { comment: { body: '您好', is_public: true, author: { id: '9002', is_staff: true } } },
    })
    expect(changed.find(({ type }) => type.endsWith('tags_changed'))).toMatchObject({
      event: { tags_added: ['b'], tags_removed: [] },
    })
    const target = await bed.ticket()
    await heard(5)
    ear.heard.length = 0
    await bed.api('POST', `/tickets/${target}/merge`, { ids: [id] })
    await expect.poll(types).toContain('merged')
    const merged = ear.heard.map(({ body }) => JSON.parse(body))
    expect(merged.find(({ type }) => type.endsWith('merged'))).toMatchObject({
      detail: { id: String(id), status: 'CLOSED' },
      event: { target_ticket_id: String(target) },
    })
    await bed.api('DELETE', `/tickets/${target}`)
    await expect.poll(types).toContain('soft_deleted')
    await drop(`/webhooks/${hook}`)
  })

  it('tells of another group, another assignee, the survey and its answer', async () => {
    const names = ['group_assignment', 'agent_assignment'].map((name) => `${name}_changed`)
    const wanted = [...names, 'csat_requested', 'csat_received']
    const hook = await webhook(wanted.map((name) => `zen:event-type:ticket.${name}`))
    const { group } = (await bed.api('POST', '/groups', { group: { name: '二线' } })).body
    const requester = await bed.customer('weibo:4001')
    const id = await bed.ticket({ requester_id: requester })
    const told = (name: string) =>
      ear.heard.map(({ body }) => JSON.parse(body)).find(({ type }) => type.endsWith(name))
    const move = { agentId: 9001, groupId: group.id, assigneeId: 9002 }
    expect((await bed.desk('PUT', `/tickets/${id}`, move)).status).toBe(200)
    await bed.desk('POST', `/tickets/${id}/rating`, { score: 'offered' })
    await bed.desk('POST', `/tickets/${id}/rating`, { score: 'bad', comment: '太慢' })
    await bed.desk('POST', `/tickets/${id}/rating`, { score: 'good', comment: '后来好了' })
    await heard(5)
    expect(told('group_assignment_changed')).toMatchObject({
      detail: { actor_id: '9001', group_id: String(group.id), requester_id: String(requester) },
      event: { current: String(group.id), previous: null },
    })
    expect(told('agent_assignment_changed')).toMatchObject({
      event: { current: '9002', previous: null },
    })
    expect(told('csat_requested').detail.actor_id).toBe('-1')
    const ratings = ear.heard
      .map(({ body }) => JSON.parse(body))
      .filter(({ type }) => {
        return type.endsWith('csat_received')
      })
    expect(ratings.map(({ event }) => event)).toMatchObject([
      { satisfaction_score: { score: 'BAD' } },
      { satisfaction_score: { score: 'GOOD' }, previous_satisfaction_score: { score: 'BAD' } },
    ])
    expect(ratings[0].detail.actor_id).toBe(String(requester))
    expect(JSON.stringify(ratings)).not.toContain('太慢')
    for (const wrong of [{ groupId: 1 }, { assigneeId: requester }]) {
      expect((await bed.desk('PUT', `/tickets/${id}`, { agentId: 9001, ...wrong })).status).toBe(
        400,
      )
    }
    await drop(`/webhooks/${hook}`)
  })
})

describe('addWebhookEndpoints', () => {
  const base = {
    name: 'x',
    status: 'active',
    endpoint: 'https://relay.example/hook',
    http_method: 'POST',
    request_format: 'json',
    subscriptions: ['conditional_ticket_events'],
  }
  const wrong: readonly [why: string, webhook: object][] = [
    [
      'events beside triggers',
      { subscriptions: ['conditional_ticket_events', 'zen:event-type:ticket.created'] },
    ],
    ['an unknown event', { subscriptions: ['zen:event-type:ticket.updated'] }],
    ['an address without encryption', { endpoint: 'http://relay.example/hook' }],
    ['no name', { name: undefined }],
    ['an unknown key', { retries: 3 }],
    ['six custom headers', { custom_headers: { a: '', b: '', c: '', d: '', e: '', f: '' } }],
  ]
  it.each(wrong)('refuses %s', async (_why, more) => {
    const { status, body } = await bed.api('POST', '/webhooks', { webhook: { ...base, ...more } })
    expect([status, body.errors.length]).toEqual([400, 1])
  })
  it('changes a webhook, but never its kind', async () => {
    const id = await webhook(['conditional_ticket_events'])
    const patch = (change: object) => bed.api('PATCH', `/webhooks/${id}`, { webhook: change })
    expect((await patch({ status: 'inactive' })).status).toBe(204)
    expect((await patch({ subscriptions: ['zen:event-type:ticket.created'] })).status).toBe(400)
    const shown = await bed.api('GET', `/webhooks/${id}`)
    expect(shown.body.webhook).toMatchObject({ status: 'inactive', name: '微桥' })
    expect(JSON.stringify(shown.body)).not.toContain('secret')
    expect(await drop(`/webhooks/${id}`)).toBe(204)
    expect((await bed.api('GET', `/webhooks/${id}`)).body.errors[0].code).toBe('WebhookNotFound')
  })
  it('sends the configured credentials along and tests an endpoint at once', async () => {
    const id = await webhook(['zen:event-type:ticket.created'], {
      authentication: { type: 'bearer_token', data: { token: 't1' }, add_position: 'header' },
      custom_headers: { 'x-own': 'yes' },
    })
    await bed.ticket()
    const [one] = await heard(1)
    expect(one?.headers).toMatchObject({ authorization: 'Bearer t1', 'x-own': 'yes' })
    ear.answers.push((answer) => answer.code(418).send('teapot'))
    const tested = await bed.api('POST', `/webhooks/test?webhook_id=${id}`, {
      webhook: { endpoint: `${ear.url}/test` },
    })
    expect(tested.body.test).toMatchObject({ response_code: 418, response_body: 'teapot' })
    await drop(`/webhooks/${id}`)
  })
})
