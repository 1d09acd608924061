import { spentMs } from './processor-time.ts'
import { against, type BenchRow } from './row.ts'

interface Contest {
  readonly name: string
  readonly peer: string
  readonly floor: number
  /** One operation each; `turn` counts up, so that inputs can vary. */
  readonly ours: (turn: number) => unknown
  readonly theirs: (turn: number) => unknown
}

const rounds = 5
const slicesPerRound = 10
const sliceMs = 30
const warmUpMs = 500

interface Tally {
  turns: number
  ms: number
}

/** Runs for about `ms`; waits only for what is a promise, so synchronous work pays nothing for it. */
async function run(work: (turn: number) => unknown, ms: number, tally: Tally): Promise<void> {
  const start = spentMs()
  let now = start
  while (now - start < ms) {
    for (let i = 0; i < 16; i++) {
      const result = work(tally.turns++)
      if (result instanceof Promise) await result
    }
    now = spentMs()
  }
  tally.ms += now - start
}

const perSecond = ({ turns, ms }: Tally): number => (turns * 1000) / ms

/** Both sides in alternating slices, so that a busy machine slows them alike. */
export async function compare({ name, peer, floor, ours, theirs }: Contest): Promise<BenchRow> {
  await run(ours, warmUpMs, { turns: 0, ms: 0 })
  await run(theirs, warmUpMs, { turns: 0, ms: 0 })
  const measured: { ours: number; theirs: number }[] = []
  for (let round = 0; round < rounds; round++) {
    const [us, them]: [Tally, Tally] = [
      { turns: 0, ms: 0 },
      { turns: 0, ms: 0 },
    ]
    for (let slice = 0; slice < slicesPerRound; slice++) {
      await run(ours, sliceMs, us)
      await run(theirs, sliceMs, them)
    }
    measured.push({ ours: perSecond(us), theirs: perSecond(them) })
  }
  return against({ name, peer, floor, rounds: measured })
}
