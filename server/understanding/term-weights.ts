/** Terms with their weights; the length of the whole is 1. */
export type Weighted = ReadonlyMap<string, number>

/** How rare a term is, counted over everything seen so far. */
export interface TermWeights {
  /** Counts the terms of one more text and answers their weights. */
  learn(terms: readonly string[]): Weighted
  readonly texts: number
}

/** Steeper than the usual logarithm: rare terms tell incidents apart. */
const steepness = 1.5
/** As if so many texts without any of the terms had come before: otherwise the first two alike would look unlike. */
const before = 300

export function unit(weights: ReadonlyMap<string, number>): Weighted {
  let sum = 0
  for (const weight of weights.values()) sum += weight * weight
  const length = Math.sqrt(sum)
  return length === 0 ? weights : new Map([...weights].map(([term, w]) => [term, w / length]))
}

function countsOf(terms: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}

export function createTermWeights(): TermWeights {
  const textsWith = new Map<string, number>()
  let texts = 0
  return {
    get texts() {
      return texts
    },
    learn(terms) {
      texts += 1
      const counts = countsOf(terms)
      for (const term of counts.keys()) textsWith.set(term, (textsWith.get(term) ?? 0) + 1)
      const weighed = [...counts].map(([term, count]): readonly [string, number] => {
        const rarity = Math.log(1 + (texts + before) / ((textsWith.get(term) ?? 1) + 1))
        return [term, (1 + Math.log(count)) * rarity ** steepness]
      })
      return unit(new Map(weighed))
    },
  }
}
