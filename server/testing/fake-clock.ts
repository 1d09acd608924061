import type { Clock, StopSignal } from '../core/clock.ts'

interface Sleeper {
  readonly at: number
  readonly order: number
  wake(): void
}

/** A clock that moves only when told. Sleepers wake in order of time, then of arrival. */
export class FakeClock implements Clock {
  /** Wall time minus running time; only `set` changes it. */
  #offset: number
  #ran = 0
  #sleepers: Sleeper[] = []
  #order = 0

  constructor(now = Date.parse('2026-03-02T10:00:00+08:00')) {
    this.#offset = now
  }

  now(): number {
    return this.#offset + this.#ran
  }

  monotonic(): number {
    return this.#ran
  }

  /** How many are asleep. */
  get sleeping(): number {
    return this.#sleepers.length
  }

  sleep(ms: number, signal?: StopSignal): Promise<void> {
    if (signal?.aborted || ms <= 0) return Promise.resolve()
    return new Promise((resolve) => {
      const sleeper: Sleeper = { at: this.#ran + ms, order: this.#order++, wake: resolve }
      this.#sleepers.push(sleeper)
      signal?.addEventListener(
        'abort',
        () => {
          this.#sleepers = this.#sleepers.filter((one) => one !== sleeper)
          resolve()
        },
        { once: true },
      )
    })
  }

  /** Sets the wall clock, as a person or NTP does: timers and durations do not notice. */
  set(now: number): void {
    this.#offset = now - this.#ran
  }

  /** Moves on, waking sleepers on the way and letting what they started settle. */
  async advance(ms: number): Promise<void> {
    const target = this.#ran + ms
    await settle()
    for (;;) {
      const next = this.#sleepers
        .filter(({ at }) => at <= target)
        .sort((a, b) => a.at - b.at || a.order - b.order)[0]
      if (!next) break
      this.#sleepers = this.#sleepers.filter((one) => one !== next)
      this.#ran = Math.max(this.#ran, next.at)
      next.wake()
      await settle()
    }
    this.#ran = target
    await settle()
  }
}

/** Lets promises and immediate callbacks run that are ready now. */
async function settle(): Promise<void> {
  for (let i = 0; i < 5; i++) await new Promise<void>((resolve) => setImmediate(resolve))
}
