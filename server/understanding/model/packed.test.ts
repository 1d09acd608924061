import fc from 'fast-check'
import { expect, it } from 'vitest'
import { heldIn, pack, unpack } from './packed.ts'

const sparse = fc
  .record({
    classes: fc.integer({ min: 1, max: 11 }),
    places: fc.integer({ min: 3, max: 6 }).map((bits) => 1 << bits),
    held: fc.array(fc.tuple(fc.nat(1000), fc.integer({ min: -32767, max: 32767 }))),
  })
  .map(({ classes, places, held }) => {
    const weights = new Int16Array(classes * places)
    for (const [at, weight] of held) weights[at % weights.length] = weight
    return { classes, weights }
  })

it('unpacks what was packed', () => {
  fc.assert(
    fc.property(sparse, ({ classes, weights }) => {
      const { bitmap, held } = pack(weights, classes)
      expect(unpack(bitmap, held, classes)).toEqual(weights)
      expect(held.length).toBe(heldIn(bitmap) * classes)
    }),
  )
})

it('keeps nothing of places that hold nothing', () => {
  const weights = new Int16Array(16 * 3)
  weights[7] = 5
  expect(pack(weights, 3).held).toEqual(Int16Array.of(0, 5, 0))
})
