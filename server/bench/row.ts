/** One figure beside a named peer or limit, both of the same run. */
export interface BenchRow {
  readonly name: string
  /** Operations per second or per cent right (more is better), or milliseconds, kilobytes or megabytes (less is better). */
  readonly unit: '/s' | '%' | 'ms' | 'kB' | 'MB'
  /** Median of the rounds. */
  readonly ours: number
  readonly peer: string
  /** Median of the rounds; of a limit, the limit. */
  readonly theirs: number
  /** How many times better than the peer or the limit. Against a peer the worst round: noise must not flatter. */
  readonly ratio: number
  readonly floor: number
  readonly ok: boolean
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}

/** The value that a share of all values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN
}

interface Contest {
  readonly name: string
  readonly peer: string
  readonly floor: number
  /** Operations per second of both sides, round by round. */
  readonly rounds: readonly { readonly ours: number; readonly theirs: number }[]
}

/** Against a peer measured in the same rounds. */
export function against({ name, peer, floor, rounds }: Contest): BenchRow {
  const ratio = Math.min(...rounds.map(({ ours, theirs }) => ours / theirs))
  const ours = median(rounds.map((round) => round.ours))
  const theirs = median(rounds.map((round) => round.theirs))
  return { name, unit: '/s', ours, peer, theirs, ratio, floor, ok: ratio >= floor }
}

/** Right answers of the same questions, both sides as shares of 1. */
export function righter(
  name: string,
  peer: string,
  shares: { readonly ours: number; readonly theirs: number },
): BenchRow {
  const [ours, theirs] = [shares.ours * 100, shares.theirs * 100]
  const ratio = ours / theirs
  return { name, unit: '%', ours, peer, theirs, ratio, floor: 1, ok: ratio >= 1 }
}

interface Measured {
  readonly name: string
  readonly unit: 'ms' | 'kB' | 'MB'
  readonly limit: number
  readonly rounds: readonly number[]
}

/** Against a fixed limit: an absolute figure is the median of its rounds. */
export function within({ name, unit, limit, rounds }: Measured): BenchRow {
  const ours = median(rounds)
  const ratio = limit / ours
  const peer = `limit of ${limit} ${unit}`
  return { name, unit, ours, peer, theirs: limit, ratio, floor: 1, ok: ours <= limit }
}

function figure(value: number, unit: BenchRow['unit']): string {
  const digits = unit === '/s' || value >= 100 ? 0 : 1
  return `${value.toLocaleString('en', { maximumFractionDigits: digits })} ${unit}`
}

const head = ['', 'bench', 'peer', 'ours', 'theirs', 'ratio', 'floor']

/** A table for people. */
export function table(rows: readonly BenchRow[]): string {
  const lines = rows.map((row) => [
    row.ok ? 'ok' : 'MISSED',
    row.name,
    row.peer,
    figure(row.ours, row.unit),
    figure(row.theirs, row.unit),
    `${row.ratio.toFixed(2)} ×`,
    `≥ ${row.floor.toFixed(2)}`,
  ])
  const all = [head, ...lines]
  const widths = head.map((_, i) => Math.max(...all.map((line) => line[i]?.length ?? 0)))
  return all
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
