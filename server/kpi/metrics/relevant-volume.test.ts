import { describe, expect, it } from 'vitest'
import { item, monday, readingOf } from '../made-facts.fake.ts'
import { relevantVolume } from './relevant-volume.ts'

describe('relevantVolume', () => {
  it('counts the demands among what was browsed (S2-18)', () => {
    const inbound = [
      item({ listenedAt: monday }),
      item({ listenedAt: monday, kind: 'closer' }),
      item({ listenedAt: monday, kind: 'spam' }),
      item(),
    ]
    expect(readingOf(relevantVolume, inbound, monday)?.['']).toMatchObject({ value: 1, n: 3 })
  })
  it('is unknown where nobody browsed', () => {
    expect(readingOf(relevantVolume, [item()], monday)).toBeUndefined()
  })
})
