import { describe, expect, it } from 'vitest'
import type { Reading } from './metric.ts'
import { metricById } from './metrics/index.ts'
import { stageMetrics, stagesReached } from './stages.ts'

const good = new Map<string, Reading>([
  ['demandVolume', { withoutSpamAndClosers: { value: 140, n: 140 } }],
  ['responseRate', { '': { value: 0.9, n: 130 } }],
  ['firstResponseSeconds', { 'customerWait.calendar': { p50: 1, n: 80, of: 100, coverage: 0.8 } }],
  ['serviceLevel', { calendar: { value: 0.8, n: 90 } }],
  ['listeningCoverage', { '': { value: 0.95, n: 140 } }],
  ['resolutionTime', { 'first.calendar': { p50: 1, n: 80, of: 100, coverage: 0.8 } }],
  ['fcr', { '': { value: 0.7, n: 60 } }],
  ['csat', { '': { value: 0.8, n: 20 } }],
  ['qualityMapScore', { '': { value: 50, n: 50, of: 100, coverage: 0.5 } }],
])
const but = (id: string, reading: Reading) => stagesReached(new Map([...good, [id, reading]]))

describe('stagesReached', () => {
  it('asks for figures and parts that there are', () => {
    for (const id of stageMetrics) expect(metricById(id)).toBeDefined()
    for (const { checks } of stagesReached(good).stages)
      for (const { id } of checks) {
        const [metric = '', ...part] = id.split('.')
        expect(Object.keys(metricById(metric)?.parts ?? {})).toContain(part.join('.'))
      }
  })
  it('reaches the fourth stage when everything asked for is just met (S2-12)', () => {
    expect(stagesReached(good).reached).toBe(4)
    expect(stagesReached(good).stages.map(({ checks }) => checks.length)).toEqual([0, 3, 3, 3])
  })
  it('stays at the first stage without any data, and says of each check that there is none', () => {
    const { reached, stages } = stagesReached(new Map())
    expect(reached).toBe(1)
    for (const { checks } of stages)
      for (const check of checks) expect(check).toMatchObject({ met: false, value: null, n: 0 })
  })
  it('does not pass a stage over: one check missed holds back all later ones (S2-22)', () => {
    expect(but('responseRate', { '': { value: 0.89, n: 130 } }).reached).toBe(1)
    expect(but('listeningCoverage', { '': { value: 0.94, n: 140 } }).reached).toBe(2)
    expect(but('fcr', { '': { value: 0.69, n: 60 } }).reached).toBe(3)
  })
  it('believes no share that was measured on a handful', () => {
    const { reached, stages } = but('csat', { '': { value: 1, n: 19 } })
    expect(reached).toBe(3)
    expect(stages[3]?.checks[1]).toEqual({ id: 'csat', met: false, value: 1, wanted: 0.8, n: 19 })
  })
})
