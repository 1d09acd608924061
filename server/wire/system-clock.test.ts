import { describe, expect, it } from 'vitest'
import { systemClock } from './system-clock.ts'

describe('systemClock', () => {
  it('sleeps for about the time asked for', async () => {
    const before = systemClock.monotonic()
    await systemClock.sleep(5)
    expect(systemClock.monotonic() - before).toBeGreaterThanOrEqual(4)
  })

  it('wakes at once when the signal aborts, before or during the sleep', async () => {
    const stop = new AbortController()
    const asleep = systemClock.sleep(60_000, stop.signal)
    stop.abort()
    await asleep
    await systemClock.sleep(60_000, stop.signal)
    expect(stop.signal.aborted).toBe(true)
  })

  it('sleeps past the longest timer of the machine instead of waking at once', async () => {
    const stop = new AbortController()
    let hasWoken = false
    const asleep = systemClock.sleep(3_000_000_000, stop.signal).then(() => (hasWoken = true))
    await systemClock.sleep(5)
    expect(hasWoken).toBe(false)
    stop.abort()
    await asleep
  })
})
