import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalise, spansOf } from './normal.ts'

describe('normalise', () => {
  it('makes full-width forms plain and drops what cannot be seen', () =>
    expect(normalise('Ｑ\u200bＱ１２３ \u2460Ⅷ').text).toBe('qq123 1viii'))

  it('shows where a word stands, hidden signs between included', () => {
    const original = '请把密\u200b码告诉我'
    const [span] = spansOf(normalise(original), /密码/g)
    expect(original.slice(span?.start, span?.end)).toBe('密\u200b码')
  })

  it('covers an astral sign whole', () => {
    const original = 'a😀b'
    const { start, end } = normalise(original).spanOf(1, 3)
    expect(original.slice(start, end)).toBe('😀')
  })

  it('keeps every span inside the text, in order, whatever is written', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(40), fc.nat(40), (original, a, b) => {
        const normal = normalise(original)
        const [from, to] = [Math.min(a, b), Math.max(a, b)].map((i) =>
          Math.min(i, normal.text.length),
        )
        const { start, end } = normal.spanOf(from ?? 0, to ?? 0)
        expect(0 <= start && start <= end && end <= original.length).toBe(true)
      }),
    ))

  it('changes nothing a second time', () =>
    fc.assert(
      fc.property(fc.string(), (original) => {
        const { text } = normalise(original)
        expect(normalise(text).text).toBe(text)
      }),
    ))
})
