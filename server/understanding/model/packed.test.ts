import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bitmapOf, bytesOfBitmap, heldIn, pack, rowOf } from './packed.ts'

const sparse = fc
  .record({
    classes: fc.integer({ min: 1, max: 11 }),
    places: fc.integer({ min: 3, max: 8 }).map((bits) => 1 << bits),
    held: fc.array(fc.tuple(fc.nat(3000), fc.integer({ min: -32767, max: 32767 }))),
  })
  .map(({ classes, places, held }) => {
    const weights = new Int16Array(classes * places)
    for (const [at, weight] of held) weights[at % weights.length] = weight
    return { classes, places, weights }
  })

it('finds the weights of every place again', () => {
  fc.assert(
    fc.property(sparse, ({ classes, places, weights }) => {
      const packed = pack(weights, classes)
      for (let place = 0; place < places; place++) {
        const row = rowOf(packed, place)
        const found = row < 0 ? [] : packed.held.subarray(row * classes, (row + 1) * classes)
        const own = weights.subarray(place * classes, (place + 1) * classes)
        expect([...found]).toEqual(own.some((weight) => weight !== 0) ? [...own] : [])
      }
      expect(packed.held.length).toBe(heldIn(packed.bitmap) * classes)
    }),
  )
})

it('reads a bitmap from the bytes it was written as', () => {
  fc.assert(
    fc.property(sparse, ({ classes, places, weights }) => {
      const { bitmap } = pack(weights, classes)
      const bytes = bytesOfBitmap(bitmap, places)
      expect(bytes.length).toBe(places / 8)
      expect(bitmapOf(bytes)).toEqual(bitmap)
    }),
  )
})

it('keeps nothing of places that hold nothing', () => {
  const weights = new Int16Array(16 * 3)
  weights[7] = 5
  expect(pack(weights, 3).held).toEqual(Int16Array.of(0, 5, 0))
})
