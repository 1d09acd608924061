import { describe, expect, it } from 'vitest'
import { bestOf, betterWay } from './goodness.ts'

describe('betterWay', () => {
  it.each([
    ['firstResponseSeconds', 'ms', 'lower'],
    ['transferRate', 'share', 'lower'],
    ['backlog', 'count', 'lower'],
    ['csat', 'share', 'higher'],
    ['demandVolume', 'count', 'neither'],
    ['serviceMode', 'share', 'neither'],
  ] as const)('wants %s (%s) %s', (id, unit, way) => expect(betterWay({ id, unit })).toBe(way))
})

describe('bestOf', () => {
  it('picks the right end, and nobody where all are alike', () => {
    expect(bestOf('lower', [3, undefined, 2])).toBe(2)
    expect(bestOf('higher', [3, 2])).toBe(3)
    expect(bestOf('higher', [2, 2, undefined])).toBeUndefined()
    expect(bestOf('neither', [1, 2])).toBeUndefined()
  })
})
