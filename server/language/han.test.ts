import { describe, expect, it } from 'vitest'
import { hanCount } from './han.ts'

describe('hanCount', () => {
  it('counts what the script has, sign by sign of all of Unicode', () => {
    const wrong: number[] = []
    for (let code = 0; code <= 0x10ffff; code++) {
      const sign = String.fromCodePoint(code)
      if (hanCount(sign) !== (/\p{Script=Han}/u.test(sign) ? 1 : 0)) wrong.push(code)
    }
    expect(wrong).toEqual([])
  })
  it('counts signs beyond the first plane once', () => {
    expect(hanCount('𠮷野家，2号店〇')).toBe(6)
    expect(hanCount('')).toBe(0)
  })
})
