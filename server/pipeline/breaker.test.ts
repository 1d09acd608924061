import { describe, expect, it } from 'vitest'
import { FakeClock } from '../testing/fake-clock.ts'
import { createBreaker, type Breaker } from './breaker.ts'

function record(breaker: Breaker, ...outcomes: readonly boolean[]): void {
  for (const isSuccess of outcomes) breaker.record(isSuccess)
}
const times = (n: number, isSuccess: boolean): boolean[] => Array<boolean>(n).fill(isSuccess)

describe('createBreaker', () => {
  it('stays closed below twenty calls, however many fail', () => {
    const breaker = createBreaker({ clock: new FakeClock() })
    record(breaker, ...times(19, false))
    expect(breaker.isOpen).toBe(false)
    expect(breaker.allows()).toBe(true)
  })

  it('opens when ten of the last twenty calls failed, and says so once', () => {
    let opened = 0
    const breaker = createBreaker({ clock: new FakeClock(), onOpen: () => (opened += 1) })
    record(breaker, ...times(11, true), ...times(9, false))
    expect(breaker.isOpen).toBe(false)
    record(breaker, false, false)
    expect(breaker.isOpen).toBe(true)
    expect(opened).toBe(1)
  })

  it('is never opened by a call that succeeds', () => {
    const breaker = createBreaker({ clock: new FakeClock() })
    record(breaker, ...times(10, false), ...times(10, true))
    expect(breaker.isOpen).toBe(false)
  })

  it('forgets failures that are more than a minute old', async () => {
    const clock = new FakeClock()
    const breaker = createBreaker({ clock })
    record(breaker, ...times(19, false))
    await clock.advance(61_000)
    record(breaker, false)
    expect(breaker.isOpen).toBe(false)
  })

  it('lets one probe through each 30 s and closes when it succeeds', async () => {
    const clock = new FakeClock()
    const breaker = createBreaker({ clock })
    record(breaker, ...times(20, false))
    expect(breaker.allows()).toBe(false)
    await clock.advance(30_000)
    expect([breaker.allows(), breaker.allows()]).toEqual([true, false])
    breaker.record(false)
    await clock.advance(29_999)
    expect(breaker.allows()).toBe(false)
    await clock.advance(1)
    expect(breaker.allows()).toBe(true)
    breaker.record(true)
    expect([breaker.isOpen, breaker.allows()]).toEqual([false, true])
  })

  it('tells others to ask again soon while its probe is under way', async () => {
    const clock = new FakeClock()
    const breaker = createBreaker({ clock })
    record(breaker, ...times(20, false))
    expect(breaker.waitMs).toBe(30_000)
    await clock.advance(30_000)
    breaker.allows()
    expect(breaker.waitMs).toBe(1000)
  })
})
