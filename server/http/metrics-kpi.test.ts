import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKpiUpkeep } from '../jobs/kpi-upkeep.ts'
import { kpi } from '../testing/api-bed.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'
import { silentLog } from '../testing/silent-log.ts'
import { createMetrics } from './metrics.ts'
import { createKpiGauges, type KpiGauge } from './metrics-kpi.ts'

let bed: Bed
const settings = new Map([['acme', kpi]])
const minute = 60_000

async function keepUp(): Promise<void> {
  const { store, clock } = bed
  await createKpiUpkeep({ store, clock, log: silentLog, owner: 'test', settings }).round('acme')
}
const render = (figures: readonly KpiGauge[]) =>
  createMetrics().render({ counts: {}, spoolHoldsMail: false, kpi: figures })

beforeAll(async () => {
  bed = await relayBed({ mergeMs: 0 })
})
afterAll(() => bed.close())

describe('createKpiGauges', () => {
  it('tells nothing before the figures have ever been up to date', async () => {
    expect(await createKpiGauges(bed, settings)()).toEqual([])
  })
  it('tells service level, backlog and who waits of each tenant', async () => {
    await bed.say('宽带断了两天', { customer: { id: 'customer-1' } })
    await bed.settle()
    await bed.clock.advance(10 * minute)
    await bed.answer('您好，马上为您查')
    await bed.settle()
    await bed.say('发票怎么开', { customer: { id: 'customer-2' } })
    await bed.settle()
    await bed.clock.advance(70 * minute)
    await keepUp()
    await bed.clock.advance(4000)
    const text = await render(await createKpiGauges(bed, settings)())
    // One answered in ten minutes, one waiting longer than the hour agreed on; both open.
    expect(text).toContain('weiqiao_kpi_service_level{tenant="acme",clock="calendar"} 0.5')
    expect(text).toContain('weiqiao_kpi_service_level{tenant="acme",clock="business"} 0.5')
    expect(text).toContain('weiqiao_kpi_backlog{tenant="acme"} 2')
    expect(text).toContain('weiqiao_kpi_still_waiting{tenant="acme"} 1')
    expect(text).toContain('weiqiao_kpi_age_seconds{tenant="acme"} 4')
  })
  it('reads them once in fifteen seconds, however many ask', async () => {
    let reads = 0
    const store = {
      kpi: new Proxy(bed.store.kpi, {
        get(target, name, receiver) {
          if (name === 'reader') reads += 1
          return Reflect.get(target, name, receiver) as unknown
        },
      }),
    }
    const gauges = createKpiGauges({ store, clock: bed.clock }, settings)
    await Promise.all([gauges(), gauges(), gauges()])
    const first = reads
    await bed.clock.advance(14_000)
    await gauges()
    expect(reads).toBe(first)
    await bed.clock.advance(1000)
    await gauges()
    expect(reads).toBe(2 * first)
  })
  it('forgets the figure of a tenant that has no data any more', async () => {
    const metrics = createMetrics()
    const level: KpiGauge = { name: 'backlog', labels: { tenant: 'acme' }, value: 3 }
    const standing = { counts: {}, spoolHoldsMail: false }
    expect(await metrics.render({ ...standing, kpi: [level] })).toContain(
      'backlog{tenant="acme"} 3',
    )
    expect(await metrics.render(standing)).not.toContain('tenant="acme"')
  })
})
