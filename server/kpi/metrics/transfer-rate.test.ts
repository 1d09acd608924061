import { describe, expect, it } from 'vitest'
import { day, episode, hour, monday, readingOf, solved } from '../made-facts.fake.ts'
import { transferRate } from './transfer-rate.ts'

describe('transferRate', () => {
  it('is passed on after the first reply over answered', () => {
    const facts = [
      solved({ groupChanges: 2, transfers: 1 }),
      solved({ groupChanges: 3, transfers: 3 }),
      solved({ groupChanges: 1 }),
      solved(),
      episode({ groupChanges: 2 }),
      episode({ solvedAt: monday + hour, mode: 'bot' }),
    ]
    expect(readingOf(transferRate, facts, monday + day)?.['']).toMatchObject({
      value: 0.5,
      n: 4,
      of: 6,
    })
  })
  it('knows no reply that comes after the moment', () => {
    expect(readingOf(transferRate, [solved({ transfers: 1 })], monday + hour - 1)).toBeUndefined()
  })
})
