import type { Clock } from '../core/clock.ts'

/** Stops calling what is down: opens at half failures of the last twenty calls, then probes. */
export interface Breaker {
  /** False while open, except for one probe each `probeMs`. */
  allows(): boolean
  record(isSuccess: boolean): void
  readonly isOpen: boolean
  /** When the next probe may go, epoch ms; undefined while closed. */
  readonly nextProbeAt: number | undefined
  /** How long to wait before asking again, ms: short while a probe is under way. */
  readonly waitMs: number
}

interface BreakerOptions {
  readonly clock: Clock
  readonly sampleSize?: number
  readonly probeMs?: number
  readonly onOpen?: () => void
}

/** Older calls say nothing about now: ten failures of last night must not stop a quiet morning. */
const memoryMs = 60_000
const leastWaitMs = 1000

export function createBreaker({
  clock,
  sampleSize = 20,
  probeMs = 30_000,
  onOpen,
}: BreakerOptions): Breaker {
  let recent: { readonly at: number; readonly isSuccess: boolean }[] = []
  let nextProbeAt: number | undefined
  let isProbing = false

  function open(): void {
    if (nextProbeAt === undefined) onOpen?.()
    nextProbeAt = clock.now() + probeMs
  }

  function close(): void {
    nextProbeAt = undefined
    recent = []
  }

  function remember(isSuccess: boolean): void {
    const at = clock.monotonic()
    recent = [...recent, { at, isSuccess }]
      .filter((call) => at - call.at <= memoryMs)
      .slice(-sampleSize)
    // A success never opens it, whatever came before.
    if (isSuccess || recent.length < sampleSize) return
    const failures = recent.filter((call) => !call.isSuccess).length
    if (failures * 2 >= recent.length) open()
  }

  return {
    allows() {
      if (nextProbeAt === undefined) return true
      if (clock.now() < nextProbeAt) return false
      nextProbeAt = clock.now() + probeMs
      isProbing = true
      return true
    },
    record(isSuccess) {
      isProbing = false
      if (nextProbeAt === undefined) remember(isSuccess)
      else if (isSuccess) close()
      else open()
    },
    get isOpen() {
      return nextProbeAt !== undefined
    },
    get nextProbeAt() {
      return nextProbeAt
    },
    get waitMs() {
      if (nextProbeAt === undefined || isProbing) return leastWaitMs
      return Math.max(leastWaitMs, nextProbeAt - clock.now())
    },
  }
}
