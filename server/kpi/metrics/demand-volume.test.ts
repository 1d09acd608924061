import { describe, expect, it } from 'vitest'
import { item, monday, readingOf } from '../made-facts.fake.ts'
import { demandVolume } from './demand-volume.ts'

const inbound = [
  item({ platformId: 'p1', person: 'u1', issue: '退款' }),
  item({ platformId: 'p2', person: 'u1', issue: '退款' }),
  item({ platformId: 'p3', person: 'u2', issue: '物流' }),
  item({ platformId: 'p4', person: 'u2', kind: 'closer' }),
  item({ platformId: 'p5', person: 'u3', kind: 'spam' }),
  item({ platformId: 'p6', person: 'us', kind: 'echo' }),
]

describe('demandVolume', () => {
  it('counts closers and spam, but not our own echoes, and shows the rest beside it (S2-18)', () => {
    const reading = readingOf(demandVolume, inbound, monday)
    expect(reading?.['all']).toEqual({ value: 5, n: 5, of: 5, coverage: 1 })
    expect(reading?.['withoutSpamAndClosers']?.value).toBe(3)
  })
  it('counts a person and an issue once', () => {
    const reading = readingOf(demandVolume, inbound, monday)
    expect(reading?.['customers']).toMatchObject({ value: 3, n: 5 })
    expect(reading?.['issues']).toMatchObject({ value: 2, n: 3 })
  })
  it('still counts what was withdrawn', () => {
    const withdrawn = item({ deletedAt: monday })
    expect(readingOf(demandVolume, [withdrawn], monday)?.['all']?.value).toBe(1)
  })
  it('has no figure where only our own words came back', () => {
    expect(readingOf(demandVolume, [item({ kind: 'echo' })], monday)).toBeUndefined()
  })
  it('leaves out the part that nothing belongs to', () => {
    const reading = readingOf(demandVolume, [item({ kind: 'spam' })], monday)
    expect(Object.keys(reading ?? {})).toEqual(['all', 'customers'])
  })
})
