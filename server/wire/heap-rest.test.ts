import { constants, performance, PerformanceObserver } from 'node:perf_hooks'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { restHeap } from './heap-rest.ts'

function worksFor(utilization: number): void {
  const told = { idle: 1, active: 1, utilization }
  vi.spyOn(performance, 'eventLoopUtilization').mockReturnValue(told)
}

/** Resolves when the engine tells of a collection of its youngest objects. */
function minorCollection(): Promise<void> {
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => {
      const kinds = list
        .getEntries()
        .map((one) => (one as { detail?: { kind?: number } }).detail?.kind)
      if (!kinds.includes(constants.NODE_PERFORMANCE_GC_MINOR)) return
      observer.disconnect()
      resolve()
    })
    observer.observe({ entryTypes: ['gc'] })
  })
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval'] })
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it('collects the youngest objects of a thread that rests', async () => {
  worksFor(0.01)
  restHeap()
  const collected = minorCollection()
  vi.advanceTimersByTime(4000)
  await collected
})

it('leaves a thread that works alone', () => {
  const collect = vi.fn()
  worksFor(0.9)
  restHeap(collect)
  vi.advanceTimersByTime(40_000)
  expect(collect).not.toHaveBeenCalled()
  worksFor(0.1)
  vi.advanceTimersByTime(4000)
  expect(collect).toHaveBeenCalledExactlyOnceWith({ type: 'minor' })
})
