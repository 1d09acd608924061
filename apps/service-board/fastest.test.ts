import { describe, expect, it } from 'vitest'
import { fastest } from './fastest.ts'

const of = (key: string, p50: number | undefined, n: number) => ({
  key,
  reading: { a: p50 === undefined ? { n, values: [1] } : { p50, n } },
})

describe('fastest', () => {
  it('is the smallest median, never a day too thin to have one (S1-13)', () => {
    const days = [of('mon', 40_000, 200), of('tue', 38_000, 30), of('wed', undefined, 3)]
    expect(fastest(days, 'a')).toEqual({ key: 'tue', p50: 38_000, n: 30 })
  })
  it('takes the better measured of two that are as fast', () => {
    expect(fastest([of('mon', 5, 20), of('tue', 5, 90), of('wed', 5, 40)], 'a')?.key).toBe('tue')
  })
  it('is none where no part has a median', () => {
    expect(fastest([of('mon', undefined, 5)], 'a')).toBeUndefined()
    expect(fastest([of('mon', 5, 20)], 'b')).toBeUndefined()
  })
})
