import { crc32, deflateSync } from 'node:zlib'

type Color = readonly [red: number, green: number, blue: number]

/** A picture drawn in code: a router whose middle light is red. */
export function routerPicture(): Buffer {
  const [width, height] = [320, 200]
  return encodePng(width, height, (x, y) => {
    const isBody = x > 40 && x < 280 && y > 110 && y < 160
    const isAerial = y > 30 && y <= 110 && (Math.abs(x - 70) < 4 || Math.abs(x - 250) < 4)
    const light = [120, 160, 200].find((at) => (x - at) ** 2 + (y - 135) ** 2 < 49)
    if (isBody && light !== undefined) return light === 160 ? [220, 50, 47] : [80, 200, 120]
    if (isBody || isAerial) return [52, 58, 64]
    return y > 160 ? [193, 154, 107] : [236, 240, 241]
  })
}

/** Eight-bit RGB without interlacing. */
export function encodePng(
  width: number,
  height: number,
  colorAt: (x: number, y: number) => Color,
): Buffer {
  const rows = Array.from({ length: height }, (_, y) => {
    const pixels = Array.from({ length: width }, (_unused, x) => colorAt(x, y)).flat()
    return Buffer.from([0, ...pixels])
  })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}

/** One 20 ms frame of AMR-NB at 12.2 kbit/s whose parameters decode to silence. */
const SILENCE = '3c911716be6679e1e001e7aff000000080000000000000000000000000000000'
const FRAMES_PER_SECOND = 50
const SYLLABLE = { frames: 12, voiced: 8 }

/** A voice message as phones record it: soft murmuring in the rhythm of speech. */
export function murmur(seconds: number): Buffer {
  const frames = Array.from({ length: seconds * FRAMES_PER_SECOND }, (_, index) => {
    const frame = Buffer.from(SILENCE, 'hex')
    const isVoiced = index % SYLLABLE.frames < SYLLABLE.voiced
    // These bytes carry the first codebook pulses; any bits are valid there.
    for (let at = 5; isVoiced && at < 12; at += 1) frame[at] = (index * 73 + at * 151) % 251
    return frame
  })
  return Buffer.concat([Buffer.from('#!AMR\n', 'latin1'), ...frames])
}
