import { describe, expect, it } from 'vitest'
import { RelayError } from '../core/error.ts'
import { filingDelay, isOutage, replyDelay, replyPatienceMs } from './retry.ts'

const down = new RelayError('helpdesk.unavailable', 'down')

describe('filingDelay', () => {
  it('grows along the schedule with full jitter', () => {
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
  it('gives up when patience would end before the next try', () => {
    const busy = new RelayError('channel.unavailable', 'busy')
    expect(replyDelay(0, 0, busy)).toBe(1000)
    expect(replyDelay(3, replyPatienceMs - 1000, busy)).toBeUndefined()
  })
  it('never repeats what the platform refused for good', () =>
    expect(replyDelay(0, 0, new RelayError('channel.window_closed', 'closed'))).toBeUndefined())
})

describe('isOutage', () => {
  it('blames the helpdesk, not the item, for being down', () => {
    expect(isOutage(down)).toBe(true)
    expect(isOutage(new RelayError('helpdesk.invalid', 'bad'))).toBe(false)
  })
})
