import { describe, expect, it } from 'vitest'
import { shortened, textWidth } from './text-room.ts'

describe('shortened', () => {
  it('leaves a text alone that there is room for', () => expect(shortened('宽带', 30)).toBe('宽带'))
  it('ends with a mark where there is not, and fits', () => {
    const short = shortened('一个很长的类别名字', 60)
    expect(short).toMatch(/^一.*…$/)
    expect(textWidth(short)).toBeLessThanOrEqual(60)
  })
  it('always leaves a sign to read', () => expect(shortened('宽带', 1)).toBe('宽…'))
})
