import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostileTexts } from './when/hostile.fake.ts'
import cases from './places.cases.json' with { type: 'json' }
import { findPlace, type WhereOptions } from './where.ts'

function placeIn(text: string, options?: WhereOptions): string {
  const found = findPlace(text, options)
  if (!found) return ''
  const { province, city, district } = found.where
  return [province, city, district].map((name) => name ?? '').join('/')
}

// The table holds the format examples of `place.dev.json` and `service-messages.dev.json`, and our own cases.
describe('findPlace', () => {
  it.each(cases)('reads the place of: %s', (text = '', place = '') =>
    expect(placeIn(text)).toBe(place),
  )
  it('invents no place in any of a hundred traps', () => {
    const traps = cases.filter(([, place]) => place === '')
    expect(traps.length).toBeGreaterThanOrEqual(100)
    expect(traps.filter(([text = '']) => findPlace(text) !== null)).toEqual([])
  })
  it('shows the words that tell, as offsets of the text as given', () => {
    const text = '坐标\u200b成都，武侯区这边没网'
    const found = findPlace(text)?.evidence.map(({ start, end }) => text.slice(start, end))
    expect(found).toEqual(['成都', '武侯区'])
  })
  it('takes the profile only where the text names no place, and marks it', () => {
    const found = findPlace('宽带断了', { profileLocation: '广东 深圳' })
    expect(found?.where).toEqual({
      province: '广东',
      city: '深圳',
      district: null,
      source: 'profile',
      confidence: 0.3,
    })
    expect(placeIn('成都断网', { profileLocation: '广东 深圳' })).toBe('四川/成都/')
  })
  it.each([
    ['北京 海淀区', '北京/北京/海淀'],
    ['广东 深圳', '广东/深圳/'],
    ['上海', '上海/上海/'],
    ['其他', ''],
    ['海外 日本', ''],
    ['', ''],
  ])('reads the profile %s', (profileLocation, place) =>
    expect(placeIn('没网', { profileLocation })).toBe(place),
  )
  it('lets the profile tell which of several districts of one name is meant', () => {
    expect(placeIn('和平区停电', { profileLocation: '辽宁 沈阳' })).toBe('辽宁/沈阳/和平')
    expect(placeIn('和平区停电')).toBe('')
  })
  it('knows landmarks that a site adds', () => {
    const landmarks = [{ name: '演示大厦', place: '四川/成都/锦江' }]
    expect(placeIn('演示大厦没网', { landmarks })).toBe('四川/成都/锦江')
    expect(placeIn('演示大厦没网')).toBe('')
  })
  it('trusts a chain more than a name alone, and a doubtful one least', () => {
    const of = (text: string): number => findPlace(text)?.where.confidence ?? 0
    expect(of('成都武侯区没网')).toBeGreaterThan(of('成都没网'))
    expect(of('成都没网')).toBeGreaterThan(of('朝阳区没网'))
    expect(of('我是四川人')).toBeLessThan(0.6)
  })
  it('answers on any text, with spans inside it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const { start, end } of findPlace(text)?.evidence ?? []) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
        }
      }),
    )
  })
  it.each(hostileTexts)('answers on 64 KB of %s', (_name, text) => {
    expect(() => findPlace(text)).not.toThrow()
  })
})
