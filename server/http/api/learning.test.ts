import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { gently } from '../../jobs/learn-nightly.ts'
import { learnTenant, learntInUse } from '../../jobs/learn-tenant.ts'
import { apiBed, type ApiBed } from '../../testing/api-bed.ts'
import { acceptedFrom } from '../../testing/config-reading.ts'
import { fileWith } from '../../testing/config-file.ts'
import { shipped } from '../../testing/shipped-engine.ts'
import { liveUnderstanderOf } from '../../understander.ts'
import { fingerprintOf } from '../../understanding/learning/fingerprint.ts'
import { chargingText } from '../../understanding/learning/learning.fake.ts'

const categories = [{ id: 'charging', keywords: ['充电车位'] }]
const { config } = acceptedFrom(fileWith({ 'tenants.0.understanding': { categories } }))
const [settings] = config.tenants
if (!settings) throw new TypeError('no tenant')
const live = liveUnderstanderOf(settings, shipped.models)
const fresh = '这个快充桩枪头卡住拔不下来了'

let api: ApiBed
let agent: string
beforeEach(async () => {
  live.use(undefined)
  api = await apiBed({ tenant: (made) => ({ ...made, understand: live.understand }) })
  agent = (await api.session('7')).token
})
afterEach(() => api.close())

const ticket = { parts: { ticketId: '100' } }
const said = async (): Promise<readonly { message: string; text: string }[]> =>
  (await api.call('readGuidance', agent, ticket)).json.said

/** As many messages, one after the other, each set right by an agent. */
async function correctAll(count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    await api.bed.say(chargingText(n))
    await api.bed.settle()
  }
  const conversations = await api.bed.store.inbox.conversationByTicket('acme', { id: '100' })
  for (const { id } of conversations)
    for (const one of await api.bed.store.inbox.messages('acme', id, 200)) {
      const body = { message: one.id, field: 'category', value: 'charging' }
      const answer = await api.call('correctUnderstanding', agent, { ...ticket, body })
      expect(answer.json).toEqual({ recorded: true })
    }
}

describe('corrections in the sidebar', () => {
  it('become labels that refer to the message and keep no word of it', async () => {
    await api.bed.say('枪头拔不下来')
    await api.bed.settle()
    const [first] = await said()
    const message = first?.message
    for (const value of ['billing', 'charging'])
      await api.call('correctUnderstanding', agent, {
        ...ticket,
        body: { message, field: 'category', value },
      })
    const place = { province: '广东', city: '东莞', district: null }
    const body = { message, field: 'place', value: place }
    await api.call('correctUnderstanding', agent, { ...ticket, body })
    expect(await api.bed.store.learning.labels('acme', 10)).toEqual([
      { message, field: 'category', value: 'charging', text: '枪头拔不下来' },
      { message, field: 'place', value: JSON.stringify(place), text: '枪头拔不下来' },
    ])
    expect(await api.bed.store.learning.labels('other', 10)).toEqual([])
    const journal = JSON.stringify(await api.bed.store.journal.read('acme', 0, 1000))
    expect(journal).not.toContain('枪头')
  })

  it('set a message apart from those nobody objected to', async () => {
    await api.bed.say('枪头拔不下来')
    await api.bed.settle()
    const texts = async () => {
      const found = await api.bed.store.learning.unlabelled('acme', 10)
      return found.map(({ text }) => text)
    }
    expect(await texts()).toEqual(['枪头拔不下来'])
    expect(await api.bed.store.learning.unlabelled('other', 10)).toEqual([])
    const [first] = await said()
    const body = { message: first?.message, field: 'polarity', value: 'negative' }
    await api.call('correctUnderstanding', agent, { ...ticket, body })
    expect(await texts()).toEqual([])
  })

  it('teach the engine a category of the tenant’s own: the next such message reads otherwise', async () => {
    await correctAll(60)
    const categoryOf = () =>
      live.understand({ text: fresh, at: 0, timeZone: 'Asia/Shanghai' }).what.category.value
    expect(categoryOf()).not.toBe('charging')
    const { store, clock } = api.bed
    const report = await learnTenant(
      { store, tenant: 'acme', engine: live.engine, categories: ['charging'] },
      gently(clock),
    )
    expect(report).toMatchObject({ outcome: 'accepted', labels: 60 })
    live.use((await learntInUse(store, 'acme', fingerprintOf(shipped.models)))?.learnt)
    expect(categoryOf()).toBe('charging')
    await api.bed.say(fresh)
    await api.bed.settle()
    const shown = (await said()).find(({ text }) => text === fresh)
    expect(shown).toMatchObject({ understood: { category: { value: 'charging' } } })
  }, 60_000)
})
