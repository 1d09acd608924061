/** The part of AbortSignal the relay uses; keeps core free of DOM and Node types. */
export interface StopSignal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** Time as a port, so that no test sleeps and no module asks the machine. */
export interface Clock {
  /** Wall clock, epoch milliseconds. */
  now(): number
  /** Monotonic milliseconds, for durations only. */
  monotonic(): number
  /** Resolves after `ms`, or at once when the signal aborts (never rejects). */
  sleep(ms: number, signal?: StopSignal): Promise<void>
}
