import decodeAmr from '@audio/decode-amr'

const headerBytes = 44

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

/** AMR as WAV, which every browser plays; undefined when it cannot be decoded. Never throws. */
export async function amrToWav(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  if (!Buffer.from(bytes.subarray(0, 5)).equals(Buffer.from('#!AMR'))) return undefined
  try {
    const { channelData, sampleRate } = await decodeAmr(bytes)
    const [samples] = channelData
    return samples && samples.length > 0 ? wav(samples, sampleRate) : undefined
  } catch {
    return undefined
  }
}
