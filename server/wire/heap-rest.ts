import { performance } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const everyMs = 4000
/** Whoever works more than this share of the time collects often enough by itself. */
const idleShare = 0.2

type Collect = (how: { readonly type: 'minor' }) => void

function collector(): Collect {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as Collect
}

/**
 * Lets this thread's heap shrink after a burst. The engine gives memory back only while little is allocated,
 * which it learns from collections; a thread that rests makes none, so it would go by the burst for minutes.
 * A collection of the youngest objects, a millisecond or two, tells it.
 */
export function restHeap(collect: Collect = collector()): void {
  let before = performance.eventLoopUtilization()
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, before)
    before = now
    if (utilization < idleShare) collect({ type: 'minor' })
  }, everyMs)
  timer.unref()
}
