import { spentMs } from './processor-time.ts'

/** The longest turn of the event loop while some work runs, in processor time: what others would have waited for. */
export async function longestTurnOf(work: () => Promise<unknown>): Promise<number> {
  let isOver = false
  let longest = 0
  let before = spentMs()
  const look = (): void => {
    const now = spentMs()
    longest = Math.max(longest, now - before)
    before = now
    if (!isOver) setImmediate(look)
  }
  setImmediate(look)
  try {
    await work()
  } finally {
    isOver = true
  }
  return longest
}
