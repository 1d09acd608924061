import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Endpoint } from '../../api/endpoint.ts'
import { endpoints } from '../../api/endpoints.ts'
import { apiBed, type ApiBed } from '../../testing/api-bed.ts'

let api: ApiBed
let token: string
const mine = { account: 'wx', customer: 'customer-1' }
const other = { account: 'wx', customer: 'customer-2' }

beforeEach(async () => {
  api = await apiBed()
  token = (await api.session('7')).token
  api.bed.helpdesk.onFile = ({ id, customer }) => ({
    id,
    outcome: 'filed',
    ticket: { id: customer.id === 'customer-1' ? '100' : '101' },
    userId: customer.id === 'customer-1' ? '9001' : '9002',
  })
  await api.bed.say('宽带断了两天，太差了！', { customer: { id: 'customer-1', name: '演示客户' } })
  await api.bed.say('同一个问题', { customer: { id: 'customer-2', name: '演示客户' } })
  await api.bed.settle()
})
afterEach(() => api.close())

const card = async (query: Readonly<Record<string, string>>) =>
  (await api.call('readCustomer', token, { query })).json.customer
const act = (id: Parameters<ApiBed['call']>[0], body: object) =>
  api.call(id, token, { body: { of: mine, ...body } })
const done = async (id: Parameters<ApiBed['call']>[0], body: object) =>
  (await act(id, body)).json.customer
const customers = (shown: { identities: { customer: string }[] }) =>
  shown.identities.map(({ customer }) => customer).sort()

describe('the card of a customer', () => {
  it('is found by ticket, by the helpdesk’s user and by the id that user bears', async () => {
    for (const query of [
      { ticket: '100' },
      { user: '9001' },
      { external: 'sample:wx:customer-1' },
      { external: 'Sample:WX:customer-1' },
      { ticket: '4711', user: '9001' },
    ])
      expect((await card(query))?.of, JSON.stringify(query)).toEqual(mine)
  })
  it('is none for somebody who never wrote', async () => {
    for (const query of [{}, { ticket: '4711' }, { user: '1' }, { external: 'sample:wx:nobody' }])
      expect(await card(query)).toBeNull()
  })
  it('tells name, channel, stage, contacts and their mood (S3-20)', async () => {
    expect(await card({ ticket: '100' })).toMatchObject({
      name: '演示客户',
      identities: [{ ...mine, channel: 'wechat', label: '演示客户', link: null }],
      stage: { value: 'stranger', days: { contact: 1, thanks: 0 } },
      timeline: [{ from: 'customer', anger: 2, ticket: '100', text: '宽带断了两天，太差了！' }],
      profile: { state: 'none', facts: null },
      promises: [],
    })
  })
  it('says how far a word of theirs carries, by what the platform told last (S2-03)', async () => {
    const customer = { id: 'customer-1', followers: 250_000, verified: 'person' as const }
    const context = [{ id: 'p1', authorId: 'customer-1', reposts: 30 }]
    await api.bed.say('还是没修好', { customer, context })
    expect((await card({ ticket: '100' })).influence).toEqual({
      level: 'strong',
      because: ['followers'],
      followers: 250_000,
      verified: 'person',
      reposts: 30,
    })
    const nothing = { followers: null, verified: null, reposts: null }
    expect((await card({ ticket: '101' })).influence).toEqual({
      level: 'ordinary',
      because: [],
      ...nothing,
    })
  })
  it('follows a promise until it is kept', async () => {
    await api.bed.answer('非常抱歉。我们会在24小时内回复您结果。')
    await api.bed.settle()
    const [made] = (await card({ ticket: '100' })).promises
    expect(made).toMatchObject({
      text: '我们会在24小时内回复您结果',
      state: 'open',
      markedBy: null,
    })
    await api.bed.clock.advance(3_600_000)
    token = (await api.session('7')).token
    await api.bed.answer('查到了：是线路故障，已经修好。')
    await api.bed.settle()
    expect((await card({ ticket: '100' })).promises[0].state).toBe('kept')
    const marked = await done('markPromise', {
      reply: made.reply,
      start: made.start,
      value: 'broken',
    })
    expect(marked.promises[0]).toMatchObject({ state: 'broken', markedBy: { id: '7' } })
  })
})

describe('links', () => {
  it('are made by an agent, join the timelines, and are undone (S0-06, S2-07)', async () => {
    const linked = await done('linkCustomer', { to: other, how: 'customer_word' })
    expect(customers(linked)).toEqual(['customer-1', 'customer-2'])
    expect(linked.identities[1].link).toMatchObject({ how: 'customer_word', by: { id: '7' } })
    expect(customers(await card({ ticket: '101' }))).toEqual(['customer-1', 'customer-2'])
    expect(linked.timeline).toHaveLength(2)
    const undone = await done('undoLink', { act: linked.acts[0].id })
    expect(customers(undone)).toEqual(['customer-1'])
    expect(undone.acts).toMatchObject([{ kind: 'undo' }, { kind: 'link', isUndone: true }])
    expect((await act('undoLink', { act: linked.acts[0].id })).status).toBe(409)
  })
  it('are parted for one identity of the person in sight and for nobody else', async () => {
    expect((await act('unlinkCustomer', { identity: other })).status).toBe(404)
    await done('linkCustomer', { to: other, how: 'agent' })
    expect(customers(await done('unlinkCustomer', { identity: other }))).toEqual(['customer-1'])
  })
  it('are never made by likeness: it only suggests', async () => {
    const { json } = await act('suggestLinks', {})
    expect(json.suggestions).toMatchObject([{ ...other, why: 'same_name', label: '演示客户' }])
    expect(customers(await card({ ticket: '100' }))).toEqual(['customer-1'])
  })
  it('are made by themselves where the platform says it is one person', async () => {
    for (const id of ['customer-1', 'customer-2'])
      await api.bed.say('在吗', { customer: { id, unionId: 'u-1' } })
    await api.bed.settle()
    const { identities } = await card({ ticket: '100' })
    expect(identities).toMatchObject([
      { link: { how: 'first' } },
      { link: { how: 'unionid', by: null } },
    ])
  })
  it('are not made, and parted at once, for a customer who does not want it', async () => {
    await done('linkCustomer', { to: other, how: 'agent' })
    const parted = await done('recordConsent', {
      identity: mine,
      kind: 'linking',
      value: 'refused',
    })
    expect(customers(parted)).toEqual(['customer-1'])
    const again = await act('linkCustomer', { to: other, how: 'agent' })
    expect([again.status, again.json.error.code]).toEqual([409, 'customer.no_consent'])
    const back = await api.call('linkCustomer', token, {
      body: { of: other, to: mine, how: 'agent' },
    })
    expect(back.status).toBe(409)
    for (const id of ['customer-1', 'customer-2'])
      await api.bed.say('在吗', { customer: { id, unionId: 'u-1' } })
    await api.bed.settle()
    for (const ticket of ['100', '101'])
      expect(customers(await card({ ticket })), ticket).toHaveLength(1)
  })
  it('need somebody known on both ends', async () => {
    const nobody = { account: 'wx', customer: 'nobody' }
    expect((await act('linkCustomer', { to: nobody, how: 'agent' })).status).toBe(404)
    expect(
      (await act('bindNumber', { of: nobody, kind: 'phone', value: '13900000000' })).status,
    ).toBe(404)
    expect((await act('linkCustomer', { to: other, how: 'unionid' })).status).toBe(400)
  })
})

describe('the word about being written to first', () => {
  const word = async () => {
    const [{ consent, contactWord }] = (await card({ ticket: '100' })).identities
    return { value: consent.contact, ...contactWord }
  }
  it('is the last one, with who said it, when, and where from (S2-06)', async () => {
    expect(await word()).toEqual({ value: null })
    await done('recordConsent', { identity: mine, kind: 'contact', value: 'granted' })
    expect(await word()).toMatchObject({ value: 'granted', source: 'agent', by: { id: '7' } })
    await api.bed.clock.advance(1000)
    const at = new Date(api.bed.clock.now()).toISOString()
    await api.bed.say('别再给我发广告', { customer: { id: 'customer-1' } })
    expect(await word()).toEqual({ value: 'refused', at, source: 'own_words', by: null })
  })
})

describe('what an agent keeps about a customer', () => {
  it('is on the card with who wrote it, and of a number only the end', async () => {
    await done('bindNumber', { kind: 'phone', value: '139 8765 4321' })
    await done('recordConsent', { identity: mine, kind: 'contact', value: 'granted' })
    await done('setPreferences', { preferences: { address: '李女士', language: 'zh-Hant' } })
    const shown = await card({ ticket: '100' })
    expect(shown).toMatchObject({
      bindings: [{ of: mine, kind: 'phone', shown: '…4321', by: { id: '7' } }],
      identities: [{ consent: { contact: 'granted', linking: null, profile: null } }],
      preferences: { address: '李女士', language: 'zh-Hant', by: { id: '7' } },
    })
    expect(JSON.stringify(shown)).not.toMatch(/8765/)
    const ofOther = await act('recordConsent', {
      identity: other,
      kind: 'contact',
      value: 'granted',
    })
    expect(ofOther.status).toBe(404)
    const [binding] = shown.bindings
    expect((await done('unbindNumber', { binding: binding.id })).bindings).toEqual([])
  })
  it('stands in the journal under the agent’s name, without what was written', async () => {
    await done('bindNumber', { kind: 'account_number', value: 'AC-998877' })
    await done('setPreferences', { preferences: { note: '机密备注' } })
    await done('recordConsent', { identity: mine, kind: 'contact', value: 'refused' })
    const lines = await api.bed.store.journal.read('acme', 0, 200)
    const acts = lines.filter(({ agent }) => agent === '7').map(({ type }) => type)
    expect(acts).toEqual(['number_bound', 'preferences_set', 'consent_recorded'])
    expect(JSON.stringify(lines)).not.toMatch(/998877|机密备注/)
  })
  it('is written by named people only', () => {
    const acts = (endpoints as readonly Endpoint[]).filter(
      ({ path, method }) => path.startsWith('/customer') && method !== 'GET',
    )
    const nameless = acts.filter(({ needsPerson }) => needsPerson !== true).map(({ id }) => id)
    expect(nameless).toEqual(['suggestLinks'])
  })
})
