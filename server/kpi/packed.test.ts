import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packSketch, unpackSketch } from './packed-sketch.ts'
import { packList, packNumbers, unpackList, unpackNumbers } from './packed.ts'
import { sketchOf } from './sketch.ts'

const whole = fc.oneof(fc.nat(100), fc.nat(), fc.maxSafeNat())

describe('packed numbers', () => {
  it('are read as they were written, and JSON adds nothing to them', () => {
    fc.assert(
      fc.property(fc.array(whole), (numbers) => {
        const text = packNumbers(numbers)
        expect(unpackNumbers(text)).toEqual(numbers)
        expect(JSON.stringify(text)).toBe(`"${text}"`)
      }),
    )
  })
  it('are lists in order, from below nothing too', () => {
    const spans = fc.array(fc.integer({ min: -(10 ** 13), max: 10 ** 13 }))
    fc.assert(
      fc.property(spans, (values) => {
        const sorted = values.sort((a, b) => a - b)
        expect(unpackList(JSON.parse(JSON.stringify(packList(sorted))))).toEqual(sorted)
      }),
    )
  })
  it.each([0, 1, 511, 512, 513, 5000])('are sketches of %d values', (many) => {
    const values = Array.from({ length: many }, (_, i) =>
      Math.round(((i * 0.618_033_988_7) % 1) ** 4 * 10 ** 9 - 10 ** 6),
    )
    const sketch = sketchOf(values)
    expect(unpackSketch(JSON.parse(JSON.stringify(packSketch(sketch))))).toEqual(sketch)
  })
  it('take a quarter of the room that JSON takes', () => {
    const values = Array.from({ length: 5000 }, (_, i) => Math.round(1000 * 1.003 ** i))
    const sketch = sketchOf(values)
    const [packed, plain] = [packSketch(sketch), sketch].map((one) => JSON.stringify(one).length)
    expect(packed).toBeLessThan((plain as number) / 4)
  })
})
