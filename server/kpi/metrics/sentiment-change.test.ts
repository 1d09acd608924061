import { describe, expect, it } from 'vitest'
import { adds, episode, monday, readingOf } from '../made-facts.fake.ts'
import { sentimentChange } from './sentiment-change.ts'

const change = (...polarities: number[]) => adds(sentimentChange, episode({ polarities }), monday)

describe('sentimentChange', () => {
  it('compares the first three judgements with the last three', () => {
    expect(change(-1, -1, -1, 0, 0, 1, 1, 1)).toEqual({ before: -1, after: 1, change: 2 })
    expect(change(-1, -1, 1, 0, 1, 1)).toEqual({ before: -1 / 3, after: 2 / 3, change: 1 })
  })
  it('never lets the two overlap', () => {
    expect(change(-1, 0, 1)).toEqual({ before: -1, after: 1, change: 2 })
    expect(change(1, -1)).toEqual({ before: 1, after: -1, change: -2 })
    expect(change(-1, -1, 0, 1, 1)).toEqual({ before: -1, after: 1, change: 2 })
  })
  it('is measured on those judged at least twice', () => {
    const facts = [[-1, 0], [0, 0], [-1], []].map((polarities) => episode({ polarities }))
    expect(readingOf(sentimentChange, facts, monday)).toEqual({
      before: { value: -0.5, n: 2, of: 4, coverage: 0.5 },
      after: { value: 0, n: 2, of: 4, coverage: 0.5 },
      change: { value: 0.5, n: 2, of: 4, coverage: 0.5 },
    })
  })
})
