import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HelpdeskProblems } from '../../core/helpdesk.ts'
import { createClusterWatch, type ClusterWatch } from '../../jobs/cluster-watch.ts'
import { createIncidentUpkeep } from '../../pipeline/incidents/upkeep.ts'
import { apiBed, type ApiBed } from '../../testing/api-bed.ts'
import { silentLog } from '../../testing/silent-log.ts'
import { understoodOf } from '../../understanding/understood.fake.ts'

let api: ApiBed
let watch: ClusterWatch
let lead: string
let cluster: string
const hour = 3_600_000
const text = '主水管破裂，正在抢修，预计今晚20:00恢复供水，恢复后在这里告诉您。'
const problems: HelpdeskProblems = {
  make: () => Promise.resolve({ id: '900' }),
  link: (_problem, tickets) =>
    Promise.resolve(tickets.map((ticket) => ({ ticket, outcome: 'linked' }))),
}
const place = { province: '浙江', city: '杭州', district: null } as const

beforeEach(async () => {
  api = await apiBed({
    tenant: (made) => ({
      ...made,
      helpdesk: { ...made.helpdesk, problems },
      understand: ({ text: words }) =>
        understoodOf({
          where: words.includes('滨江') ? { ...place, source: 'text', confidence: 1 } : null,
        }),
    }),
    clusters: (store, clock) =>
      (watch = createClusterWatch({ tenant: 'acme', store, clock, log: silentLog, owner: 'a' })),
  })
  const texts = [
    '滨江长河这边停水了，物业说水管爆了',
    '长河路水管爆了水漫了一地，家里一滴水都没有',
    '滨江停水到现在，说是主水管破了',
  ]
  for (const [n, words] of texts.entries()) {
    await api.bed.say(words, { customer: { id: `customer-${n}` } })
    await api.bed.settle()
    await api.bed.clock.advance(1000)
  }
  await watch.round()
  cluster = watch.clusters(3)[0]?.id ?? expect.fail()
  lead = (await api.session('50')).token
})
afterEach(() => api.close())

const act = (body: object, token = lead) =>
  api.call('actOnIncident', token, { parts: { cluster }, body })
const read = async () => (await api.call('readIncident', lead, { parts: { cluster } })).json
const dueAt = (ms: number) => new Date(api.bed.clock.now() + ms).toISOString()
async function work(): Promise<void> {
  const tenant = api.bed.runtime.tenants.get('acme') ?? expect.fail()
  const upkeep = createIncidentUpkeep(api.bed.runtime, tenant, watch)
  for (let n = 0; n < 2; n++) {
    await upkeep.round()
    await api.bed.settle()
  }
}

describe('an incident', () => {
  it('shows what is known of it before anybody does anything', async () => {
    expect(await read()).toMatchObject({
      version: 0,
      state: 'open',
      people: 3,
      canLink: true,
      problem: null,
      dispatch: null,
      answers: { n: 0, consistency: null, recommended: null },
      cluster: { size: 3 },
    })
  })
  it('becomes a problem ticket with its members linked (S4-11)', async () => {
    const made = await act({ act: 'problem' })
    expect(made.json.problem).toMatchObject({ ticket: '900', linked: 0, by: { id: '50' } })
    await work()
    expect((await read()).problem.linked).toBe(3)
  })
  it('goes to the back office, and stands among what needs a person when it is late (S4-24)', async () => {
    await act({ act: 'problem' })
    await act({ act: 'dispatch', owner: '管网抢修', dueAt: dueAt(hour), note: '长河路' })
    const late = async () =>
      (await api.call('readKpiAttention', lead)).json.overdueDispatches as { total: number }
    expect((await late()).total).toBe(0)
    await api.bed.clock.advance(2 * hour)
    lead = (await api.session('50')).token
    expect(await late()).toMatchObject({
      total: 1,
      rows: [{ ticket: '900', account: '管网抢修', conversation: cluster }],
    })
    expect((await read()).dispatch.isOverdue).toBe(true)
    await act({ act: 'return', result: '阀门已更换' })
    expect((await late()).total).toBe(0)
  })
  it('is told to everybody once it is back, with counts and what remains (S3-56)', async () => {
    await act({ act: 'dispatch', owner: '管网抢修', dueAt: dueAt(hour), note: '' })
    await act({ act: 'return', result: '阀门已更换' })
    const begun = await act({ act: 'tell', kind: 'result', text })
    expect(begun.json.result).toMatchObject({ state: 'running', counts: { total: 3, waiting: 3 } })
    expect(begun.json.result.remainingMs).toBeGreaterThan(0)
    await work()
    const after = await read()
    expect(after.state).toBe('told')
    expect(after.result).toMatchObject({ state: 'done', remainingMs: 0, counts: { sent: 3 } })
  })
  it('previews a text of its own for each member, and sends nothing', async () => {
    const { json } = await api.call('previewIncident', lead, { parts: { cluster }, body: { text } })
    expect(json).toMatchObject({ total: 3, reachable: 3 })
    const texts = json.people.map((one: { text: string }) => one.text)
    expect(new Set(texts).size).toBe(3)
    for (const one of texts) expect(one).toContain(text)
    expect(api.bed.channel.sent).toEqual([])
  })
  it('says in the preview what the gate would hold', async () => {
    const body = { text: '请提供您的服务密码' }
    const { json } = await api.call('previewIncident', lead, { parts: { cluster }, body })
    for (const { findings } of json.people) expect(findings).toMatchObject([{ rule: 'W-S2' }])
    const good = await api.call('previewIncident', lead, { parts: { cluster }, body: { text } })
    for (const { findings } of good.json.people) expect(findings).toEqual([])
  })
  it('recommends the best answer given, and names the odd one (S4-18)', async () => {
    const answers = [
      '主水管破裂，预计今晚20:00恢复',
      '主水管破裂，预计今晚20:00恢复供水',
      '今晚23:00恢复',
    ]
    for (const [n, words] of answers.entries())
      await api.bed.answer(words, { ticket: { id: String(100 + n) } })
    await api.bed.settle()
    const { answers: given } = await read()
    expect(given).toMatchObject({ n: 3, odd: [{ text: '今晚23:00恢复', because: 'numbers' }] })
    expect(given.recommended.text).toContain('20:00')
    expect(given.consistency).toBeGreaterThan(0)
  })
  it('is for leads to act on, and for agents to see', async () => {
    const { token } = await api.session('7')
    expect((await act({ act: 'problem' }, token)).status).toBe(403)
    expect((await api.call('readIncident', token, { parts: { cluster } })).status).toBe(200)
  })
  it('is nothing of another tenant', async () => {
    const { token } = await api.session('9', 'other')
    expect((await act({ act: 'problem' }, token)).status).toBe(404)
    expect((await api.call('readIncident', token, { parts: { cluster } })).status).toBe(404)
  })
  it('answers in words to what comes at the wrong moment, and to what there is not', async () => {
    expect((await act({ act: 'return', result: 'x' })).json.error.code).toBe('incident.state')
    expect((await act({ act: 'tell', kind: 'result', text })).status).toBe(409)
    const parts = { cluster: 'c-none' }
    expect((await api.call('readIncident', lead, { parts })).status).toBe(404)
    expect((await act({ act: 'dispatch', owner: ' ', dueAt: dueAt(1), note: '' })).status).toBe(400)
  })
})
