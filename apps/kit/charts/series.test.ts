import { describe, expect, it } from 'vitest'
import { linePath, lonePoints, momentsOf, nearest, withHoles } from './series.ts'

const day = 86_400_000
const scales = { x: (at: number) => at / day, y: (value: number) => 10 - value }
const point = (at: number, value: number | undefined) => ({ at: at * day, value })

describe('withHoles', () => {
  it('tears the line where a day is missing and nowhere else', () => {
    const points = [point(0, 1), point(1, 2), point(4, 3)]
    expect(withHoles(points, day)).toEqual([...points.slice(0, 2), point(2, undefined), points[2]])
  })
  it('does not tear at the long day of a change to winter time', () => {
    const points = [point(0, 1), { at: day + 3_600_000, value: 2 }]
    expect(withHoles(points, day)).toEqual(points)
  })
})

describe('linePath', () => {
  it('draws through the points and leaves holes open', () => {
    const points = [point(0, 1), point(1, 2), point(2, undefined), point(3, 3), point(4, 4)]
    expect(linePath(points, scales)).toBe('M0,9L1,8M3,7L4,6')
  })
  it('is empty for nothing', () => expect(linePath([], scales)).toBe(''))
})

describe('lonePoints', () => {
  it('finds what no line would show', () => {
    const points = [point(0, 1), point(1, undefined), point(2, 2), point(3, 3)]
    expect(lonePoints(points)).toEqual([point(0, 1)])
  })
})

describe('momentsOf', () => {
  it('takes every moment once, in order', () => {
    expect(
      momentsOf([
        [point(2, 1), point(3, 1)],
        [point(1, 1), point(2, undefined)],
      ]),
    ).toEqual([day, 2 * day, 3 * day])
  })
})

describe('nearest', () => {
  it('is the moment beside the pointer', () => {
    expect(nearest([0, 10, 20], 14)).toBe(10)
    expect(nearest([0, 10, 20], 16)).toBe(20)
    expect(nearest([], 5)).toBeUndefined()
  })
})
