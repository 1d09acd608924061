import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeLearnt, encodeLearnt } from './codec.ts'

const whole = fc.integer({ min: -32_767, max: 32_767 })
const share = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0)

const overlay = fc
  .tuple(
    fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 5 }),
    fc.uniqueArray(fc.nat((1 << 18) - 1), { maxLength: 8 }),
  )
  .chain(([classes, some]) => {
    const places = [...some].sort((a, b) => a - b)
    const row = (length: number) => fc.array(whole, { minLength: length, maxLength: length })
    return fc.record({
      field: fc.string(),
      classes: fc.constant(classes),
      threshold: share,
      share,
      unit: share,
      bias: row(classes.length),
      places: fc.constant(places),
      weights: row(classes.length * places.length),
    })
  })
const learnt = fc.record({ base: fc.string(), overlays: fc.array(overlay, { maxLength: 3 }) })

describe('decodeLearnt', () => {
  it('reads whatever encodeLearnt wrote', () => {
    fc.assert(
      fc.property(learnt, (model) => {
        expect(decodeLearnt(encodeLearnt(model))).toEqual(model)
      }),
    )
  })

  it('takes no other text for a model, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => decodeLearnt(text) === undefined),
    )
  })

  it('refuses a model that was cut short or has a row too few', () => {
    fc.assert(
      fc.property(learnt, fc.nat(), (model, at) => {
        const text = encodeLearnt(model)
        expect(decodeLearnt(text.slice(0, at % text.length))).toBeUndefined()
        const [first] = model.overlays
        if (!first) return
        const short = { ...first, weights: [...first.weights, 1] }
        expect(decodeLearnt(encodeLearnt({ ...model, overlays: [short] }))).toBeUndefined()
      }),
    )
  })
})
