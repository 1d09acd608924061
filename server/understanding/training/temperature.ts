/** Probabilities of the classes beside the class it is. */
export interface Scored {
  readonly shares: Float64Array
  readonly label: number
}

const candidates: readonly number[] = Array.from({ length: 31 }, (_, i) => 0.5 + i * 0.05)

function cooled({ shares, label }: Scored, temperature: number): Scored {
  const raised = shares.map((share) => Math.max(share, 1e-12) ** (1 / temperature))
  const total = raised.reduce((sum, one) => sum + one, 0)
  return { shares: raised.map((one) => one / total), label }
}

function surprise(scored: readonly Scored[]): number {
  return scored.reduce(
    (sum, { shares, label }) => sum - Math.log(Math.max(shares[label] ?? 0, 1e-12)),
    0,
  )
}

/** By how much margins are divided for probabilities to be honest (0.5 to 2), and the honest probabilities. */
export function temperatureFor(scored: readonly Scored[]): {
  readonly temperature: number
  readonly scored: readonly Scored[]
} {
  const tried = candidates.map((temperature) => {
    const all = scored.map((one) => cooled(one, temperature))
    return { temperature, scored: all, surprise: surprise(all) }
  })
  const [first, ...others] = tried
  if (first === undefined) return { temperature: 1, scored }
  return others.reduce((best, one) => (one.surprise < best.surprise ? one : best), first)
}
