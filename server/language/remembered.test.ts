import { describe, expect, it } from 'vitest'
import { remembered } from './remembered.ts'

describe('remembered', () => {
  it('reads a text once while it is asked for again and again', () => {
    let reads = 0
    const read = remembered((text) => ({ text, nth: ++reads }), 100)
    const first = read('同一句')
    for (let i = 0; i < 50; i++) {
      expect(read(`别的话${String(i)}`).text).toBe(`别的话${String(i)}`)
      expect(read('同一句')).toBe(first)
    }
  })

  it('forgets texts nobody asked for since', () => {
    let reads = 0
    const read = remembered((text) => ({ text, nth: ++reads }), 100)
    const first = read('同一句')
    for (let i = 0; i < 50; i++) read(`别的话${String(i)}`)
    expect(read('同一句')).not.toBe(first)
  })
})
