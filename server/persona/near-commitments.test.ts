import { describe, expect, it } from 'vitest'
import { nearCommitmentsIn } from './near-commitments.ts'

const now = '2026-05-12T10:00:00+08:00'

describe('nearCommitmentsIn', () => {
  it('reads the draft and the moment it is asked about, not those of the call before', () => {
    expect(nearCommitmentsIn('我们明天10点前回复您。', now)).toHaveLength(1)
    expect(nearCommitmentsIn('您好。', now)).toEqual([])
    expect(nearCommitmentsIn('我们5月11日回复您。', now)).toEqual([])
    expect(nearCommitmentsIn('我们5月11日回复您。')).toHaveLength(1)
  })
  it('reads no further than any channel carries', () =>
    expect(nearCommitmentsIn(`${'好。'.repeat(2000)}我们明天10点前回复您。`, now)).toEqual([]))
})
