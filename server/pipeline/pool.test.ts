import { describe, expect, it, vi } from 'vitest'
import { RelayError } from '../core/error.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { recordingLog } from '../testing/silent-log.ts'
import { createPool } from './pool.ts'
import { createWake } from './wake.ts'

interface Setup {
  readonly waiting?: number[]
  readonly width?: number
  readonly minGapMs?: number
  readonly work?: (item: number) => Promise<void>
}

function poolOf({ waiting = [], width = 2, minGapMs, work = async () => undefined }: Setup) {
  const clock = new FakeClock()
  const wake = createWake()
  const log = recordingLog()
  const claims: number[] = []
  const pool = createPool<number>({
    name: 'lanes',
    width,
    clock,
    log,
    wake,
    idleMs: 1000,
    ...(minGapMs !== undefined && { minGapMs }),
    claim: async (limit) => {
      claims.push(limit)
      return waiting.splice(0, limit)
    },
    work,
    nextDueAt: async () => undefined,
  })
  return { pool, clock, wake, log, waiting, claims }
}

describe('createPool', () => {
  it('works on no more items at once than it is wide', async () => {
    let running = 0
    let most = 0
    const open: (() => void)[] = []
    const { pool } = poolOf({
      waiting: [1, 2, 3, 4, 5],
      width: 2,
      work: async () => {
        most = Math.max(most, ++running)
        await new Promise<void>((resolve) => open.push(resolve))
        running -= 1
      },
    })
    const stop = new AbortController()
    const done = pool.run(stop.signal)
    for (let n = 0; n < 5; n++) {
      await vi.waitFor(() => expect(open.length).toBeGreaterThan(n))
      open[n]?.()
    }
    stop.abort()
    await done
    expect(most).toBe(2)
  })

  it('finishes what is in hand when stopped and claims nothing more', async () => {
    let finish: () => void = () => undefined
    const work = (): Promise<void> => new Promise((resolve) => (finish = resolve))
    const { pool, waiting, claims } = poolOf({ waiting: [1], work })
    const stop = new AbortController()
    let isOver = false
    const done = pool.run(stop.signal).then(() => (isOver = true))
    await vi.waitFor(() => expect(claims.length).toBeGreaterThan(1))
    const before = claims.length
    stop.abort()
    waiting.push(2)
    await new Promise((resolve) => setImmediate(resolve))
    expect(isOver).toBe(false)
    finish()
    await done
    expect(claims).toHaveLength(before)
    expect(waiting).toEqual([2])
  })

  it('claims nothing when it is stopped while it spaces its claims', async () => {
    const { pool, claims, waiting, clock } = poolOf({ waiting: [1], width: 1, minGapMs: 500 })
    const stop = new AbortController()
    const done = pool.run(stop.signal)
    await vi.waitFor(() => expect(clock.sleeping).toBe(1))
    const before = claims.length
    waiting.push(2)
    stop.abort()
    await done
    expect(claims).toHaveLength(before)
    expect(waiting).toEqual([2])
  })

  it('goes on after an item that throws, with a line in the log', async () => {
    const { pool, log } = poolOf({
      waiting: [1, 2],
      work: async (item) => {
        if (item === 1) throw new RelayError('store.lease_lost', 'taken over')
      },
    })
    expect(await pool.once()).toBe(2)
    expect(log.lines.join()).toContain('store.lease_lost')
  })

  it('looks at once when it is called, and after its nap when it is not', async () => {
    const { pool, clock, wake, waiting, claims } = poolOf({})
    const stop = new AbortController()
    const done = pool.run(stop.signal)
    await vi.waitFor(() => expect(clock.sleeping).toBe(1))
    waiting.push(1)
    wake.call('lanes')
    await vi.waitFor(() => expect(waiting).toEqual([]))
    await vi.waitFor(() => expect(clock.sleeping).toBe(1))
    const before = claims.length
    await clock.advance(1000)
    await vi.waitFor(() => expect(claims.length).toBeGreaterThan(before))
    stop.abort()
    await done
  })
})
