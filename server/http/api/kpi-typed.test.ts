import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KpiReport } from '../../api/kpi.ts'
import { emptySheet, type KpiSheet } from '../../api/kpi-sheet.ts'
import { createKpiUpkeep } from '../../jobs/kpi-upkeep.ts'
import { apiBed, kpi, type ApiBed } from '../../testing/api-bed.ts'
import { silentLog } from '../../testing/silent-log.ts'

let api: ApiBed
let agent: string
/** The clock stands at 2 March 10:00 when the bed begins, and a day later when it is read. */
const span = { from: '2026-03-01T00:00:00+08:00', to: '2026-04-01T00:00:00+08:00' }

type Row = KpiReport['metrics'][number]

async function rowsOf(query: Readonly<Record<string, string>>): Promise<readonly Row[]> {
  const { json } = await api.call('readKpiReport', agent, { query: { ...span, ...query } })
  return (json as KpiReport).metrics
}

const at = '2026-03-02T10:00:00+08:00'
const input = (kind: KpiSheet['inputs'][number]['kind'], likely: number) =>
  ({ id: kind, kind, month: '2026-03', likely, source: '工资表', owner: '财务', at }) as const

const document: KpiSheet = {
  ...emptySheet,
  goals: [{ metric: 'serviceLevel', goal: '及时答复', target: 0.8, owner: '客服主管' }],
  targets: [
    { metric: 'serviceLevel', part: 'calendar', dimension: 'channel', key: 'wechat', value: 0.95 },
    { metric: 'serviceLevel', part: 'business', dimension: 'channel', key: 'weibo', value: 0.9 },
  ],
  inputs: [input('staffCost', 31_000), input('loggedInHours', 155), input('brandMentions', 500)],
}

beforeAll(async () => {
  api = await apiBed()
  const { bed } = api
  await bed.say('宽带断了两天', { customer: { id: 'customer-1', province: '广东' } })
  await bed.settle()
  await bed.clock.advance(10 * 60_000)
  await bed.answer('您好，马上为您查')
  await bed.settle()
  await bed.clock.advance(24 * 3_600_000)
  const settings = new Map([['acme', kpi]])
  const { store, clock } = bed
  await createKpiUpkeep({ store, clock, log: silentLog, owner: 'test', settings }).round('acme')
  agent = (await api.session('7')).token
  const lead = (await api.session('50')).token
  await api.call('writeKpiSheet', lead, { body: { ifVersion: 0, document } })
})
afterAll(() => api.close())

describe('Figures over typed-in inputs', () => {
  it('stand in the report beside the others, with every term that went in (S2-25)', async () => {
    const [row] = await rowsOf({ metrics: 'costPerContact' })
    const days = (api.bed.clock.now() - Date.parse(span.from)) / 86_400_000
    expect(row?.reading?.['']?.value).toBeCloseTo(1000 * days, 6)
    expect(row).toMatchObject({
      reading: { '': { n: 1, of: 1, coverage: 1 } },
      terms: [{ kind: 'staffCost', month: '2026-03', source: '工资表', owner: '财务' }],
    })
    expect(row?.terms?.[0]?.share).toBeCloseTo(days / 31, 9)
  })

  it('are no data while an input is missing, and for a part of the company', async () => {
    const [voice, roi] = await rowsOf({ metrics: 'shareOfVoice,roi' })
    expect(voice).toMatchObject({ id: 'shareOfVoice', reading: null })
    expect(voice?.terms?.map(({ kind }) => kind)).toEqual(['brandMentions'])
    expect(roi).toMatchObject({ reading: null, terms: [] })
    const [filtered] = await rowsOf({ metrics: 'costPerContact', channel: 'wechat' })
    expect(filtered).toMatchObject({ reading: null, terms: [] })
  })

  it('are in the catalogue with owner, hash and what must be typed in (S2-17)', async () => {
    const { json } = await api.call('readKpiCatalogue', agent)
    const { metrics } = json as { metrics: Record<string, unknown>[] }
    expect(metrics.find(({ id }) => id === 'costPerContact')).toMatchObject({
      unit: 'money',
      inputs: ['staffCost'],
    })
    for (const { hash, owner } of metrics) {
      expect(hash).toMatch(/^[0-9a-f]{14}$/)
      expect(owner).toMatchObject({ zh: expect.any(String), en: expect.any(String) })
    }
    const all = await rowsOf({})
    expect(all.map(({ id }) => id)).toEqual(metrics.map(({ id }) => id))
    // What a figure is read from is not told where nobody asked for it.
    expect(await rowsOf({ metrics: 'costPerContact' })).toHaveLength(1)
  })
})

describe('Targets', () => {
  it('are the company’s own where no place has another (S2-11)', async () => {
    const [row] = await rowsOf({ metrics: 'serviceLevel' })
    expect(row?.targets).toEqual({ calendar: 0.8 })
    const [volume] = await rowsOf({ metrics: 'demandVolume' })
    expect(volume?.targets).toBeUndefined()
  })
  it('are those of the channel that is filtered, and of each channel in a comparison (S2-11, S3-41)', async () => {
    const [filtered] = await rowsOf({ metrics: 'serviceLevel', channel: 'wechat' })
    expect(filtered?.targets).toEqual({ calendar: 0.95 })
    const [weibo] = await rowsOf({ metrics: 'serviceLevel', channel: 'weibo' })
    expect(weibo?.targets).toEqual({ calendar: 0.8, business: 0.9 })
    const [row] = await rowsOf({ metrics: 'serviceLevel', by: 'channel' })
    const told = row?.groups.map(({ key, targets }) => [key, targets])
    expect(told).toEqual([['wechat', { calendar: 0.95 }]])
  })
})

describe('The funnel', () => {
  it('has no data while nothing is solved', async () => {
    const { status, json } = await api.call('readKpiFunnel', agent, { query: span })
    expect(status).toBe(200)
    expect(json).toMatchObject({ n: 0, total: null, stages: [] })
  })
})
