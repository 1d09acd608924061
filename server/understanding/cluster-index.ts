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

export function createClusterIndex<C extends Indexed>(): ClusterIndex<C> {
  const byTerm = new Map<string, Set<C>>()

  function drop(cluster: C, terms: Iterable<string>): void {
    for (const term of terms) {
      const those = byTerm.get(term)
      those?.delete(cluster)
      if (those?.size === 0) byTerm.delete(term)
    }
  }

  function cosines(terms: Weighted): ReadonlyMap<C, number> {
    const sums = new Map<C, number>()
    for (const [term, weight] of terms) {
      const those = byTerm.get(term)
      if (!those || those.size > mostClusters) continue
      for (const one of those)
        sums.set(one, (sums.get(one) ?? 0) + weight * (one.centroid.get(term) ?? 0))
    }
    return sums
  }

  return {
    place(cluster, centroid) {
      drop(
        cluster,
        [...cluster.centroid.keys()].filter((term) => !centroid.has(term)),
      )
      for (const term of centroid.keys()) {
        const those = byTerm.get(term) ?? new Set<C>()
        those.add(cluster)
        byTerm.set(term, those)
      }
      cluster.centroid = centroid
    },
    remove: (cluster) => drop(cluster, cluster.centroid.keys()),
    likest(terms, city) {
      let best: readonly [C | undefined, number] = [undefined, 0]
      for (const [one, value] of cosines(terms)) {
        const isElsewhere = city !== undefined && one.city !== undefined && one.city !== city
        if (!isElsewhere && value > best[1]) best = [one, value]
      }
      return best
    },
  }
}
