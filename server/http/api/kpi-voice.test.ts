import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KpiReport } from '../../api/kpi.ts'
import type { Clock } from '../../core/clock.ts'
import { createKpiUpkeep } from '../../jobs/kpi-upkeep.ts'
import { apiBed, kpi, type ApiBed } from '../../testing/api-bed.ts'
import { silentLog } from '../../testing/silent-log.ts'

const day = 86_400_000
const span = { from: '2026-03-01T00:00:00+08:00', to: '2026-04-01T00:00:00+08:00' }
const settings = new Map([['acme', kpi]])
const guess = '可能是基站坏了，您先等等看。'
let api: ApiBed
let agent: string

beforeEach(async () => {
  api = await apiBed()
  agent = (await api.session('7')).token
  await api.care.personas.seed('acme', 'wx', { schemaVersion: 1 })
  const grant = { rule: 'message', count: null, forMs: 40 * day }
  await api.bed.say('断网了', { grant })
  await api.bed.settle()
})
afterEach(() => api.close())

async function write(text: string): Promise<void> {
  await api.bed.answer(text)
  await api.bed.settle()
}

function upkeepWith(clock: Clock) {
  const { store } = api.bed
  return createKpiUpkeep({ store, clock, log: silentLog, owner: 'test', settings })
}

async function figureOf(metric: string) {
  const query = { ...span, metrics: metric }
  const { json } = await api.call('readKpiReport', agent, { query })
  return (json as KpiReport).metrics[0]?.reading?.['']
}

describe('Persona consistency', () => {
  it('counts a reply sent over a finding against those sent without (S0-27)', async () => {
    await write('已为您报修')
    await write('师傅今天上门')
    const overrides = [{ rule: 'W-A1', reason: '已核实' }]
    await api.call('recordIntent', agent, {
      parts: { ticketId: '100' },
      body: { draft: guess, overrides },
    })
    await write(guess)
    // Held, so it is not sent.
    await write(guess)
    expect(api.bed.channel.sent).toHaveLength(3)
    await upkeepWith(api.bed.clock).round('acme')
    expect(await figureOf('personaConsistency')).toMatchObject({ value: 2 / 3, n: 3 })
  })
})

describe('Unfollow rate', () => {
  it('lays an unsubscription to the last message before it, within seven days (S0-26)', async () => {
    await write('已为您报修')
    await write('师傅今天上门')
    await api.bed.clock.advance(2 * day)
    await api.bed.say('', {
      kind: 'event',
      platformKind: 'event.unsubscribe',
      event: { name: 'unfollowed', detail: {} },
      parts: [],
    })
    await api.bed.settle()
    await upkeepWith(api.bed.clock).round('acme')
    agent = (await api.session('7')).token
    expect(await figureOf('unfollowRate')).toMatchObject({ value: 1 / 2, n: 2 })
  })
})

describe('The figures of an idle relay', () => {
  it('are never older than ten seconds, whatever comes in between two looks (S1-09)', async () => {
    const { clock, store } = api.bed
    const stop = new AbortController()
    const ages: number[] = []
    const lags: number[] = []
    const told: Clock = {
      now: () => clock.now(),
      monotonic: () => clock.monotonic(),
      async sleep(ms) {
        const reader = await store.kpi.reader('acme')
        lags.push((await store.kpi.journalEnd('acme')) - (reader?.seq ?? 0))
        await api.bed.say(`第${ages.length}次`)
        await clock.advance(ms)
        ages.push(clock.now() - (reader?.at ?? 0))
        if (ages.length === 5) stop.abort()
      },
    }
    await upkeepWith(told).run(stop.signal)
    expect(ages).toHaveLength(5)
    expect(Math.max(...ages)).toBeLessThanOrEqual(10_000)
    expect(lags).toEqual([0, 0, 0, 0, 0])
  })
})
