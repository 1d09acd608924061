import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csv } from './csv.ts'

/** Reads RFC 4180 back, by hand: what it takes apart was not put together by the same code. */
function read(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let isQuoted = false
  for (let at = 1; at < text.length; at += 1) {
    const sign = text.charAt(at)
    if (isQuoted) {
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') {
        at += 1
        cell += '"'
      } else isQuoted = false
    } else if (sign === '"') isQuoted = true
    else if (sign === ',' || sign === '\r') {
      rows.at(-1)?.push(cell)
      cell = ''
      if (sign === '\r') {
        at += 1
        rows.push([])
      }
    } else cell += sign
  }
  return rows.slice(0, -1)
}

const hostile = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc
    .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), fc.string())
    .map(([start, rest]) => start + rest),
)

describe('csv', () => {
  it('keeps numbers below zero numbers and leaves what is missing empty', () => {
    expect(csv([['渠道', -1.5, undefined, NaN]])).toBe('\uFEFF渠道,-1.5,,\r\n')
  })
  it('quotes a formula somebody wrote, so that it is shown and not run', () => {
    expect(csv([['=HYPERLINK("http://x","y")']])).toBe(
      `\uFEFF"'=HYPERLINK(""http://x"",""y"")"\r\n`,
    )
  })

  it('writes no cell that a spreadsheet would run, whatever somebody wrote', () => {
    fc.assert(
      fc.property(fc.array(fc.array(hostile, { minLength: 1, maxLength: 4 })), (rows) => {
        for (const row of read(csv(rows)))
          for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
      }),
    )
  })
  it('can be read back cell by cell, but for the quote before a formula', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(hostile, { minLength: 1, maxLength: 4 }), { minLength: 1 }),
        (rows) => {
          const back = read(csv(rows)).map((row) =>
            row.map((cell) => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)),
          )
          const plain = rows.map((row) =>
            row.map((cell) => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)),
          )
          expect(back).toEqual(plain)
        },
      ),
    )
  })
})
