/** One comparison with a named peer, both measured in the same run. */
export interface BenchRow {
  readonly name: string
  /** Operations per second, median of the rounds. */
  readonly ours: number
  readonly peer: string
  readonly theirs: number
  /** The worst round's ours ÷ theirs: noise must not flatter. */
  readonly ratio: number
  readonly floor: number
  readonly ok: boolean
}

/** A table for people. */
export function table(rows: readonly BenchRow[]): string {
  const lines = rows.map((row) => [
    row.ok ? 'ok' : 'MISSED',
    row.name,
    row.peer,
    Math.round(row.ours).toLocaleString('en'),
    Math.round(row.theirs).toLocaleString('en'),
    `${row.ratio.toFixed(2)} ×`,
    `≥ ${row.floor.toFixed(2)}`,
  ])
  const all = [['', 'bench', 'peer', 'ours/s', 'theirs/s', 'worst ratio', 'floor'], ...lines]
  const widths = [0, 1, 2, 3, 4, 5, 6].map((i) =>
    Math.max(...all.map((line) => line[i]?.length ?? 0)),
  )
  return all
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
