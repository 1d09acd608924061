import fc from 'fast-check'
import { expect, it } from 'vitest'
import { utf8Length } from './utf8.ts'

it('counts as many bytes as an encoder writes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length)
    }),
  )
  expect(utf8Length('a\ud800')).toBe(4)
})
