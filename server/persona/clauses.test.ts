import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byClause, clausesIn } from './clauses.ts'
import { speechOf } from './speech.ts'

describe('clausesIn', () => {
  it('parts at commas and counts sentences', () => {
    const found = clausesIn(speechOf('抱歉，今天发。还要等吗？好的'))
    expect(found.map(({ text, sentence, isAsked }) => [text, sentence, isAsked])).toEqual([
      ['抱歉', 0, false],
      ['今天发', 0, false],
      ['还要等吗', 1, true],
      ['好的', 2, false],
    ])
  })

  it('keeps commas, colons and dots inside numbers', () => {
    const found = clausesIn(speechOf('共1,299.5元，18:00送到'))
    expect(found.map(({ text }) => text)).toEqual(['共1,299.5元', '18:00送到'])
  })

  it('ends a sentence at an ellipsis', () => {
    expect(clausesIn(speechOf('等等……好了')).map(({ sentence }) => sentence)).toEqual([0, 1])
  })
})

describe('byClause', () => {
  it('files each span under the clause it begins in', () => {
    const clauses = clausesIn(speechOf('我们反对，您支持'))
    const filed = byClause(clauses, [
      { start: 0, end: 2 },
      { start: 2, end: 4 },
      { start: 6, end: 8 },
    ])
    expect([...filed].map(([{ text }, spans]) => [text, spans.length])).toEqual([
      ['我们反对', 2],
      ['您支持', 1],
    ])
  })

  it('loses no span that begins in a clause', () => {
    const sign = fc.constantFrom('我', '，', '。', '?', ' ', '1')
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 60 }), (signs) => {
        const clauses = clausesIn(speechOf(signs.join('')))
        const spans = clauses.map(({ start }) => ({ start, end: start + 1 }))
        expect([...byClause(clauses, spans).keys()]).toEqual(clauses)
      }),
    )
  })
})
