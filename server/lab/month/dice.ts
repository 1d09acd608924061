/** Chance with a seed: the same seed rolls the same. */
export interface Dice {
  /** 0 ≤ x < 1. */
  readonly roll: () => number
  readonly chance: (share: number) => boolean
  /** Whole, both ends included. */
  readonly whole: (low: number, high: number) => number
  readonly pick: <T>(from: readonly T[]) => T
  /** Index into the weights, likelier the heavier. */
  readonly weighted: (weights: readonly number[]) => number
  /** Waits of people: half of them below the median, a long tail above; at least 1. */
  readonly around: (median: number, spread: number) => number
}

/** A new stream for each thing, so that one more roll for one customer moves no other. */
export function createDice(seed: number, stream = 0): Dice {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b)) >>> 0
  // Mulberry32: small, quick and even enough for a show.
  const roll = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const bell = (): number => Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll())
  const whole = (low: number, high: number): number => low + Math.floor(roll() * (high - low + 1))
  return {
    roll,
    chance: (share) => roll() < share,
    whole,
    pick: (from) => from[Math.floor(roll() * from.length)] as (typeof from)[number],
    weighted(weights) {
      let left = roll() * weights.reduce((sum, weight) => sum + weight, 0)
      const index = weights.findIndex((weight) => (left -= weight) < 0)
      return index < 0 ? weights.length - 1 : index
    },
    around: (median, spread) => Math.max(1, Math.round(median * Math.exp(spread * bell()))),
  }
}
