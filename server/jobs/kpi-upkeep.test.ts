import { afterEach, beforeEach, expect, it } from 'vitest'
import { kpi } from '../testing/api-bed.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'
import { recordingLog } from '../testing/silent-log.ts'
import { createKpiUpkeep, type KpiUpkeepOptions } from './kpi-upkeep.ts'

let bed: Bed
let stop: AbortController
let log: ReturnType<typeof recordingLog>
beforeEach(async () => {
  bed = await relayBed()
  stop = new AbortController()
  log = recordingLog()
})
afterEach(async () => {
  stop.abort()
  await bed.close()
})

/** As if the journal had so many entries more than it has. */
function upkeepWith(entries: number, anew: NonNullable<KpiUpkeepOptions['anew']>) {
  const { store, clock } = bed
  const kpiStore = { ...store.kpi, journalEnd: () => Promise.resolve(entries) }
  const settings = new Map([['acme', kpi]])
  return createKpiUpkeep({
    store: { ...store, kpi: kpiStore },
    clock,
    log,
    owner: 'test',
    settings,
    anew,
  })
}

async function roundsBy(entries: number, anew: () => Promise<void>): Promise<void> {
  const running = upkeepWith(entries, anew).run(stop.signal)
  for (let round = 0; round < 3; round++) {
    await expect.poll(() => bed.clock.sleeping).toBe(1)
    await bed.clock.advance(60_000)
  }
  await expect.poll(() => bed.clock.sleeping).toBe(1)
  stop.abort()
  await running
}

it('has figures made elsewhere while it is far behind', async () => {
  const asked: string[] = []
  const running = upkeepWith(50_000, (tenant) => {
    asked.push(tenant)
    return Promise.resolve()
  }).run(stop.signal)
  await expect.poll(() => bed.clock.sleeping).toBe(1)
  stop.abort()
  await running
  expect(asked).toEqual(['acme'])
})

it('keeps up by itself where little is to be done', async () => {
  let asked = 0
  await roundsBy(100, () => {
    asked += 1
    return Promise.resolve()
  })
  expect(asked).toBe(0)
})

it('does the work itself once others have failed at it, and says so', async () => {
  let asked = 0
  await roundsBy(50_000, () => {
    asked += 1
    return Promise.reject(new RangeError('no room'))
  })
  expect(asked).toBe(1)
  expect(log.lines.join('\n')).toContain('kpi.upkeep_failed')
  expect((await bed.store.kpi.reader('acme'))?.at).toBeGreaterThan(0)
})
