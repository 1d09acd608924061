import { describe, expect, it } from 'vitest'
import { catalogue, reportFor } from './board.fake.ts'
import { pillarsOf } from './pillars.ts'

const report = (values: Readonly<Record<string, number | null>>) => ({
  ...reportFor({}),
  metrics: Object.entries(values).map(([id, value]) => ({
    id,
    reading: value === null ? null : { '': { value, n: 50 } },
    groups: [],
    trend: [],
  })),
})

describe('pillarsOf', () => {
  it('has exactly three composites, each the plain mean of its parts (S0-42)', () => {
    const pillars = pillarsOf(
      catalogue.metrics,
      report({ listeningCoverage: 0.9, responseRate: 0.8, mentionCoverage: 0.7, csat: 0.64 }),
    )
    expect(pillars.map(({ name }) => name)).toEqual(['listening', 'human', 'traceable'])
    expect(pillars[0]?.score).toBeCloseTo(80)
    expect(pillars[1]?.score).toBeCloseTo(64)
  })
  it('leaves out what has no data instead of counting it as 0', () => {
    const [listening] = pillarsOf(
      catalogue.metrics,
      report({ listeningCoverage: 0.9, responseRate: null }),
    )
    expect(listening?.score).toBeCloseTo(90)
    expect(listening?.inputs.map(({ value }) => value)).toEqual([0.9, undefined, undefined])
  })
  it('has no score, not 0, for a pillar without inputs', () => {
    const [, , traceable] = pillarsOf(catalogue.metrics, report({ csat: 1 }))
    expect(traceable).toEqual({ name: 'traceable', score: undefined, inputs: [] })
  })
})
