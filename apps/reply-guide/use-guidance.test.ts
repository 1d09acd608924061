// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Relay } from '../kit/relay.ts'
import { useGuidance } from './use-guidance.ts'

/** A relay whose ticket has had so many changes; `onGuidance` runs once guidance has been read. */
function relayOf(onGuidance: (read: number) => void) {
  const state = { version: 1, guidance: 0 }
  const call = async ({ id }: { readonly id: string }) => {
    if (id === 'readPulse') return { deliveriesVersion: String(state.version) }
    const read = { version: state.version }
    state.guidance += 1
    onGuidance(state.guidance)
    return read
  }
  const relay = { call, now: Date.now, session: () => undefined } as unknown as Relay
  return { relay, state }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('useGuidance', () => {
  it('sees at the next beat what changed just after the first reading', async () => {
    const { relay, state } = relayOf((read) => {
      if (read === 1) state.version = 2
    })
    const { result } = renderHook(() => useGuidance(relay, '7'))
    await act(() => vi.advanceTimersByTimeAsync(0))
    expect(result.current.guidance).toEqual({ version: 1 })
    await act(() => vi.advanceTimersByTimeAsync(4000))
    expect(result.current.guidance).toEqual({ version: 2 })
  })
  it('reads guidance again only when something changed', async () => {
    const { relay, state } = relayOf(() => undefined)
    renderHook(() => useGuidance(relay, '7'))
    await act(() => vi.advanceTimersByTimeAsync(12_000))
    expect(state.guidance).toBe(1)
  })
})
