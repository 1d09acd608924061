import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linesOf } from './lines.ts'

async function read(chunks: readonly Uint8Array[]): Promise<readonly string[]> {
  const lines: string[] = []
  for await (const line of linesOf(Readable.from(chunks, { objectMode: true }))) lines.push(line)
  return lines
}

describe('linesOf', () => {
  it('reads the same lines however the bytes arrive', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n\ufeff]/g, ''))),
        fc.integer({ min: 1, max: 7 }),
        async (lines, size) => {
          const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''))
          const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
            bytes.subarray(i * size, (i + 1) * size),
          )
          expect(await read(chunks)).toEqual(lines)
        },
      ),
      { numRuns: 100 },
    )
  })

  it('drops a byte order mark and carriage returns, and needs no end on the last line', async () => {
    expect(await read([Buffer.from('\ufeffa\r\nb')])).toEqual(['a', 'b'])
  })

  it('keeps a line separator of Unicode inside its line', async () => {
    expect(await read([Buffer.from('a\u2028b\n')])).toEqual(['a\u2028b'])
  })
})
