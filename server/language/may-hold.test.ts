import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mayHold } from './may-hold.ts'

const signs = ['我', '们', '不', '退', '货', 'a', '1', '。', '\n']
const sign = fc.constantFrom(...signs)
const quantifier = fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{0,2}', '{1,2}?', '+?')

/** Patterns of every kind the rules are made of, nested to three levels. */
const { pattern } = fc.letrec<{ pattern: string; row: string; atom: string }>((tie) => ({
  pattern: fc.array(tie('row'), { minLength: 1, maxLength: 3 }).map((rows) => rows.join('|')),
  row: fc
    .array(fc.tuple(tie('atom'), quantifier), { minLength: 0, maxLength: 4 })
    .map((atoms) => atoms.map(([atom, often]) => atom + (atom === '' ? '' : often)).join('')),
  atom: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    sign.map((one) => (one === '\n' ? '\\n' : one)),
    fc.constantFrom('.', '\\d', '[^我]', '[我不a-c]', '[退货]', '\\u6211', '\\.', '\\w', '[^]'),
    tie('pattern').map((inside) => `(?:${inside})`),
    tie('pattern').map((inside) => `(${inside})`),
    fc
      .tuple(fc.constantFrom('?=', '?!', '?<=', '?<!'), tie('pattern'))
      .map(([look, inside]) => `(?:(${look}${inside}))`),
  ),
}))

describe('mayHold', () => {
  it('never denies what a pattern finds', () => {
    const texts = fc.array(sign, { maxLength: 8 }).map((all) => all.join(''))
    let found = 0
    fc.assert(
      fc.property(pattern, texts, (source, text) => {
        const isFound = new RegExp(source).test(text)
        if (isFound) found++
        expect(!isFound || mayHold(text, new RegExp(source))).toBe(true)
      }),
      { numRuns: 3000 },
    )
    expect(found).toBeGreaterThan(300)
  })

  it.each([
    [/呵呵+|嘻嘻/, '很高兴为您服务', false],
    [/呵呵+|嘻嘻/, '嘻嘻', true],
    [/[您你](?:们)?(?:应该|该)知道/, '您的订单该发货了，不知道何时', false],
    [/[您你](?:们)?(?:应该|该)知道/, '您该知道', true],
    [/(?<=请您?)稍后(?=[，。])/, '稍后给您回复', false],
    [/不(?:会|能)?退/, '退不了', false],
    [/不(?:会|能)?退/, '不能退', true],
  ])('asks for pairs of neighbours: %s in %s', (one, text, isHeld) => {
    expect(mayHold(text, one)).toBe(isHeld)
  })

  it('lets patterns pass that it cannot read', () => {
    for (const one of [/A/i, /\p{Script=Han}/u, /\S/, /(?:)/, /^/, /(.)\1/, /[^]/, /\u{20BB7}/u])
      expect(mayHold('b', one)).toBe(true)
  })
})
