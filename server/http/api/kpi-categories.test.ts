import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KpiFunnel } from '../../api/kpi-funnel.ts'
import type { KpiReport } from '../../api/kpi.ts'
import type { JournalEntry } from '../../core/journal.ts'
import { createKpiUpkeep } from '../../jobs/kpi-upkeep.ts'
import { apiBed, kpi, type ApiBed } from '../../testing/api-bed.ts'
import { silentLog } from '../../testing/silent-log.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const span = { from: '2026-03-02T00:00:00+08:00', to: '2026-03-06T00:00:00+08:00' }
let api: ApiBed
let agent: string

interface Case {
  readonly category: string
  /** Days after the first one, ms: reply and solve after the customer's word. */
  readonly onDay: number
  readonly reply: number
  readonly solve?: number
  readonly dispatch?: readonly [out: number, back: number]
}

/** One conversation from the first word to the solve, as the journal tells it. */
function story(n: number, { category, onDay, reply, solve, dispatch }: Case): JournalEntry[] {
  const at = Date.parse('2026-03-02T02:00:00Z') + onDay * day
  const about = { account: 'wx', channel: 'wechat', conversation: `k${n}`, customer: `u${n}` }
  const ticket = `t${n}`
  const told = (name: string, after: number): JournalEntry => {
    return { type: 'ticket_event', at: at + after, ticket, detail: { name } }
  }
  return [
    {
      type: 'received',
      at,
      platformAt: at,
      ...about,
      message: `m${n}`,
      detail: { answerable: true },
    },
    { type: 'filed', at, ...about, ticket },
    { type: 'case_typed', at, ...about, detail: { type: category } },
    { type: 'sent', at: at + reply, ...about, reply: `r${n}`, agent: '7' },
    ...(dispatch ? [told('dispatched', dispatch[0]), told('returned', dispatch[1])] : []),
    ...(solve === undefined ? [] : [told('solved', solve)]),
  ]
}

const cases: readonly Case[] = [
  { category: 'complaint', onDay: 0, reply: 10 * minute, solve: 2 * hour },
  {
    category: 'complaint',
    onDay: 1,
    reply: 20 * minute,
    solve: 8 * hour,
    dispatch: [hour, 7 * hour],
  },
  { category: 'question', onDay: 0, reply: 5 * minute, solve: 30 * minute },
  { category: 'question', onDay: 2, reply: 15 * minute },
]

beforeAll(async () => {
  api = await apiBed()
  const { store, clock } = api.bed
  await clock.advance(4 * day)
  await store.journal.append(
    'acme',
    cases.flatMap((one, n) => story(n, one)),
  )
  const settings = new Map([['acme', kpi]])
  await createKpiUpkeep({ store, clock, log: silentLog, owner: 'test', settings }).round('acme')
  agent = (await api.session('7')).token
})
afterAll(() => api.close())

async function report(query: Readonly<Record<string, string>>) {
  const { json } = await api.call('readKpiReport', agent, { query: { ...span, ...query } })
  return (json as KpiReport).metrics[0]!
}

describe('Figures by category', () => {
  it('say how long each type takes to solve (S3-36)', async () => {
    const { groups } = await report({ metrics: 'resolutionTime', by: 'category' })
    const told = groups.map(({ key, reading }) => [key, reading['first.calendar']])
    expect(told).toEqual([
      ['complaint', { values: [2 * hour, 8 * hour], n: 2, of: 2, coverage: 1 }],
      ['question', { values: [30 * minute], n: 1, of: 2, coverage: 0.5 }],
    ])
  })
  it('have their own trend by the day (S3-36)', async () => {
    const byDay = async (category: string) => {
      const { trend } = await report({ metrics: 'demandVolume', category })
      return trend.map(({ at, reading }) => [at.slice(0, 10), reading['all']?.value])
    }
    expect(await byDay('complaint')).toEqual([
      ['2026-03-01', 1],
      ['2026-03-02', 1],
    ])
    expect(await byDay('question')).toEqual([
      ['2026-03-01', 1],
      ['2026-03-03', 1],
    ])
  })
  it('can be asked for by category and day at once: the groups beside the whole trend', async () => {
    const { groups, trend } = await report({ metrics: 'demandVolume', by: 'category' })
    expect(groups.map(({ key, reading }) => [key, reading['all']?.value])).toEqual([
      ['complaint', 2],
      ['question', 2],
    ])
    expect(trend.map(({ reading }) => reading['all']?.value)).toEqual([2, 1, 1])
  })
})

describe('The funnel', () => {
  const funnelOf = async (query: Readonly<Record<string, string>> = {}): Promise<KpiFunnel> =>
    (await api.call('readKpiFunnel', agent, { query: { ...span, ...query } })).json as KpiFunnel

  it('has stages whose means add up to the mean of the whole (S3-57)', async () => {
    const { n, of, total, stages } = await funnelOf()
    expect({ n, of }).toEqual({ n: 3, of: 4 })
    const means = Object.fromEntries(stages.map(({ stage, mean }) => [stage, mean]))
    expect(total).toEqual({ mean: (10.5 * hour) / 3, median: 2 * hour })
    expect(means).toEqual({
      wait: (35 * minute) / 3,
      firstTouch: 0,
      work: (110 * minute + 40 * minute + 25 * minute) / 3,
      dispatch: 2 * hour,
      close: 20 * minute,
    })
    const sum = stages.reduce((all, { mean }) => all + mean, 0)
    expect(sum).toBeCloseTo(total?.mean ?? NaN, 6)
    expect(stages.reduce((all, { share }) => all + (share ?? 0), 0)).toBeCloseTo(1, 12)
  })
  it('is narrowed like any other figure', async () => {
    const { n, total } = await funnelOf({ category: 'question' })
    expect({ n, total }).toEqual({ n: 1, total: { mean: 30 * minute, median: 30 * minute } })
  })
})
