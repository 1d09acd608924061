import { describe, expect, it } from 'vitest'
import { RelayError } from '../core/error.ts'
import { filingDelay, isOutage, isSignOfDown, replyDelay, replyPatienceMs } from './retry.ts'

const down = new RelayError('helpdesk.unavailable', 'down')

describe('filingDelay', () => {
  it('grows along the schedule with jitter', () => {
    expect(filingDelay(0, down, 0)).toBe(500)
    expect(filingDelay(0, down, 0.999)).toBeLessThanOrEqual(1000)
    expect(filingDelay(8, down, 1)).toBe(36_000_000)
    expect(filingDelay(99, down, 1)).toBe(36_000_000)
  })
  it('obeys the time the other side named', () => {
    const limited = new RelayError('helpdesk.rate_limited', 'slow', { retry: { afterMs: 42_000 } })
    expect(filingDelay(5, limited, 0.5)).toBe(42_000)
  })
})

describe('replyDelay', () => {
  const busy = new RelayError('channel.unavailable', 'busy')
  it('gives up when patience would end before the next try', () => {
    expect(replyDelay({ tries: 0, sinceMs: 0, random: 0.9999 }, busy)).toBe(1000)
    const late = { tries: 3, sinceMs: replyPatienceMs - 1000, random: 0.5 }
    expect(replyDelay(late, busy)).toBeUndefined()
  })
  it('spreads the tries of replies that failed together', () => {
    const first = { tries: 1, sinceMs: 0, random: 0 }
    expect(replyDelay(first, busy)).toBe(2500)
    expect(replyDelay({ ...first, random: 0.5 }, busy)).toBe(3750)
  })
  it('waits exactly as long as the platform said', () => {
    const limited = new RelayError('channel.rate_limited', 'slow', { retry: { afterMs: 7000 } })
    expect(replyDelay({ tries: 0, sinceMs: 0, random: 0 }, limited)).toBe(7000)
  })
  it('never repeats what the platform refused for good', () => {
    const closed = new RelayError('channel.window_closed', 'closed')
    expect(replyDelay({ tries: 0, sinceMs: 0, random: 0 }, closed)).toBeUndefined()
  })
})

describe('isOutage', () => {
  it('blames the helpdesk, not the item, for being down', () => {
    expect(isOutage(down)).toBe(true)
    expect(isOutage(new RelayError('helpdesk.invalid', 'bad'))).toBe(false)
  })
})

describe('isSignOfDown', () => {
  it('counts silence and outages, and takes a refusal for a proper answer', () => {
    const silent = new RelayError('channel.unconfirmed', 'no answer', { outcome: 'unknown' })
    expect([silent, down].map(isSignOfDown)).toEqual([true, true])
    expect(isSignOfDown(new RelayError('channel.window_closed', 'closed'))).toBe(false)
  })
})
