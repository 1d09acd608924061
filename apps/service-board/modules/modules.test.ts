import { describe, expect, it } from 'vitest'
import type { KpiReading, KpiReport } from '../../../server/api/kpi.ts'
import { reportFor } from '../board.fake.ts'
import { modulesOf } from './modules.ts'

function report(
  volumes: Readonly<Record<string, number>>,
  solved: Readonly<Record<string, KpiReading>>,
): KpiReport {
  const groups = (readings: Readonly<Record<string, KpiReading>>) =>
    Object.entries(readings).map(([key, reading]) => ({ key, reading }))
  const counted = Object.fromEntries(
    Object.entries(volumes).map(([key, n]) => [key, { all: { value: n, n } }]),
  )
  return {
    ...reportFor({}),
    metrics: [
      { id: 'demandVolume', reading: null, groups: groups(counted), trend: [] },
      { id: 'serviceMode', reading: null, groups: groups(solved), trend: [] },
    ],
  }
}

const shares = (of: number, n: number, [staff, self, peer, bot]: readonly number[]): KpiReading =>
  Object.fromEntries(
    Object.entries({ staff, self, peer, bot }).map(([mode, value = 0]) => [
      mode,
      { value: value / n, n, of },
    ]),
  )

describe('modulesOf', () => {
  const modules = modulesOf(
    report(
      { weibo: 120, wechat: 80, wecom: 20 },
      {
        weibo: shares(100, 90, [70, 5, 10, 5]),
        wechat: shares(60, 60, [40, 15, 2, 3]),
        wecom: shares(9, 7, [7, 0, 0, 0]),
      },
    ),
  )
  const named = Object.fromEntries(modules.map((one) => [one.name, one]))

  it('attributes every solved item to exactly one of six modules (S1-22)', () => {
    expect(modules).toHaveLength(6)
    expect(modules.reduce((sum, { resolved }) => sum + resolved, 0)).toBe(100 + 60 + 9)
    expect(named['community']?.resolved).toBe(12)
    expect(named['self']?.resolved).toBe(5 + 5 + 15 + 3)
    expect(named['weibo']?.resolved).toBe(100 - 20)
    expect(named['online']?.resolved).toBe(40 + 9)
  })
  it('counts what came in where it came in', () => {
    expect(named['weibo']).toMatchObject({ volume: 120, state: 'active', channels: ['weibo'] })
    expect(named['online']).toMatchObject({ volume: 100, channels: ['wechat', 'wecom'] })
    expect(named['self']?.volume).toBeUndefined()
  })
  it('says of a module that nothing here comes from that it is not connected, and never 0 %', () => {
    expect(named['phone']?.state).toBe('unconnected')
    expect(named['groups']?.state).toBe('unconnected')
  })
  it('tells a quiet module from a missing one', () => {
    const quiet = modulesOf(report({ wechat: 3 }, {}))
    const state = (name: string) => quiet.find((one) => one.name === name)?.state
    expect(state('weibo')).toBe('quiet')
    expect(state('online')).toBe('active')
    expect(state('community')).toBe('unconnected')
  })
})
