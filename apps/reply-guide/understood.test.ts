import { describe, expect, it } from 'vitest'
import { placeIn, placeText } from './understood.ts'

describe('places', () => {
  it('are written and read the same way', () => {
    const place = { province: '广东', city: '深圳', district: '南山' }
    expect(placeText(place)).toBe('广东/深圳/南山')
    expect(placeIn('广东/深圳/南山')).toEqual(place)
    expect(placeIn(' 广东／深圳 ')).toEqual({ ...place, district: null })
    expect(placeIn('广东 深圳')).toEqual({ ...place, district: null })
    expect(placeIn('')).toBeUndefined()
  })

  it('name a municipality once', () => {
    expect(placeText({ province: '北京', city: '北京', district: '海淀' })).toBe('北京/海淀')
    expect(placeText({ province: '上海', city: null, district: null })).toBe('上海')
  })
})
