import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  filterNames,
  firstAddress,
  pageNames,
  presets,
  readAddress,
  writeAddress,
} from './address.ts'

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const span = fc.oneof(
  fc.constantFrom(...presets),
  fc.tuple(day, fc.integer({ min: 0, max: 365 })).map(([from, days]) => ({
    from,
    to: new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10),
  })),
)
const value = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .filter((text) => text.length <= 200)
const filters = fc.dictionary(fc.constantFrom(...filterNames), value, { noNullPrototype: true })
const address = fc.record({ page: fc.constantFrom(...pageNames), span, filters })

describe('writeAddress', () => {
  it('is read back as it was, whatever is filtered by', () => {
    fc.assert(
      fc.property(address, (one) => {
        expect(readAddress(writeAddress(one))).toEqual(one)
      }),
    )
  })
  it('comes through the address bar of a browser unchanged', () => {
    fc.assert(
      fc.property(address, (one) => {
        const { hash } = new URL(writeAddress(one), 'https://relay.example/apps/service-board/')
        expect(readAddress(hash)).toEqual(one)
      }),
    )
  })
})

describe('readAddress', () => {
  it.each(['', '#', '#/', '#/none', '#/now?span=9d', '#/now?from=2026-02-30&to=2026-03-01'])(
    'begins on the first page for %j',
    (hash) => expect(readAddress(hash)).toEqual(firstAddress),
  )
  it('takes no days that end before they begin', () => {
    expect(readAddress('#/map?from=2026-03-02&to=2026-03-01').span).toBe('7d')
  })
  it('takes no span of more than a year', () => {
    expect(readAddress('#/map?from=2025-01-01&to=2026-03-01').span).toBe('7d')
  })
  it('takes any text for an address without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const read = readAddress(`#${text}`)
        expect(readAddress(writeAddress(read))).toEqual(read)
      }),
    )
  })
})
