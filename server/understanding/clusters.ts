import { bareText, gramsOf } from './bare.ts'
import { createClusterIndex, type Indexed } from './cluster-index.ts'
import { labelOf } from './cluster-label.ts'
import { createTermWeights, unit, type Weighted } from './term-weights.ts'

export interface ClusterItem {
  readonly id: string
  readonly text: string
  /** Epoch ms. */
  readonly at: number
  /** Short Chinese name; without one the item may join a cluster of any city. */
  readonly city?: string
  /** Where it was put before: it goes there again, whatever it is like now. */
  readonly into?: string
}

/** What many customers say about one thing that happened. */
export interface Cluster {
  /** Stays the same while it lives: made of its first item's id. */
  readonly id: string
  /** The words of the member that says most of what all say. */
  readonly label: string
  readonly city?: string
  readonly firstAt: number
  readonly lastAt: number
  /** In order of arrival. */
  readonly members: readonly { readonly id: string; readonly at: number }[]
}

export interface Joined {
  readonly cluster: string
  readonly isNew: boolean
  /** Cosine to the likest cluster, 0 to 1. */
  readonly likeness: number
}

/** Single pass: each item joins the likest cluster of its window or begins one. Ids and members never change afterwards. */
export interface Clusters {
  add(item: ClusterItem): Joined
  get(id: string): Cluster | undefined
  /** Those of at least so many items, the largest first. */
  list(least: number): readonly Cluster[]
}

export interface ClusterSettings {
  /** Cosine from which an item joins. */
  readonly joins?: number
  /** A cluster nothing was added to for so long is over. */
  readonly windowMs?: number
}

interface Growing extends Indexed {
  readonly id: string
  readonly firstAt: number
  lastAt: number
  readonly members: { readonly id: string; readonly at: number }[]
  readonly titles: string[]
}

const dayMs = 24 * 3_600_000
/** What happened stands at the beginning; the rest is feeling. */
const readLength = 80
/** Terms kept of a centroid: enough to tell it, few enough to stay fast. */
const centroidTerms = 60
const titlesKept = 12

function capped(terms: ReadonlyMap<string, number>): Weighted {
  return unit(new Map([...terms].sort((a, b) => b[1] - a[1]).slice(0, centroidTerms)))
}

/** The mean of a cluster of `n` and one more. */
function grown(centroid: Weighted, n: number, terms: Weighted): Weighted {
  const sum = new Map([...centroid].map(([term, weight]) => [term, weight * n]))
  for (const [term, weight] of terms) sum.set(term, (sum.get(term) ?? 0) + weight)
  return capped(sum)
}

function begun({ id, at, city, text, into }: ClusterItem): Growing {
  return {
    id: into ?? `c-${id}`,
    city,
    firstAt: at,
    lastAt: at,
    centroid: new Map(),
    members: [{ id, at }],
    titles: [text.slice(0, readLength)],
  }
}

function shown({ id, city, firstAt, lastAt, centroid, members, titles }: Growing): Cluster {
  const label = labelOf(centroid, titles)
  return { id, label, ...(city !== undefined && { city }), firstAt, lastAt, members }
}

function join(cluster: Growing, { id, at, text }: ClusterItem): void {
  cluster.members.push({ id, at })
  cluster.lastAt = Math.max(cluster.lastAt, at)
  if (cluster.titles.length < titlesKept) cluster.titles.push(text.slice(0, readLength))
}

export function createClusters({
  joins = 0.1,
  windowMs = 3 * dayMs,
}: ClusterSettings = {}): Clusters {
  const weights = createTermWeights()
  const index = createClusterIndex<Growing>()
  /** The one that was added to last stands last. */
  const living = new Map<string, Growing>()
  const over = new Map<string, Growing>()

  function endBefore(at: number): void {
    for (const cluster of living.values()) {
      if (cluster.lastAt >= at) return
      index.remove(cluster)
      living.delete(cluster.id)
      if (cluster.members.length > 1) over.set(cluster.id, cluster)
    }
  }

  function placed(cluster: Growing, centroid: Weighted): void {
    index.place(cluster, centroid)
    living.delete(cluster.id)
    living.set(cluster.id, cluster)
  }

  return {
    add(item) {
      endBefore(item.at - windowMs)
      const terms = weights.learn(gramsOf(bareText(item.text).slice(0, readLength), 2))
      const [likest, likeness] = index.likest(terms, item.city)
      const found = item.into === undefined ? likest : living.get(item.into)
      if (!found || (item.into === undefined && likeness < joins)) {
        const cluster = begun(item)
        placed(cluster, capped(terms))
        return { cluster: cluster.id, isNew: true, likeness }
      }
      const centroid = grown(found.centroid, found.members.length, terms)
      join(found, item)
      placed(found, centroid)
      return { cluster: found.id, isNew: false, likeness }
    },
    get(id) {
      const found = living.get(id) ?? over.get(id)
      return found && shown(found)
    },
    list: (least) =>
      [...living.values(), ...over.values()]
        .filter(({ members }) => members.length >= least)
        .sort((a, b) => b.members.length - a.members.length || (a.id < b.id ? -1 : 1))
        .map(shown),
  }
}
