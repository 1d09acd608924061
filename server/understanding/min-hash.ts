import { gramsOf } from './bare.ts'

export const hashCount = 64

/** FNV-1a; a run of three signs is short, so that mixing afterwards does the spreading. */
function hashOf(gram: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < gram.length; i += 1) {
    hash = Math.imul(hash ^ gram.charCodeAt(i), 0x01000193)
  }
  return hash >>> 0
}

/** Finaliser of MurmurHash3: every bit of the input moves every bit of the output. */
function mixed(value: number): number {
  let x = value
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (x ^ (x >>> 16)) >>> 0
}

const seeds = Uint32Array.from({ length: hashCount }, (_, i) => mixed(0x9e3779b9 * (i + 1)))

/** 64 minima over the runs of three signs: the share of equal ones estimates the Jaccard likeness of the two sets. */
export function signatureOf(bare: string): Uint32Array {
  const signature = new Uint32Array(hashCount).fill(0xffffffff)
  for (const gram of new Set(gramsOf(bare, 3))) {
    const hash = hashOf(gram)
    for (let i = 0; i < hashCount; i += 1) {
      const value = mixed(hash ^ (seeds[i] ?? 0))
      if (value < (signature[i] ?? 0)) signature[i] = value
    }
  }
  return signature
}

/** Estimated Jaccard likeness, 0 to 1. */
export function likenessOf(a: Uint32Array, b: Uint32Array): number {
  let same = 0
  for (let i = 0; i < hashCount; i += 1) if (a[i] === b[i]) same += 1
  return same / hashCount
}

/** 32 bands of two rows: two texts of likeness 0.4 share one with 99.6 %. */
export function bandsOf(signature: Uint32Array): readonly string[] {
  return Array.from(
    { length: hashCount / 2 },
    (_, i) => `${i}:${signature[2 * i] ?? 0}:${signature[2 * i + 1] ?? 0}`,
  )
}
