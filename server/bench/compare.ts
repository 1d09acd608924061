import type { BenchRow } from './row.ts'

export interface Contest {
  readonly name: string
  readonly peer: string
  readonly floor: number
  /** One operation each; `turn` counts up, so that inputs can vary. */
  readonly ours: (turn: number) => unknown
  readonly theirs: (turn: number) => unknown
}

const rounds = 5
const slicesPerRound = 8
const sliceMs = 25
const warmUpMs = 300

interface Tally {
  turns: number
  ms: number
}

/** Runs for about `ms`; waits only for what is a promise, so synchronous work pays nothing for it. */
async function run(work: (turn: number) => unknown, ms: number, tally: Tally): Promise<void> {
  const start = performance.now()
  let now = start
  while (now - start < ms) {
    for (let i = 0; i < 16; i++) {
      const result = work(tally.turns++)
      if (result instanceof Promise) await result
    }
    now = performance.now()
  }
  tally.ms += now - start
}

const perSecond = ({ turns, ms }: Tally): number => (turns * 1000) / ms

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

/** Both sides in alternating slices, so that a busy machine slows them alike. */
export async function compare({ name, peer, floor, ours, theirs }: Contest): Promise<BenchRow> {
  await run(ours, warmUpMs, { turns: 0, ms: 0 })
  await run(theirs, warmUpMs, { turns: 0, ms: 0 })
  const speeds: { ours: number; theirs: number }[] = []
  for (let round = 0; round < rounds; round++) {
    const [us, them]: [Tally, Tally] = [
      { turns: 0, ms: 0 },
      { turns: 0, ms: 0 },
    ]
    for (let slice = 0; slice < slicesPerRound; slice++) {
      await run(ours, sliceMs, us)
      await run(theirs, sliceMs, them)
    }
    speeds.push({ ours: perSecond(us), theirs: perSecond(them) })
  }
  const ratio = Math.min(...speeds.map((speed) => speed.ours / speed.theirs))
  return {
    name,
    peer,
    floor,
    ours: median(speeds.map((speed) => speed.ours)),
    theirs: median(speeds.map((speed) => speed.theirs)),
    ratio,
    ok: ratio >= floor,
  }
}
