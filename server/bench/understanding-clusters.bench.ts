import { createClusters } from '../understanding/clusters.ts'
import { corpusTexts } from './corpus-texts.ts'
import { spentMs } from './processor-time.ts'
import { within, type BenchRow } from './row.ts'

const messages = 100_000
/** So many at the end are timed: by then the window holds all the others. */
const timed = 5_000
const stepMs = 1000
const rounds = 3

/** Beginnings of one text with the end of another: nearly all differ, as on a wall. */
function mixed(texts: readonly string[], n: number): string {
  const one = texts[(n * 7919) % texts.length] ?? ''
  const other = texts[(n * 104_729 + 13) % texts.length] ?? ''
  return one.slice(0, 24) + other.slice(0, 24)
}

function lastOnes(texts: readonly string[]): number {
  const clusters = createClusters({ windowMs: messages * stepMs })
  let start = 0
  for (let n = 0; n < messages; n++) {
    if (n === messages - timed) start = spentMs()
    clusters.add({ id: String(n), text: mixed(texts, n), at: n * stepMs })
  }
  return (spentMs() - start) / timed
}

/** How long one more message takes where a window already holds a hundred thousand. */
export function benchClusters(): Promise<readonly BenchRow[]> {
  const texts = corpusTexts()
  const name = 'clusters, one message with 100,000 in the window'
  const measured = Array.from({ length: rounds }, () => lastOnes(texts))
  return Promise.resolve([within({ name, unit: 'ms', limit: 2, rounds: measured })])
}
