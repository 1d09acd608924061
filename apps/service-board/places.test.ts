import { describe, expect, it } from 'vitest'
import type { KpiMap } from '../../server/api/kpi.ts'
import { citiesIn, provinceIn, scoreOf } from './places.ts'

const place = (province: string, city: string | null, n: number, score: number | null) => ({
  province,
  city,
  n,
  score,
  change: null,
})
const map: KpiMap = {
  from: '2026-11-01T00:00:00Z',
  to: '2026-11-08T00:00:00Z',
  minimum: 10,
  places: [
    place('广东', '韶关', 4, null),
    place('广东', '深圳', 60, 71),
    place('广东', null, 64, 70),
    place('浙江', null, 9, 80),
  ],
}

describe('provinceIn', () => {
  it('is the whole and never one of its cities', () => {
    expect(provinceIn(map, '广东')?.n).toBe(64)
    expect(provinceIn(map, '西藏')).toBeUndefined()
  })
})

describe('citiesIn', () => {
  it('lists the cities of one province, the largest first', () => {
    expect(citiesIn(map, '广东').map(({ city }) => city)).toEqual(['深圳', '韶关'])
  })
})

describe('scoreOf', () => {
  it('colours nothing below the minimum', () => {
    expect(scoreOf(provinceIn(map, '广东'), 10)).toBe(70)
    expect(scoreOf(provinceIn(map, '浙江'), 10)).toBeUndefined()
    expect(scoreOf(undefined, 10)).toBeUndefined()
  })
})
