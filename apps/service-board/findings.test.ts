import { describe, expect, it } from 'vitest'
import type { KpiFigure } from '../../server/api/kpi.ts'
import { catalogue, hours, reportFor } from './board.fake.ts'
import { findingsOf } from './findings.ts'

const { metrics } = catalogue
const report = (readings: Readonly<Record<string, KpiFigure>>) => ({
  ...reportFor({}),
  metrics: Object.entries(readings).map(([id, figure]) => ({
    id,
    reading: { [metrics.find((one) => one.id === id)?.parts[0] ?? '']: figure },
    groups: [],
    trend: [],
  })),
})
const kinds = (before: KpiFigure, week: KpiFigure, id: string) =>
  findingsOf({
    metrics,
    week: report({ [id]: week }),
    before: report({ [id]: before }),
    hours: undefined,
  }).map(({ kind }) => kind)

describe('findingsOf', () => {
  it.each([
    ['firstResponseSeconds', { p50: 60_000 }, { p50: 40_000 }, ['better']],
    ['firstResponseSeconds', { p50: 40_000 }, { p50: 60_000 }, ['worse']],
    ['firstResponseSeconds', { p50: 60_000 }, { p50: 55_000 }, []],
    ['csat', { value: 0.8 }, { value: 0.9 }, ['better']],
    ['csat', { value: 0.8 }, { value: 0.82 }, []],
    ['transferRate', { value: 0.1 }, { value: 0.05 }, ['better']],
    ['demandVolume', { value: 100 }, { value: 180 }, ['moved']],
  ] as const)('judges %s from %j to %j (S3-63)', (id, before, week, found) => {
    expect(kinds({ n: 50, ...before }, { n: 50, ...week }, id)).toEqual(found)
  })
  it('says nothing of a change measured on too few', () => {
    expect(kinds({ n: 19, value: 0.2 }, { n: 90, value: 0.9 }, 'csat')).toEqual([])
  })
  it('warns of figures that were hardly measured', () => {
    const figure = { n: 50, of: 100, coverage: 0.5, value: 0.8 }
    expect(kinds(figure, figure, 'csat')).toEqual(['thin'])
  })
  it('tells the hours nobody covered', () => {
    const none = report({})
    expect(findingsOf({ metrics, week: none, before: none, hours })).toEqual([
      { kind: 'peak', hours: 4, first: { weekday: 6, from: 20, to: 22 }, page: 'hours' },
    ])
  })
  it('tells the fastest day of the week (S1-13)', () => {
    const week = reportFor({
      from: '2026-11-16T00:00:00+08:00',
      to: '2026-11-23T00:00:00+08:00',
      metrics: 'firstResponseSeconds',
    })
    const [day] = findingsOf({ metrics, week, before: report({}), hours: undefined })
    const medians = week.metrics[0]?.trend.map(
      ({ reading }) => reading['customerWait.calendar']?.p50,
    )
    expect(day).toMatchObject({ kind: 'day', p50: Math.min(...medians!.map(Number)) })
  })
})
