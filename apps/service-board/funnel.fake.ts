import type { KpiFunnel } from '../../server/api/kpi-funnel.ts'

const minutes = { wait: 10, firstTouch: 5, work: 30, dispatch: 60, close: 15 } as const

export const funnel: KpiFunnel = {
  from: '2026-10-26T16:00:00.000Z',
  to: '2026-11-25T16:00:00.000Z',
  asOf: '2026-11-25T04:00:00Z',
  n: 180,
  of: 240,
  total: { mean: 120 * 60_000, median: 70 * 60_000 },
  stages: Object.entries(minutes).map(([stage, mean]) => ({
    stage: stage as keyof typeof minutes,
    mean: mean * 60_000,
    median: mean * 30_000,
    share: mean / 120,
  })),
}
