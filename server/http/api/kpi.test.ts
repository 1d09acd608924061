import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KpiReport } from '../../api/kpi.ts'
import type { JournalEntry } from '../../core/journal.ts'
import { createKpiUpkeep } from '../../jobs/kpi-upkeep.ts'
import { apiBed, kpi, type ApiBed } from '../../testing/api-bed.ts'
import { silentLog } from '../../testing/silent-log.ts'

let api: ApiBed
let agent: string
let stranger: string
const span = { from: '2026-03-01T00:00:00+08:00', to: '2026-03-08T00:00:00+08:00' }

async function keepUp(): Promise<void> {
  const { store, clock } = api.bed
  const settings = new Map([
    ['acme', kpi],
    ['other', kpi],
  ])
  const upkeep = createKpiUpkeep({ store, clock, log: silentLog, owner: 'test', settings })
  for (const tenant of settings.keys()) await upkeep.round(tenant)
}

function ask(id: Parameters<ApiBed['call']>[0], query: Record<string, string> = {}) {
  return api.call(id, agent, { query: { ...span, ...query } })
}

async function reportOf(query: Record<string, string>): Promise<KpiReport['metrics'][number]> {
  const { json } = await ask('readKpiReport', query)
  return (json as KpiReport).metrics[0]!
}

/** A judged episode of a place, as the journal tells it. */
function judged(n: number, province: string, city: string): readonly JournalEntry[] {
  const at = api.bed.clock.now()
  return [
    {
      type: 'received',
      at,
      platformAt: at,
      account: 'wx',
      channel: 'wechat',
      conversation: `place-${n}`,
      customer: `o-${n}`,
      message: `place-${n}`,
      detail: { answerable: true, visibility: 'private', province, city },
    },
  ]
}

beforeAll(async () => {
  api = await apiBed()
  await api.bed.say('宽带断了两天', { customer: { id: 'customer-1', province: '广东' } })
  await api.bed.settle()
  await api.bed.clock.advance(10 * 60_000)
  await api.bed.answer('您好，马上为您查')
  await api.bed.settle()
  await api.bed.clock.advance(5 * 60_000)
  await api.bed.say('发票怎么开', { customer: { id: 'customer-2' }, isMention: true })
  await api.bed.settle()
  await api.bed.clock.advance(2 * 3_600_000)
  await api.bed.store.journal.append('acme', [
    ...judged(1, '广东', '深圳'),
    ...judged(2, '广东', '深圳'),
    ...judged(3, '北京', '北京'),
  ])
  await keepUp()
  agent = (await api.session('7')).token
  stranger = (await api.session('9', 'other')).token
})
afterAll(() => api.close())

describe('readKpiCatalogue', () => {
  it('says what each figure is, and what was agreed on', async () => {
    const { status, json } = await api.call('readKpiCatalogue', agent)
    expect(status).toBe(200)
    expect(json).toMatchObject({ stage: 4, timeZone: 'Asia/Shanghai', targets: kpi.targets })
    const level = json.metrics.find(({ id }: { id: string }) => id === 'serviceLevel')
    expect(level).toMatchObject({ unit: 'share', parts: ['calendar', 'business'] })
    expect(level.formula.zh).not.toBe('')
  })
})

describe('readKpiReport', () => {
  it('tells the figures of a span, their moment and the newest event', async () => {
    const { json } = await ask('readKpiReport', { metrics: 'demandVolume,firstResponseSeconds' })
    const now = new Date(api.bed.clock.now()).toISOString()
    expect(json).toMatchObject({ asOf: now, newestAt: now, from: '2026-02-28T16:00:00.000Z' })
    expect(json.metrics.map(({ id }: { id: string }) => id)).toEqual([
      'demandVolume',
      'firstResponseSeconds',
    ])
    expect(json.metrics[0].reading.all).toMatchObject({ value: 5, n: 5 })
    expect(json.metrics[1].reading['customerWait.calendar']).toMatchObject({ n: 1, of: 5 })
  })

  it('groups by a dimension, the largest first, and filters by others', async () => {
    const { groups } = await reportOf({ metrics: 'demandVolume', by: 'province' })
    expect(groups.map(({ key, reading }) => [key, reading['all']?.value])).toEqual([
      ['广东', 3],
      ['', 1],
      ['北京', 1],
    ])
    const filtered = await reportOf({ metrics: 'demandVolume', province: '广东', city: '深圳' })
    expect(filtered.reading?.['all']?.value).toBe(2)
    const scanned = await reportOf({
      metrics: 'demandVolume',
      province: '广东',
      channel: 'wechat',
      account: 'wx',
    })
    expect(scanned.reading?.['all']?.value).toBe(3)
  })

  it('draws the trend by day, and by hour in a short span', async () => {
    const byDay = await reportOf({ metrics: 'demandVolume' })
    expect(byDay.trend.map(({ at }) => at)).toEqual(['2026-03-01T16:00:00.000Z'])
    const byHour = await reportOf({
      metrics: 'demandVolume',
      from: '2026-03-02T00:00:00+08:00',
      to: '2026-03-03T00:00:00+08:00',
    })
    expect(byHour.trend.map(({ at, reading }) => [at, reading['all']?.value])).toEqual([
      ['2026-03-02T02:00:00.000Z', 2],
      ['2026-03-02T04:00:00.000Z', 3],
    ])
  })

  it('counts what waits whenever it began', async () => {
    const late = { from: '2026-03-03T00:00:00+08:00', to: '2026-03-04T00:00:00+08:00' }
    const { reading } = await reportOf({ ...late, metrics: 'stillWaiting' })
    expect(reading?.['']?.n).toBe(4)
    expect((await reportOf({ ...late, metrics: 'demandVolume' })).reading).toBeNull()
  })

  it.each([
    [{ from: '' }],
    [{ from: '2026-03-01' }],
    [{ from: '2026-13-01T00:00:00Z' }],
    [{ from: '2026-03-01T00:00:00' }],
    [{ to: span.from }],
    [{ to: '2027-04-06T00:00:01+08:00' }],
    [{ by: 'weather' }],
    [{ by: 'weekHour' }],
    [{ metrics: 'followers' }],
  ])('refuses %j', async (query) => {
    expect((await ask('readKpiReport', query)).status).toBe(400)
  })

  it('takes four hundred days', async () => {
    const to = '2027-04-05T00:00:00+08:00'
    expect((await ask('readKpiReport', { to, metrics: 'demandVolume' })).status).toBe(200)
  })
})

describe('readKpiTickets', () => {
  it('names the tickets behind a figure and what each adds', async () => {
    const { json } = await ask('readKpiTickets', { metric: 'firstResponseSeconds' })
    expect(json.total).toBe(1)
    expect(json.rows[0]).toMatchObject({ ticket: '100', channel: 'wechat', account: 'wx' })
    expect(json.rows[0].value).toBeGreaterThanOrEqual(600_000)
    const waiting = (await ask('readKpiTickets', { metric: 'stillWaiting', limit: '1' })).json
    expect(waiting).toMatchObject({ total: 4, rows: [{ ticket: '101' }] })
  })

  it.each([
    [{}],
    [{ metric: 'x' }],
    [{ metric: 'fcr', part: 'x' }],
    [{ metric: 'fcr', limit: '0' }],
  ])('refuses %j', async (query) => {
    expect((await ask('readKpiTickets', query)).status).toBe(400)
  })
})

describe('readKpiAttention', () => {
  it('shows who waits, the longest first, and nothing that was answered', async () => {
    const { json } = await api.call('readKpiAttention', agent)
    expect(json.unanswered.total).toBe(4)
    expect(json.unanswered.rows[0]).toMatchObject({ ticket: '101', account: 'wx' })
    expect(json).toMatchObject({
      uncoveredMentions: { total: 0 },
      closingWindows: { total: 0 },
      heldReplies: { total: 0 },
      unconfirmedSends: { total: 0 },
    })
  })
})

describe('readKpiHours', () => {
  it('spreads demand over the week and says who is needed when', async () => {
    const { json } = await ask('readKpiHours')
    const [ten, noon] = [10, 12]
    expect(json.demand[ten]).toBe(2)
    expect(json.demand[noon]).toBe(3)
    expect(json.staffed.slice(8, 19)).toEqual([0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0])
    expect(json.staffed.slice(120).every((share: number) => share === 0)).toBe(true)
    expect(json.uncoveredPeaks).toEqual([])
    expect(json.agentsNeeded[noon]).toBeGreaterThanOrEqual(1)
    expect(json.agentsNeeded[0]).toBe(0)
    expect(json.weeks).toBe(1)
  })
})

describe('readKpiMap', () => {
  it('colours no place of which nothing was judged', async () => {
    const { json } = await ask('readKpiMap')
    expect(json).toMatchObject({ minimum: 2, places: [] })
  })
})

describe('The board of another tenant', () => {
  it('sees nothing of this one', async () => {
    for (const id of ['readKpiReport', 'readKpiHours', 'readKpiMap', 'readKpiAttention'] as const) {
      const { status, json } = await api.call(id, stranger, { query: span })
      expect(status).toBe(200)
      const text = JSON.stringify(json)
      expect(text).not.toMatch(/广东|place-|"value":|"n":[1-9]|"total":[1-9]/)
    }
    const query = { ...span, metric: 'demandVolume' }
    expect((await api.call('readKpiTickets', stranger, { query })).json).toEqual({
      total: 0,
      rows: [],
    })
  })
})
