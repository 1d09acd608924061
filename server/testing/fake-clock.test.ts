import { describe, expect, it } from 'vitest'
import { FakeClock } from './fake-clock.ts'

describe('FakeClock', () => {
  it('wakes sleepers in order of their time, then of their arrival', async () => {
    const clock = new FakeClock(0)
    const woken: string[] = []
    void clock.sleep(20).then(() => woken.push(`late at ${clock.now()}`))
    void clock.sleep(10).then(() => woken.push(`first at ${clock.now()}`))
    void clock.sleep(10).then(() => woken.push(`second at ${clock.now()}`))
    await clock.advance(25)
    expect(woken).toEqual(['first at 10', 'second at 10', 'late at 20'])
    expect(clock.now()).toBe(25)
  })

  it('wakes those who lie down again on the way', async () => {
    const clock = new FakeClock(0)
    const at: number[] = []
    async function tick(): Promise<void> {
      for (let i = 0; i < 3; i++) {
        await clock.sleep(10)
        at.push(clock.now())
      }
    }
    void tick()
    await clock.advance(30)
    expect(at).toEqual([10, 20, 30])
  })

  it('ends a sleep at once when the signal aborts', async () => {
    const clock = new FakeClock(0)
    const stop = new AbortController()
    const asleep = clock.sleep(1000, stop.signal)
    expect(clock.sleeping).toBe(1)
    stop.abort()
    await asleep
    expect([clock.sleeping, clock.now()]).toEqual([0, 0])
  })

  it('sets the wall clock without timers or durations noticing', async () => {
    const clock = new FakeClock(0)
    void clock.sleep(10)
    clock.set(500)
    await clock.advance(5)
    expect([clock.sleeping, clock.now(), clock.monotonic()]).toEqual([1, 505, 5])
    await clock.advance(5)
    expect(clock.sleeping).toBe(0)
  })
})
