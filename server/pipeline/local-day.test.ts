import { describe, expect, it } from 'vitest'
import { localDay } from './local-day.ts'

describe('localDay', () => {
  it('is the date on the wall where people are', () => {
    const at = Date.parse('2026-10-01T17:00:00Z')
    expect(localDay(at, 'Asia/Shanghai')).toBe('2026-10-02')
    expect(localDay(at, 'UTC')).toBe('2026-10-01')
  })
})
