import { describe, expect, it } from 'vitest'
import type { KpiFigure } from '../../server/api/kpi.ts'
import { catalogue, reportFor } from './board.fake.ts'
import { stretchesOf, stretchMetric } from './stretches.ts'

const [first] = catalogue.metrics
const metric = {
  ...(first as NonNullable<typeof first>),
  id: 'stageSpans',
  unit: 'ms' as const,
  parts: ['wait', 'touch', 'work', 'dispatch', 'close'],
}
const report = (reading: Record<string, KpiFigure>) => ({
  ...reportFor({}),
  metrics: [{ id: 'stageSpans', reading, groups: [], trend: [] }],
})
const mean = (minutes: number, n = 40): KpiFigure => ({ mean: minutes * 60_000, n })

describe('stretchesOf', () => {
  const reading = {
    wait: mean(10),
    touch: mean(5),
    work: mean(30),
    dispatch: mean(60),
    close: mean(15),
  }
  it('adds up to the whole (S3-57)', () => {
    const told = stretchesOf(metric, report(reading))
    expect(told?.stretches.map(({ name }) => name)).toEqual(metric.parts)
    expect(told?.total).toBe(120 * 60_000)
    expect(told?.stretches.reduce((sum, { ms }) => sum + ms, 0)).toBe(told?.total)
  })
  it('is nothing where the stretches are of different episodes', () =>
    expect(stretchesOf(metric, report({ ...reading, work: mean(30, 39) }))).toBeUndefined())
  it('is nothing without such a figure', () => {
    expect(stretchMetric(catalogue.metrics)).toBeUndefined()
    expect(stretchMetric([...catalogue.metrics, metric])?.id).toBe('stageSpans')
    expect(stretchesOf(undefined, report(reading))).toBeUndefined()
  })
})
