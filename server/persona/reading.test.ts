import { describe, expect, it } from 'vitest'
import { readingOf } from './reading.ts'

describe('readingOf', () => {
  it('gives each clause its own times and amounts', () => {
    const { sentences } = readingOf(
      '您好，退款99元。师傅明天10点到，带着M3。',
      '2026-05-12T16:40:00+08:00',
    )
    const clauses = sentences.flatMap((sentence) => sentence.clauses)
    expect(clauses.map(({ text }) => text)).toEqual([
      '您好',
      '退款99元',
      '师傅明天10点到',
      '带着m3',
    ])
    expect(clauses.map(({ amounts }) => amounts.length)).toEqual([0, 1, 0, 0])
    expect(clauses[2]?.times).toMatchObject([{ start: 2, end: 7, minutes: 600 }])
    expect(clauses[3]?.codes).toMatchObject([{ start: 2, value: 'm3' }])
  })

  it('does not read a pasted book to its end', () => {
    const { sentences } = readingOf('退款99元。'.repeat(20_000))
    expect(sentences.length).toBeLessThan(2000)
    const [endless] = readingOf('退款99元'.repeat(1000)).sentences
    expect(endless?.clauses.every(({ text }) => text.length <= 200)).toBe(true)
  })
})
