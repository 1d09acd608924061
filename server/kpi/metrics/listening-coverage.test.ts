import { describe, expect, it } from 'vitest'
import { hour, item, monday, readingOf } from '../made-facts.fake.ts'
import { listeningCoverage } from './listening-coverage.ts'

describe('listeningCoverage', () => {
  it('is what was browsed of all that came in, echoes left out (S0-40)', () => {
    const inbound = [
      item({ listenedAt: monday + hour }),
      item({ listenedAt: monday + 2 * hour }),
      item({ kind: 'spam' }),
      item({ kind: 'closer', listenedAt: monday }),
      item({ kind: 'echo' }),
    ]
    expect(readingOf(listeningCoverage, inbound, monday + hour)?.['']).toEqual({
      value: 0.5,
      n: 4,
      of: 4,
      coverage: 1,
    })
  })
})
