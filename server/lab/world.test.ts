import { describe, expect, it } from 'vitest'
import { createLabWorld } from './world.ts'

describe('createLabWorld', () => {
  it('numbers entries and gives those after a position', () => {
    const world = createLabWorld({ seed: 1, now: () => 42 })
    for (const id of [1, 2, 3]) world.record({ platform: 'wechat', kind: 'k', data: { id } })
    expect(world.entries(1).map((entry) => [entry.seq, entry.at, entry.data['id']])).toEqual([
      [2, 42, 2],
      [3, 42, 3],
    ])
    expect(world.entries(0, 1)).toHaveLength(1)
    expect(world.entries(3)).toEqual([])
  })
  it('tells every listener until it leaves', () => {
    const world = createLabWorld({ seed: 1 })
    const heard: string[] = []
    const leave = world.subscribe((entry) => heard.push(entry.kind))
    world.record({ platform: 'weibo', kind: 'a', data: {} })
    leave()
    world.record({ platform: 'weibo', kind: 'b', data: {} })
    expect(heard).toEqual(['a'])
  })
  it('drops the oldest entries of a full ledger but keeps the counts', () => {
    const world = createLabWorld({ seed: 1 })
    for (let index = 0; index < 210_005; index += 1) {
      world.record({ platform: 'wechat', kind: 'k', data: {} })
    }
    expect(world.entries(0, 1)[0]?.seq).toBe(10_001)
    expect(world.entries(210_000)).toHaveLength(5)
    expect(world.counts()).toEqual({ 'wechat k': 210_005 })
  })
  it('repeats the same random numbers for the same seed', () => {
    const draw = (seed: number): number[] => {
      const world = createLabWorld({ seed })
      return Array.from({ length: 5 }, () => world.random())
    }
    expect(draw(7)).toEqual(draw(7))
    expect(draw(7)).not.toEqual(draw(8))
    expect(draw(7).every((number) => number >= 0 && number < 1)).toBe(true)
  })
})
