import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptySheet, type KpiSheet } from '../../api/kpi-sheet.ts'
import { apiBed, type ApiBed } from '../../testing/api-bed.ts'

let api: ApiBed
let agent: string
let lead: string
let stranger: string
beforeAll(async () => {
  api = await apiBed()
  agent = (await api.session('7')).token
  lead = (await api.session('50')).token
  stranger = (await api.session('9', 'other')).token
})
afterAll(() => api.close())

const at = '2026-03-02T10:00:00+08:00'
const cost = {
  id: 'i1',
  kind: 'staffCost',
  month: '2026-03',
  likely: 31_000,
  source: '工资表',
} as const
const document: KpiSheet = {
  ...emptySheet,
  stage: 2,
  goals: [{ metric: 'serviceLevel', goal: '当天答复', target: 0.9, owner: '客服主管' }],
  inputs: [{ ...cost, owner: '财务', at }],
}
const save = (body: unknown, token = lead) => api.call('writeKpiSheet', token, { body })

describe('The sheet', () => {
  it('is empty before anybody has saved one', async () => {
    const { json } = await api.call('readKpiSheet', agent)
    expect(json).toEqual({ version: 0, document: emptySheet })
  })

  it('is kept in versions, with who saved it and when (S2-14)', async () => {
    const { status, json } = await save({ ifVersion: 0, document })
    expect(status).toBe(200)
    const saved = {
      at: new Date(api.bed.clock.now()).toISOString(),
      by: { id: '50', name: '演示主管' },
    }
    expect(json).toEqual({ version: 1, document, saved })
    expect((await api.call('readKpiSheet', agent)).json).toEqual({ version: 1, document, saved })
    const history = await api.bed.store.documents.history('acme', 'kpi:sheet', 5)
    expect(history.map(({ version, by }) => [version, by?.id])).toEqual([[1, '50']])
    expect((await api.call('readKpiSheet', stranger)).json.version).toBe(0)
  })

  it('is not saved over somebody else’s newer version', async () => {
    const { status, json } = await save({ ifVersion: 0, document: emptySheet })
    expect(status).toBe(409)
    expect(json.error.code).toBe('api.changed_meanwhile')
    expect((await api.call('readKpiSheet', lead)).json.document).toEqual(document)
  })

  it('is written by leads only', async () => {
    expect((await save({ ifVersion: 1, document }, agent)).status).toBe(403)
  })

  it('refuses what contradicts itself, and says where', async () => {
    const inputs = [
      { ...cost, owner: '财务', at, low: 40_000 },
      { ...cost, owner: '财务', at },
    ]
    const { status, text } = await save({ ifVersion: 1, document: { ...document, inputs } })
    expect(status).toBe(400)
    expect(text).toContain('inputs.0')
    expect(text).toContain('inputs.1.id')
    const baseline = { from: at, to: at }
    const backwards = await save({ ifVersion: 1, document: { ...document, baseline } })
    expect(backwards.text).toContain('baseline.to')
    expect((await save({ ifVersion: 1, document: { ...document, currency: 'yuan' } })).status).toBe(
      400,
    )
  })

  it('sets the stage that the catalogue answers with (S2-12)', async () => {
    expect((await api.call('readKpiCatalogue', agent)).json.stage).toBe(2)
    expect((await api.call('readKpiCatalogue', stranger)).json.stage).toBe(4)
  })
})

describe('The stages', () => {
  it('are judged by the figures: without any the first is reached (S2-12)', async () => {
    const { status, json } = await api.call('readKpiStages', agent)
    expect(status).toBe(200)
    expect(json.reached).toBe(1)
    expect(json.stages.map(({ stage }: { stage: number }) => stage)).toEqual([1, 2, 3, 4])
    expect(json.stages[1].checks[1]).toEqual({
      id: 'responseRate',
      met: false,
      value: null,
      wanted: 0.9,
      n: 0,
    })
  })
})
