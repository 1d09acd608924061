import { describe, expect, it } from 'vitest'
import { readMark, writeMark } from './cursor.ts'

describe('marks', () => {
  it('come back as they were written, gap and all', () => {
    const gap = { since: '5274900000000001', max: '9111111111111111113' }
    for (const mark of [{ since: '0' }, { since: '9111111111111111119', gap }])
      expect(readMark(writeMark(mark))).toEqual(mark)
  })
  it('are missing before the first round, and after one that could not read', () =>
    expect([readMark(undefined), readMark('')]).toEqual([undefined, undefined]))
})
