import { describe, expect, it } from 'vitest'
import type { LearningResult } from '../understanding/learning/learn.ts'
import { gently } from './learn-nightly.ts'

const result: LearningResult = { fields: [], learnt: undefined }

function* slices(count: number, onSlice: () => void): Generator<undefined, LearningResult> {
  for (let n = 0; n < count; n++) {
    onSlice()
    yield
  }
  return result
}

describe('gently', () => {
  it('lets others have their turn as soon as its time is over', async () => {
    let [now, others, mostInARow, inARow] = [0, 0, 0, 0]
    const other = (): void => {
      others += 1
      inARow = 0
      if (others < 100) setImmediate(other)
    }
    setImmediate(other)
    const work = slices(20, () => {
      now += 3
      inARow += 1
      mostInARow = Math.max(mostInARow, inARow)
    })
    expect(await gently({ monotonic: () => now })(work)).toBe(result)
    expect(others).toBeGreaterThan(4)
    expect(mostInARow).toBeLessThanOrEqual(4)
  })
})
