import { describe, expect, it } from 'vitest'
import { directionOf, gridColumns, gridRows, neighbour, provinces, scoreStep } from './provinces.ts'

describe('provinces', () => {
  it('has all 34 regions, each on a place of its own', () => {
    expect(provinces).toHaveLength(34)
    expect(new Set(provinces.map(({ id }) => id)).size).toBe(34)
    expect(new Set(provinces.map(({ column, row }) => `${column} ${row}`)).size).toBe(34)
    for (const { column, row } of provinces) {
      expect(column).toBeLessThan(gridColumns)
      expect(row).toBeLessThan(gridRows)
    }
  })
})

describe('scoreStep', () => {
  it.each([
    [0, 0],
    [24.9, 0],
    [25, 1],
    [39.9, 1],
    [40, 2],
    [59.9, 2],
    [60, 3],
    [79.9, 3],
    [80, 4],
    [100, 4],
  ])('puts %d into colour %d', (score, step) => expect(scoreStep(score)).toBe(step))
})

describe('directionOf', () => {
  it.each([
    [5, 'up'],
    [-5, 'down'],
    [0.9, 'level'],
    [-0.9, 'level'],
    [1, 'up'],
    [-1, 'down'],
  ])('turns the arrow for %d %s', (change, direction) =>
    expect(directionOf(change)).toBe(direction),
  )
})

describe('neighbour', () => {
  const of = (id: string) => provinces.find((one) => one.id === id) ?? expect.fail(id)
  it.each([
    ['湖北', 'ArrowRight', '安徽'],
    ['湖北', 'ArrowUp', '河南'],
    ['湖北', 'ArrowLeft', '重庆'],
    ['广东', 'ArrowDown', '澳门'],
    ['黑龙江', 'ArrowUp', '黑龙江'],
    ['新疆', 'ArrowRight', '甘肃'],
  ] as const)('goes from %s by %s to %s', (from, key, to) =>
    expect(neighbour(of(from), key).id).toBe(to),
  )
  it('reaches every region by arrow keys', () => {
    const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const
    const reached = new Set([of('湖北')])
    for (const one of reached) for (const key of keys) reached.add(neighbour(one, key))
    expect(reached.size).toBe(34)
  })
})
