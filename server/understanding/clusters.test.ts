import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createClusters, type ClusterItem, type Clusters } from './clusters.ts'
import incidents from './incidents.labelled.json' with { type: 'json' }

interface Labelled extends ClusterItem {
  readonly incident: string
}

const minute = 60_000

/** All incidents at once, their posts between each other's and everybody else's. */
function mixedUp(): readonly Labelled[] {
  const posts = incidents.flatMap(({ incident, texts, city }, i) =>
    texts.map((text, n) => ({
      id: `${i}-${n}`,
      text,
      incident: incident ?? `alone-${n}`,
      // Somebody in three says where: the relay does not know it of all.
      ...(city !== undefined && n % 3 === 0 && { city }),
      order: n * 97 + ((i * 31) % 89),
    })),
  )
  return posts
    .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
    .map(({ order: _order, ...post }, n) => ({ ...post, at: n * minute }))
}

function sorted(clusters: Clusters, posts: readonly ClusterItem[]): ReadonlyMap<string, string> {
  return new Map(posts.map((post) => [post.id, clusters.add(post).cluster]))
}

/** B-cubed F over items: how much of an item's cluster is of its incident, and how much of its incident is there. */
function bCubed(posts: readonly Labelled[], found: ReadonlyMap<string, string>): number {
  const share = (of: Labelled, by: 'precision' | 'recall'): number => {
    const isWith = (one: Labelled): boolean => found.get(one.id) === found.get(of.id)
    const isAlike = (one: Labelled): boolean => one.incident === of.incident
    const base = posts.filter(by === 'precision' ? isWith : isAlike)
    return base.filter((one) => isWith(one) && isAlike(one)).length / base.length
  }
  const mean = (by: 'precision' | 'recall'): number =>
    posts.reduce((sum, post) => sum + share(post, by), 0) / posts.length
  const [precision, recall] = [mean('precision'), mean('recall')]
  return (2 * precision * recall) / (precision + recall)
}

function pairwise(posts: readonly Labelled[], found: ReadonlyMap<string, string>): number {
  let [both, together, alike] = [0, 0, 0]
  for (const [i, a] of posts.entries())
    for (const b of posts.slice(i + 1)) {
      const isTogether = found.get(a.id) === found.get(b.id)
      const isAlike = a.incident === b.incident
      if (isTogether) together += 1
      if (isAlike) alike += 1
      if (isTogether && isAlike) both += 1
    }
  return (2 * both) / (together + alike)
}

describe('createClusters', () => {
  it('puts what happened together and leaves the rest alone (S4-18)', () => {
    const posts = mixedUp()
    const found = sorted(createClusters(), posts)
    const [f, pairs] = [bCubed(posts, found), pairwise(posts, found)]
    process.stdout.write(`incidents: B-cubed F ${f.toFixed(3)}, pairwise F1 ${pairs.toFixed(3)}\n`)
    expect(f).toBeGreaterThanOrEqual(0.8)
    expect(pairs).toBeGreaterThanOrEqual(0.85)
  })

  it('gives the same ids to the same items again (S4-18)', () => {
    const posts = mixedUp()
    expect(sorted(createClusters(), posts)).toEqual(sorted(createClusters(), posts))
  })

  const cut = '小区突然停电了，电表也没有跳闸，整栋楼都黑了'
  it('keeps cities apart', () => {
    const clusters = createClusters()
    const a = clusters.add({ id: 'a', text: cut, at: 0, city: '太原' })
    const b = clusters.add({ id: 'b', text: cut, at: 1, city: '杭州' })
    const c = clusters.add({ id: 'c', text: cut, at: 2, city: '太原' })
    expect(b.cluster).not.toBe(a.cluster)
    expect(c.cluster).toBe(a.cluster)
  })

  it('begins anew when nothing was said for longer than its window, and still shows the old one', () => {
    const clusters = createClusters({ windowMs: 10 * minute })
    const first = clusters.add({ id: 'a', text: cut, at: 0 })
    clusters.add({ id: 'b', text: cut, at: minute })
    const later = clusters.add({ id: 'c', text: cut, at: 20 * minute })
    expect(later.isNew).toBe(true)
    expect(clusters.get(first.cluster)?.members.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(clusters.list(2).map(({ id }) => id)).toEqual([first.cluster])
  })

  it('is called by the words of the member that says most of it, personal data masked', () => {
    const clusters = createClusters()
    const texts = [
      '停电了！13812345678打给我',
      '小区停电了，13812345678，整栋楼都黑了',
      '小区停电了，整栋楼都黑了好久',
    ]
    const [id] = texts.map((text, n) => clusters.add({ id: `${n}`, text, at: n }).cluster)
    const label = clusters.get(id ?? '')?.label
    expect(label).toContain('停电')
    expect(label).not.toContain('13812345678')
  })

  it('takes any text, each item into one cluster', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 90 })), (texts) => {
        const clusters = createClusters()
        texts.forEach((text, n) => clusters.add({ id: String(n), text, at: n }))
        const members = clusters.list(1).flatMap(({ members }) => members.map(({ id }) => id))
        expect(members.sort()).toEqual(texts.map((_text, n) => String(n)).sort())
      }),
      { numRuns: 30 },
    )
  })
})
