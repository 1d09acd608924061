import type { Clock } from '../core/clock.ts'

/** Stops calling what is down: opens at half failures of the last twenty calls, then probes. */
export interface Breaker {
  /** False while open, except for one probe each `probeMs`. */
  allows(): boolean
  record(isSuccess: boolean): void
  readonly isOpen: boolean
  /** When the next probe may go, epoch ms; undefined while closed. */
  readonly nextProbeAt: number | undefined
}

interface BreakerOptions {
  readonly clock: Clock
  readonly sampleSize?: number
  readonly probeMs?: number
  readonly onOpen?: () => void
}

export function createBreaker({
  clock,
  sampleSize = 20,
  probeMs = 30_000,
  onOpen,
}: BreakerOptions): Breaker {
  let recent: boolean[] = []
  let nextProbeAt: number | undefined

  function open(): void {
    if (nextProbeAt === undefined) onOpen?.()
    nextProbeAt = clock.now() + probeMs
  }

  return {
    allows() {
      if (nextProbeAt === undefined) return true
      if (clock.now() < nextProbeAt) return false
      nextProbeAt = clock.now() + probeMs
      return true
    },
    record(isSuccess) {
      if (nextProbeAt !== undefined) {
        if (isSuccess) {
          nextProbeAt = undefined
          recent = []
        } else {
          open()
        }
        return
      }
      recent = [...recent, isSuccess].slice(-sampleSize)
      const failures = recent.filter((success) => !success).length
      if (recent.length >= sampleSize && failures * 2 >= recent.length) open()
    },
    get isOpen() {
      return nextProbeAt !== undefined
    },
    get nextProbeAt() {
      return nextProbeAt
    },
  }
}
