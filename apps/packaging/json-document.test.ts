import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { duplicateKeys } from './json-document.ts'

describe('duplicateKeys', () => {
  it.each([
    ['{"a":1,"a":1}', ['a']],
    ['{"a":{"b":1,"b":2},"b":3}', ['b']],
    ['[{"a":1},{"a":2}]', []],
    ['{"a":"a\\":","b":"{","c":"a"}', []],
    ['{"\\u0061":1,"a":2}', ['a']],
    ['{"__proto__":1,"__proto__":2}', ['__proto__']],
  ])('finds in %s: %j', (text, doubles) => expect(duplicateKeys(text)).toEqual(doubles))

  it('finds none in what was written from a value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(duplicateKeys(JSON.stringify(value))).toEqual([])
        expect(duplicateKeys(JSON.stringify(value, null, 2))).toEqual([])
      }),
    )
  })

  it('finds a key that was added once more, wherever it stands', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (key, value) => {
        const name = JSON.stringify(key)
        const text = `[{${name}: ${JSON.stringify(value)} , ${name} : 0}]`
        expect(duplicateKeys(text)).toEqual([key])
      }),
    )
  })
})
