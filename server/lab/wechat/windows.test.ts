import { describe, expect, it } from 'vitest'
import { createSendWindow } from './windows.ts'

const HOUR = 3_600_000

describe('createSendWindow', () => {
  it('is closed before the customer has done anything', () => {
    expect(createSendWindow().spend(0)).toBe('closed')
  })
  it('allows five sends after a message', () => {
    const window = createSendWindow()
    window.grant('message', 0)
    const results = Array.from({ length: 6 }, () => window.spend(HOUR))
    expect(results).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'used_up'])
  })
  it('closes 48 hours after the last message', () => {
    const window = createSendWindow()
    window.grant('message', 0)
    window.grant('message', HOUR)
    expect(window.spend(49 * HOUR - 1)).toBe('ok')
    expect(window.spend(49 * HOUR)).toBe('closed')
  })
  it.each(['menu', 'follow', 'scan'] as const)(
    'allows three sends in a minute after %s',
    (kind) => {
      const window = createSendWindow()
      window.grant(kind, 0)
      const results = Array.from({ length: 4 }, () => window.spend(59_999))
      expect(results).toEqual(['ok', 'ok', 'ok', 'used_up'])
      expect(window.spend(60_000)).toBe('closed')
    },
  )
  it('does not add a menu tap to what a message left', () => {
    const window = createSendWindow()
    window.grant('message', 0)
    for (let index = 0; index < 4; index += 1) window.spend(1)
    window.grant('menu', 2)
    expect(window.view(3)).toEqual({ remaining: 3, deadline: 48 * HOUR })
    const results = Array.from({ length: 4 }, () => window.spend(3))
    expect(results).toEqual(['ok', 'ok', 'ok', 'used_up'])
    expect(window.spend(HOUR)).toBe('used_up')
  })
  it('starts anew with the next message', () => {
    const window = createSendWindow()
    window.grant('message', 0)
    for (let index = 0; index < 5; index += 1) window.spend(1)
    window.grant('message', HOUR)
    expect(window.view(HOUR)).toEqual({ remaining: 5, deadline: 49 * HOUR })
  })
})
