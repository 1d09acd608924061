import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { murmur } from '../lab/sample-media.ts'
import { amrToWav } from './voice.ts'

/** One frame of AMR-WB that says "nothing was spoken". */
const quietWide = Buffer.from([0x7c])

async function samplesOf(amr: Uint8Array): Promise<Int16Array> {
  const wav = Buffer.from((await amrToWav(amr)) ?? [])
  return new Int16Array(wav.buffer.slice(wav.byteOffset + 44, wav.byteOffset + wav.length))
}

describe('amrToWav', () => {
  it('writes the head of a 16-bit mono wav of 8 kHz', async () => {
    const wav = Buffer.from((await amrToWav(murmur(1))) ?? [])
    expect(wav.toString('latin1', 8, 16)).toBe('WAVEfmt ')
    const [format, channels] = [wav.readUInt16LE(20), wav.readUInt16LE(22)]
    const [rate, bits] = [wav.readUInt32LE(24), wav.readUInt16LE(34)]
    expect([format, channels, rate, bits]).toEqual([1, 1, 8000, 16])
    expect(wav.readUInt32LE(4)).toBe(wav.length - 8)
    expect(wav.readUInt32LE(40)).toBe(wav.length - 44)
  })

  it('gives every frame its 20 ms, and something to hear', async () => {
    const samples = await samplesOf(murmur(3))
    expect(samples).toHaveLength(3 * 8000)
    expect(Math.max(...samples.map(Math.abs))).toBeGreaterThan(50)
  })

  it('plays the wide band at 16 kHz', async () => {
    const frames = Buffer.concat(Array.from({ length: 50 }, () => quietWide))
    const wav = Buffer.from(
      (await amrToWav(Buffer.concat([Buffer.from('#!AMR-WB\n'), frames]))) ?? [],
    )
    expect([wav.readUInt32LE(24), wav.length]).toEqual([16_000, 44 + 16_000 * 2])
  })

  it('plays what came of a recording that breaks off', async () => {
    const whole = murmur(2)
    expect(await samplesOf(whole.subarray(0, 6 + 32 * 50 + 7))).toHaveLength(8000)
  })

  it.each([
    ['silk', Buffer.from('\x02#!SILK_V3')],
    ['the multi-channel form', Buffer.from('#!AMR_MC1.0\n\0\0\0\x02')],
    ['a head alone', Buffer.from('#!AMR\n')],
    ['nothing', Buffer.alloc(0)],
    // 2 MB of one-byte frames would be eleven hours of silence, more than a gigabyte of samples.
    [
      'frames that cost a byte each',
      Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(2_000_000, 0x7c)]),
    ],
    ['ten minutes', murmur(600)],
  ])('decodes no %s', async (_what, bytes) => expect(await amrToWav(bytes)).toBeUndefined())

  it('never throws, whatever stands after the head', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('#!AMR\n', '#!AMR-WB\n', '#!AMR'),
        fc.uint8Array({ maxLength: 400 }),
        async (head, rest) => {
          const wav = await amrToWav(Buffer.concat([Buffer.from(head), rest]))
          expect(wav === undefined || wav.length > 44).toBe(true)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('lets others have their turn while it decodes', async () => {
    let turns = 0
    let isDone = false
    const count = async (): Promise<void> => {
      for (; !isDone; turns++) await new Promise((resolve) => setImmediate(resolve))
    }
    const counting = count()
    await amrToWav(murmur(60))
    isDone = true
    await counting
    expect(turns).toBeGreaterThan(20)
  })

  it('leaves no decoder behind it: the last of many is as right as the first', async () => {
    const first = await amrToWav(murmur(1))
    for (let i = 0; i < 40; i++) await amrToWav(murmur(1))
    expect(await amrToWav(murmur(1))).toEqual(first)
  })
})
