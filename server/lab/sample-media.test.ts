import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { encodePng, murmur, routerPicture } from './sample-media.ts'

describe('encodePng', () => {
  it('writes rows of RGB behind a filter byte', () => {
    const png = encodePng(2, 1, (x) => (x === 0 ? [1, 2, 3] : [4, 5, 6]))
    const start = png.indexOf('IDAT') + 4
    const length = png.readUInt32BE(start - 8)
    expect([...inflateSync(png.subarray(start, start + length))]).toEqual([0, 1, 2, 3, 4, 5, 6])
  })
})

describe('routerPicture', () => {
  it('is a PNG small enough for every platform', () => {
    expect(routerPicture().subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
    expect(routerPicture().length).toBeLessThan(20_000)
  })
})

describe('murmur', () => {
  it('holds fifty frames of 32 bytes a second', () => {
    const voice = murmur(2)
    expect(voice.subarray(0, 6).toString('latin1')).toBe('#!AMR\n')
    expect(voice).toHaveLength(6 + 100 * 32)
    expect(voice[6]).toBe(0x3c)
    expect(voice[6 + 32]).toBe(0x3c)
  })
})
