import { setImmediate } from 'node:timers/promises'
import { decoder } from '@audio/decode-amr'

const headerBytes = 44
/** Voice messages last a minute at most; what claims more is not decoded, it may be made to fill memory. */
const maxSeconds = 120
const framesPerSecond = 50

interface Amr {
  readonly header: string
  /** Bytes of a frame, its first one included, by the mode that one names. */
  readonly frameBytes: readonly number[]
}

const narrow: Amr = {
  header: '#!AMR\n',
  frameBytes: [13, 14, 16, 18, 20, 21, 27, 32, 6, 6, 6, 6, 1, 1, 1, 1],
}
const wide: Amr = {
  header: '#!AMR-WB\n',
  frameBytes: [18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 1, 1, 1, 1, 1, 1],
}

/** 16-bit mono PCM with its RIFF header. */
function wav(samples: Float32Array, sampleRate: number): Uint8Array {
  const out = Buffer.alloc(headerBytes + samples.length * 2)
  out.write('RIFF', 0)
  out.writeUInt32LE(out.length - 8, 4)
  out.write('WAVEfmt ', 8)
  out.writeUInt32LE(16, 16)
  out.writeUInt16LE(1, 20)
  out.writeUInt16LE(1, 22)
  out.writeUInt32LE(sampleRate, 24)
  out.writeUInt32LE(sampleRate * 2, 28)
  out.writeUInt16LE(2, 32)
  out.writeUInt16LE(16, 34)
  out.write('data', 36)
  out.writeUInt32LE(samples.length * 2, 40)
  samples.forEach((sample, i) => {
    out.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), headerBytes + i * 2)
  })
  return out
}

function amrIn(bytes: Uint8Array): Amr | undefined {
  const start = Buffer.from(bytes.subarray(0, wide.header.length)).toString('latin1')
  return [wide, narrow].find(({ header }) => start.startsWith(header))
}

/** Whether a frame costs one byte or sixty, it becomes as much sound: so they are counted first. */
function isShort(bytes: Uint8Array, { header, frameBytes }: Amr): boolean {
  let frames = 0
  for (let at = header.length; at < bytes.length; frames++) {
    if (frames > maxSeconds * framesPerSecond) return false
    at += frameBytes[((bytes[at] ?? 0) >> 3) & 0x0f] ?? 1
  }
  return frames <= maxSeconds * framesPerSecond
}

/** About two seconds of sound. */
const sliceBytes = 2048

interface Sound {
  readonly samples: Float32Array
  readonly sampleRate: number
}

/** In slices, with a turn for everybody else between them: callbacks wait for their answer meanwhile. */
async function decoded(bytes: Uint8Array): Promise<Sound> {
  const amr = await decoder()
  const parts: Float32Array[] = []
  let sampleRate = 0
  try {
    for (let at = 0; at < bytes.length; at += sliceBytes) {
      const slice = amr.decode(bytes.subarray(at, at + sliceBytes))
      sampleRate ||= slice.sampleRate
      parts.push(...slice.channelData)
      await setImmediate()
    }
  } finally {
    amr.free()
  }
  const samples = new Float32Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    samples.set(part, at)
    at += part.length
  }
  return { samples, sampleRate }
}

/** AMR as WAV, which every browser plays; undefined when it cannot be decoded. Never throws. */
export async function amrToWav(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const kind = amrIn(bytes)
  if (!kind || !isShort(bytes, kind)) return undefined
  try {
    const { samples, sampleRate } = await decoded(bytes)
    return samples.length > 0 ? wav(samples, sampleRate) : undefined
  } catch {
    return undefined
  }
}
