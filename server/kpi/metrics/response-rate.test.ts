import { describe, expect, it } from 'vitest'
import { hour, monday, readingOf, turn } from '../made-facts.fake.ts'
import { responseRate } from './response-rate.ts'

const turns = [
  turn({ repliedAt: monday + hour }),
  turn({ repliedAt: monday + 3 * hour }),
  turn(),
  turn({ abandonedAt: monday + hour }),
]

describe('responseRate', () => {
  it('counts a turn as answered when a reply was delivered by then (S2-19)', () => {
    expect(readingOf(responseRate, turns, monday + hour)?.['']?.value).toBe(1 / 3)
    expect(readingOf(responseRate, turns, monday + 3 * hour)?.['']?.value).toBe(2 / 3)
  })
  it('leaves out turns given up before an answer', () => {
    expect(readingOf(responseRate, turns, monday + hour)?.['']).toMatchObject({ n: 3, of: 4 })
    expect(readingOf(responseRate, turns, monday + hour - 1)?.['']).toMatchObject({
      n: 4,
      value: 0,
    })
  })
})
