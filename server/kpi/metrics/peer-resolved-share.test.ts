import { describe, expect, it } from 'vitest'
import { day, episode, monday, readingOf, solved } from '../made-facts.fake.ts'
import { peerResolvedShare } from './peer-resolved-share.ts'

describe('peerResolvedShare', () => {
  it('is solved by other customers over all episodes', () => {
    const facts = [
      episode({ solvedAt: monday, mode: 'peer' }),
      episode({ solvedAt: monday, mode: 'self' }),
      solved({ mode: 'staff' }),
      episode(),
    ]
    expect(readingOf(peerResolvedShare, facts, monday + day)?.['']).toMatchObject({
      value: 0.25,
      n: 4,
    })
  })
})
