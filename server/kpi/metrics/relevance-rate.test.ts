import { describe, expect, it } from 'vitest'
import { hour, item, monday, readingOf } from '../made-facts.fake.ts'
import { relevanceRate } from './relevance-rate.ts'

describe('relevanceRate', () => {
  it('is the demands among what was browsed, measured on those of all', () => {
    const inbound = [
      item({ listenedAt: monday }),
      item({ listenedAt: monday, kind: 'spam' }),
      item({ listenedAt: monday, kind: 'echo' }),
      item({ listenedAt: monday + hour }),
      item(),
    ]
    expect(readingOf(relevanceRate, inbound, monday)?.['']).toEqual({
      value: 0.5,
      n: 2,
      of: 4,
      coverage: 0.5,
    })
  })
})
