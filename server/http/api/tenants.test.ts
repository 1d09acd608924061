import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressOf, type Endpoint } from '../../api/endpoint.ts'
import { endpoints } from '../../api/endpoints.ts'
import { emptySheet } from '../../api/kpi-sheet.ts'
import { apiBed, type ApiBed } from '../../testing/api-bed.ts'

interface Operation {
  readonly operationId: string
  readonly parameters: readonly { readonly name: string; readonly in: string }[]
}

let api: ApiBed
let operations: readonly Operation[]

/** Something of tenant acme in every part a path may have. */
const ours: Readonly<Record<string, string>> = {
  ticketId: '100',
  replyId: '',
  account: 'wx',
  cluster: 'c-1',
}
const of = { account: 'wx', customer: 'customer-1' }
const friend = { account: 'wx', customer: 'customer-2' }
const bodies: Record<string, unknown> = {
  suggestLinks: { of },
  linkCustomer: { of, to: friend, how: 'agent' },
  unlinkCustomer: { of, identity: friend },
  undoLink: { of, act: '' },
  bindNumber: { of, kind: 'phone', value: '13900000000' },
  unbindNumber: { of, binding: '' },
  recordConsent: { of, identity: of, kind: 'linking', value: 'refused' },
  setPreferences: { of, preferences: { note: 'x' } },
  markPromise: { of, reply: '', start: 0, value: 'kept' },
  recordIntent: { draft: '请提供您的服务密码', overrides: [{ rule: 'W-S2', reason: 'x' }] },
  recordDismissal: { rule: 'W-C2' },
  correctUnderstanding: { message: '', field: 'polarity', value: 'neutral' },
  writeKpiSheet: { ifVersion: 0, document: { ...emptySheet, currency: 'EUR' } },
  recordCasework: { type: 'complaint', step: { id: 'accept', isDone: true } },
  actOnReply: { act: 'release' },
  previewIncident: { text: '今晚恢复' },
  actOnIncident: { act: 'tell', kind: 'answer', text: '今晚恢复' },
  switchCrisis: { on: true },
  writePersona: { document: { schemaVersion: 1, competitors: ['乙'] }, ifVersion: 0 },
}
/** What must show nowhere outside acme. */
const marks = /宽带断了两天|请提供您的服务密码|演示客户甲|机密人设|演示主管|晚上再联系|…4321/

beforeAll(async () => {
  api = await apiBed()
  await api.bed.say('宽带断了两天', { customer: { id: 'customer-1', name: '演示客户甲' } })
  await api.bed.say('也是我', { customer: { id: 'customer-2' } })
  await api.bed.settle()
  await api.bed.answer('请提供您的服务密码')
  await api.bed.settle()
  const lead = (await api.session('50')).token
  await api.call('writePersona', lead, {
    parts: { account: 'wx' },
    body: { document: { schemaVersion: 1, persona: { name: '机密人设' } }, ifVersion: 0 },
  })
  await api.call('recordDismissal', lead, { parts: { ticketId: '100' }, body: { rule: 'W-C1' } })
  await writeCard(lead)
  const [held] = await api.bed.store.outbox.repliesOf('acme', { states: ['held'] })
  Object.assign(ours, { replyId: held?.id })
  const [message] = await api.bed.store.inbox.messages('acme', held?.conversation ?? '', 1)
  bodies['correctUnderstanding'] = { message: message?.id, field: 'polarity', value: 'neutral' }
  bodies['markPromise'] = { of, reply: held?.id, start: 0, value: 'kept' }
  const { json } = await api.ask('GET', '/api/v1/openapi.json')
  operations = Object.values(json.paths as Record<string, Record<string, Operation>>).flatMap(
    (item) => Object.values(item),
  )
})
afterAll(() => api.close())

/** A card of acme with something in every part that an act can change. */
async function writeCard(token: string): Promise<void> {
  await api.call('linkCustomer', token, { body: bodies['linkCustomer'] })
  await api.call('setPreferences', token, { body: { of, preferences: { hours: '晚上再联系' } } })
  const body = { of, kind: 'phone', value: '13987654321' }
  const { customer } = (await api.call('bindNumber', token, { body })).json
  bodies['undoLink'] = { of, act: customer.acts[0].id }
  bodies['unbindNumber'] = { of, binding: customer.bindings[0].id }
}

const acts = [
  'actOnReply',
  'recordCasework',
  'correctUnderstanding',
  'previewIncident',
  'actOnIncident',
]

/** What changes something of one customer, reply or case: for strangers there is none. */
function isAct(id: string): boolean {
  const body = bodies[id]
  if (acts.includes(id)) return true
  return typeof body === 'object' && body !== null && 'of' in body
}

async function askFor(id: string, token: string) {
  const endpoint = (endpoints as readonly Endpoint[]).find((one) => one.id === id)
  if (!endpoint) return expect.fail(`${id} is described and not there`)
  const query = endpoint.query?.includes('ticket') === true ? { ticket: '100' } : {}
  return api.ask(endpoint.method, addressOf(endpoint, ours, query), {
    token,
    ...(endpoint.body && { body: bodies[id] }),
  })
}

describe('every endpoint of the published description', () => {
  it('is asked here, with something of the tenant in every part of its address', () => {
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(
      endpoints.map(({ id }) => id).sort(),
    )
    const parts = operations.flatMap(({ parameters }) =>
      parameters.flatMap(({ name, in: where }) => (where === 'path' ? [name] : [])),
    )
    for (const part of parts) expect(ours[part]).not.toBe('')
    const withBody = (endpoints as readonly Endpoint[]).filter(({ body }) => body)
    expect(withBody.map(({ id }) => id).sort()).toEqual(Object.keys(bodies).sort())
  })

  it('shows the tenant’s own people what is theirs (or the next test proves nothing)', async () => {
    const { token } = await api.session('9')
    const seen: string[] = []
    for (const id of ['readGuidance', 'listHeldReplies', 'readPersona', 'readCustomer'])
      seen.push((await askFor(id, token)).text)
    for (const text of seen) expect(text).toMatch(marks)
  })

  it('shows and changes nothing of one tenant for an admin of another', async () => {
    const { token } = await api.session('9', 'other')
    const before = await api.bed.store.journal.read('acme', 0, 1000)
    for (const { operationId } of operations) {
      const answer = await askFor(operationId, token)
      expect(answer.text, operationId).not.toMatch(marks)
      if (isAct(operationId)) expect(answer.status, operationId).toBe(404)
    }
    expect(await api.bed.store.journal.read('acme', 0, 1000)).toEqual(before)
    const { token: own } = await api.session('9')
    expect((await api.call('readCrisis', own)).json.on).toBe(false)
    expect((await api.call('readPersona', own, { parts: { account: 'wx' } })).json.version).toBe(1)
    const rules = (await api.call('listDismissals', own)).json.rules as { rule: string }[]
    expect(rules.map(({ rule }) => rule)).toEqual(['W-C1'])
    expect((await api.bed.store.outbox.reply('acme', ours['replyId'] ?? ''))?.state).toBe('held')
  })

  it.each([
    ['without a session', () => undefined],
    ['with a session that is none', () => 'acme.AAAA'],
    ['with a session of nobody', () => 'nobody.AAAA'],
  ])('answers 401 in words, and the same for all, %s', async (_what, make) => {
    const texts = new Set<string>()
    for (const { operationId } of operations) {
      const endpoint = (endpoints as readonly Endpoint[]).find(({ id }) => id === operationId)!
      const token = make()
      const answer = await api.ask(endpoint.method, addressOf(endpoint, ours), {
        ...(token !== undefined && { token }),
        ...(endpoint.body && { body: bodies[operationId] }),
      })
      expect(answer.status, operationId).toBe(401)
      texts.add(answer.text)
    }
    expect(texts.size).toBe(1)
  })

  it('answers JSON that no browser sniffs or keeps, also when it refuses', async () => {
    const { token } = await api.session('7')
    for (const { operationId } of operations) {
      const { headers } = await askFor(operationId, token)
      expect(headers['content-type'], operationId).toMatch(/^application\/json/)
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['cache-control']).toBe('no-store')
    }
  })
})
