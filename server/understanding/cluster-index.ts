import { createPostings, type Postings } from './postings.ts'
import type { Weighted } from './term-weights.ts'

/** What an index needs to know of a cluster. */
export interface Indexed {
  readonly city: string | undefined
  centroid: Weighted
}

/** Finds the likest of many clusters by the terms they share. */
export interface ClusterIndex<C extends Indexed> {
  /** Gives the cluster this centroid. */
  place(cluster: C, centroid: Weighted): void
  remove(cluster: C): void
  /** With its cosine. Two that are known to be in different cities are never alike. */
  likest(terms: Weighted, city: string | undefined): readonly [C | undefined, number]
}

/** A term in more clusters than this says nothing about which. */
const mostClusters = 2000

/** A cluster in the index: where each of its terms stands in that term's postings. */
interface Entry<C> {
  readonly cluster: C
  readonly slot: number
  readonly places: Map<string, number>
}

/** Sums by slot, and which slots have any. */
function createSums() {
  let sums = new Float64Array(1024)
  const touched: number[] = []
  return {
    touched,
    of: (slot: number): number => sums[slot] ?? 0,
    clear(slots: number): void {
      for (const slot of touched) sums[slot] = 0
      touched.length = 0
      if (sums.length < slots) sums = new Float64Array(slots * 2)
    },
    addAll({ count, slots, weights }: Postings, weight: number): void {
      for (let i = 0; i < count; i++) {
        const slot = slots[i] ?? 0
        const before = sums[slot] ?? 0
        if (before === 0) touched.push(slot)
        sums[slot] = before + weight * (weights[i] ?? 0)
      }
    },
  }
}

export function createClusterIndex<C extends Indexed>(): ClusterIndex<C> {
  const byTerm = new Map<string, Postings>()
  const entries = new Map<C, Entry<C>>()
  const bySlot: (Entry<C> | undefined)[] = []
  const free: number[] = []
  const sums = createSums()

  function entryOf(cluster: C): Entry<C> {
    const known = entries.get(cluster)
    if (known) return known
    const slot = free.pop() ?? bySlot.length
    const entry = { cluster, slot, places: new Map<string, number>() }
    bySlot[slot] = entry
    entries.set(cluster, entry)
    return entry
  }

  function drop({ places }: Entry<C>, term: string): void {
    const postings = byTerm.get(term)
    const place = places.get(term)
    places.delete(term)
    if (!postings || place === undefined) return
    const moved = postings.removeAt(place)
    if (moved >= 0) bySlot[moved]?.places.set(term, place)
    if (postings.count === 0) byTerm.delete(term)
  }

  function hold({ slot, places }: Entry<C>, term: string, weight: number): void {
    const place = places.get(term)
    const postings = byTerm.get(term) ?? createPostings()
    byTerm.set(term, postings)
    if (place === undefined) places.set(term, postings.add(slot, weight))
    else postings.setWeight(place, weight)
  }

  return {
    place(cluster, centroid) {
      const entry = entryOf(cluster)
      for (const term of entry.places.keys()) if (!centroid.has(term)) drop(entry, term)
      for (const [term, weight] of centroid) hold(entry, term, weight)
      cluster.centroid = centroid
    },
    remove(cluster) {
      const entry = entries.get(cluster)
      if (!entry) return
      for (const term of entry.places.keys()) drop(entry, term)
      entries.delete(cluster)
      bySlot[entry.slot] = undefined
      free.push(entry.slot)
    },
    likest(terms, city) {
      sums.clear(bySlot.length)
      for (const [term, weight] of terms) {
        const postings = byTerm.get(term)
        if (postings && postings.count <= mostClusters) sums.addAll(postings, weight)
      }
      let best: readonly [C | undefined, number] = [undefined, 0]
      for (const slot of sums.touched) {
        const value = sums.of(slot)
        const one = bySlot[slot]?.cluster
        if (one === undefined || value <= best[1]) continue
        if (city === undefined || one.city === undefined || one.city === city) best = [one, value]
      }
      return best
    },
  }
}
