import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createClusterIndex, type Indexed } from './cluster-index.ts'
import type { Weighted } from './term-weights.ts'

interface Named extends Indexed {
  readonly name: number
}

const centroid = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...'天地人你我他'), fc.integer({ min: 1, max: 9 })), {
    selector: ([term]) => term,
    minLength: 1,
  })
  .map((terms): Weighted => new Map(terms))
const step = fc.record({ name: fc.nat(5), terms: fc.option(centroid), asked: centroid })

function cosine(a: Weighted, b: Weighted): number {
  return [...a].reduce((sum, [term, weight]) => sum + weight * (b.get(term) ?? 0), 0)
}

it('finds the likest of the clusters that are there, whatever came, changed and went before', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const index = createClusterIndex<Named>()
      const there = new Map<number, Named>()
      for (const { name, terms, asked } of steps) {
        const cluster = there.get(name) ?? { name, city: undefined, centroid: new Map() }
        if (terms === null) {
          index.remove(cluster)
          there.delete(name)
        } else {
          index.place(cluster, terms)
          there.set(name, cluster)
        }
        const [found, likeness] = index.likest(asked, undefined)
        const best = Math.max(0, ...[...there.values()].map((one) => cosine(asked, one.centroid)))
        expect(likeness).toBe(best)
        expect(found === undefined ? 0 : cosine(asked, found.centroid)).toBe(best)
      }
    }),
  )
})

it('keeps clusters known to be in different cities apart', () => {
  const index = createClusterIndex<Named>()
  index.place({ name: 1, city: '成都', centroid: new Map() }, new Map([['停电', 1]]))
  const asked = new Map([['停电', 1]])
  expect(index.likest(asked, '深圳')).toEqual([undefined, 0])
  expect(index.likest(asked, '成都')[1]).toBe(1)
  expect(index.likest(asked, undefined)[1]).toBe(1)
})
