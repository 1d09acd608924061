import { describe, expect, it } from 'vitest'
import type { KpiFigure } from '../../server/api/kpi.ts'
import { reportFor } from './board.fake.ts'
import { stagesOf } from './funnel.ts'

const report = (readings: Readonly<Record<string, Record<string, KpiFigure>>>) => ({
  ...reportFor({}),
  metrics: Object.entries(readings).map(([id, reading]) => ({
    id,
    reading,
    groups: [],
    trend: [],
  })),
})

describe('stagesOf', () => {
  const first = { n: 180, of: 200, p50: 40_000 }
  const solved = { n: 150, of: 200, p50: 3_600_000 }

  it('goes from what was asked to what was solved, each as a share of all that was asked', () => {
    const stages = stagesOf(
      report({
        firstResponseSeconds: { 'customerWait.calendar': first },
        resolutionTime: { 'first.calendar': solved },
      }),
    )
    expect(stages.map(({ name, count, share }) => [name, count, share])).toEqual([
      ['asked', 200, undefined],
      ['answered', 180, 0.9],
      ['solved', 150, 150 / 200],
    ])
    expect(stages.at(-1)?.since).toEqual(solved)
  })
  it('leaves out a stage that nothing is known of', () => {
    const stages = stagesOf(report({ assignmentTime: { calendar: { n: 20, of: 30 } } }))
    expect(stages.map(({ name }) => name)).toEqual(['asked', 'touched'])
  })
  it('is empty where no stage is known', () => expect(stagesOf(report({}))).toEqual([]))
})
