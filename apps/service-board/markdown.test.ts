import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { link, markdownTable, plain } from './markdown.ts'

describe('plain', () => {
  it('leaves nothing of somebody’s words to be read as markup', () => {
    expect(plain('a|b *c* <img src=x> [d](e)')).toBe(
      String.raw`a\|b \*c\* \<img src=x\> \[d\]\(e\)`,
    )
  })
})

describe('link', () => {
  it('cannot be closed by what it says or points to', () => {
    expect(link('a](x)', 'https://a/#/now?city=<b>')).toBe(
      String.raw`[a\]\(x\)](<https://a/#/now?city=%3Cb%3E>)`,
    )
  })
})

describe('markdownTable', () => {
  it('sets figures to the right', () => {
    expect(
      markdownTable([
        ['指标', 'n'],
        ['响应率', '5'],
      ]),
    ).toBe('| 指标 | n |\n| --- | ---: |\n| 响应率 | 5 |')
  })
  it('has as many columns in every row, whatever the cells say', () => {
    const cell = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1 }), (rows) => {
        for (const line of markdownTable(rows).split('\n'))
          expect(line.replaceAll(/\\./g, '').split('|')).toHaveLength(5)
      }),
    )
  })
})
