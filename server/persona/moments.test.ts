import { describe, expect, it } from 'vitest'
import { isInForce, momentIn } from './moments.ts'

describe('moments', () => {
  it('reads a plain date as its midnight in Beijing', () => {
    expect(momentIn('2026-05-12')).toBe(Date.parse('2026-05-11T16:00:00Z'))
    expect(momentIn('someday')).toBeUndefined()
    expect(momentIn(undefined)).toBeUndefined()
  })

  it('counts both ends of a validity in', () => {
    const may = { validFrom: '2026-05-01', validTo: '2026-05-31' }
    const at = (time: string): boolean => isInForce(may, Date.parse(time))
    expect(at('2026-05-01T00:00:00+08:00')).toBe(true)
    expect(at('2026-05-31T23:59:00+08:00')).toBe(true)
    expect(at('2026-06-01T00:00:00+08:00')).toBe(false)
    expect(at('2026-04-30T23:59:00+08:00')).toBe(false)
    expect(isInForce({}, 0)).toBe(true)
  })
})
