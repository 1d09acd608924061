import { describe, expect, it } from 'vitest'
import { complaintsOf, inputOf, textsOf, type InputTexts } from './typed-input.ts'

const good: InputTexts = {
  kind: 'programmeCost',
  of: '',
  month: '2026-10',
  likely: '12,000',
  low: '',
  high: '１５０００',
  source: '财务月报',
  owner: '演示负责人',
}
const written = { id: 'i1', at: '2026-11-02T02:00:00Z' }

describe('complaintsOf', () => {
  it('has none where all is said', () => expect(complaintsOf(good)).toEqual({}))
  it('asks for source and owner: a figure that nobody stands for is none (S2-25)', () =>
    expect(complaintsOf({ ...good, source: ' ', owner: '' })).toEqual({
      source: 'required',
      owner: 'required',
    }))
  it('refuses what is no number, no month or below nothing', () =>
    expect(complaintsOf({ ...good, likely: '一万', low: '-3', month: '2026-13' })).toEqual({
      likely: 'notNumber',
      low: 'notNegative',
      month: 'notMonth',
    }))
  it('wants low, likely and high in their order', () => {
    expect(complaintsOf({ ...good, low: '13000' })).toEqual({ likely: 'notOrdered' })
    expect(complaintsOf({ ...good, high: '11999' })).toEqual({ likely: 'notOrdered' })
  })
  it('asks which competitor was mentioned', () =>
    expect(complaintsOf({ ...good, kind: 'competitorMentions' })).toEqual({ of: 'required' }))
})

describe('inputOf', () => {
  it('reads numbers as people type them and leaves out what was left open', () =>
    expect(inputOf(good, written)).toEqual({
      ...written,
      kind: 'programmeCost',
      month: '2026-10',
      likely: 12_000,
      high: 15_000,
      source: '财务月报',
      owner: '演示负责人',
    }))
  it('comes back from its own texts unchanged', () => {
    const input = inputOf({ ...good, of: '微博', low: '0.5' }, written)
    expect(inputOf(textsOf(input, ''), written)).toEqual(input)
  })
})
