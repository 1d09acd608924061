import { bareText } from './bare.ts'
import { bandsOf, likenessOf, signatureOf } from './min-hash.ts'

export interface NearDuplicate {
  readonly id: string
  /** Estimated Jaccard likeness of the runs of three signs, 0 to 1. */
  readonly likeness: number
}

/** Finds texts that say nearly the same in nearly the same words: forwarded complaints, copied campaigns. */
export interface NearDuplicates {
  /** What is like it among those added before within the window, the likest first. Then it is one of them. */
  add(item: {
    readonly id: string
    readonly text: string
    readonly at: number
  }): readonly NearDuplicate[]
  readonly size: number
}

interface Entry {
  readonly id: string
  readonly at: number
  readonly signature: Uint32Array
  readonly bands: readonly string[]
}

/** Fewer signs make no likeness: 谢谢 is like every 谢谢. */
const shortest = 6
/** Of ten thousand copies of one text the newest stand for all: work stays bounded. */
const mostInBand = 64
const weekMs = 7 * 24 * 3_600_000

export interface NearDuplicateSettings {
  readonly windowMs?: number
  readonly least?: number
}

export function createNearDuplicates({
  windowMs = weekMs,
  least = 0.4,
}: NearDuplicateSettings = {}): NearDuplicates {
  /** In order of arrival, which is nearly that of time. */
  const entries = new Map<string, Entry>()
  const byBand = new Map<string, Set<Entry>>()

  function forget(entry: Entry): void {
    entries.delete(entry.id)
    for (const band of entry.bands) {
      const those = byBand.get(band)
      those?.delete(entry)
      if (those?.size === 0) byBand.delete(band)
    }
  }

  function forgetBefore(at: number): void {
    for (const entry of entries.values()) {
      if (entry.at >= at) return
      forget(entry)
    }
  }

  function keep(entry: Entry): void {
    entries.set(entry.id, entry)
    for (const band of entry.bands) {
      const those = byBand.get(band) ?? new Set<Entry>()
      those.add(entry)
      const [oldest] = those
      if (those.size > mostInBand && oldest) those.delete(oldest)
      byBand.set(band, those)
    }
  }

  function likeOf(entry: Entry): readonly NearDuplicate[] {
    const candidates = new Set(entry.bands.flatMap((band) => [...(byBand.get(band) ?? [])]))
    return [...candidates]
      .filter((one) => Math.abs(one.at - entry.at) <= windowMs)
      .map((one) => ({ id: one.id, likeness: likenessOf(one.signature, entry.signature) }))
      .filter(({ likeness }) => likeness >= least)
      .sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1))
  }

  return {
    get size() {
      return entries.size
    },
    add({ id, text, at }) {
      const bare = bareText(text)
      const known = entries.get(id)
      if (known) forget(known)
      forgetBefore(at - windowMs)
      if (bare.length < shortest) return []
      const signature = signatureOf(bare)
      const entry = { id, at, signature, bands: bandsOf(signature) }
      const found = likeOf(entry)
      keep(entry)
      return found
    },
  }
}
