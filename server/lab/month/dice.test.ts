import { describe, expect, it } from 'vitest'
import { createDice } from './dice.ts'

const rolls = (seed: number, stream?: number): number[] => {
  const dice = createDice(seed, stream)
  return Array.from({ length: 5_000 }, () => dice.roll())
}

describe('createDice', () => {
  it('rolls the same for a seed and a stream, and differently for any other', () => {
    expect(rolls(1, 4)).toEqual(rolls(1, 4))
    expect(rolls(1, 4)).not.toEqual(rolls(2, 4))
    expect(rolls(1, 4)).not.toEqual(rolls(1, 5))
  })
  it('is even enough for a show', () => {
    const tenths = Array.from({ length: 10 }, () => 0)
    for (const roll of rolls(3)) tenths[Math.floor(roll * 10)]! += 1
    for (const tenth of tenths) expect(Math.abs(tenth - 500)).toBeLessThan(90)
    // The first rolls of neighbouring streams, too: each person begins with one.
    const firsts = Array.from({ length: 5_000 }, (_, i) => createDice(1, i).roll())
    expect(Math.abs(firsts.filter((roll) => roll < 0.1).length - 500)).toBeLessThan(90)
  })
  it('weighs: what weighs nothing is never drawn', () => {
    const dice = createDice(5)
    const drawn = Array.from({ length: 2_000 }, () => dice.weighted([0, 3, 1, 0]))
    expect(new Set(drawn)).toEqual(new Set([1, 2]))
    expect(Math.abs(drawn.filter((index) => index === 1).length - 1_500)).toBeLessThan(100)
  })
  it('waits around a median', () => {
    const dice = createDice(6)
    const waits = Array.from({ length: 4_000 }, () => dice.around(600, 0.8))
    expect(Math.abs(waits.filter((wait) => wait < 600).length - 2_000)).toBeLessThan(120)
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(1)
  })
})
