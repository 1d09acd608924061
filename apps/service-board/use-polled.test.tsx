// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RelayProblem } from '../kit/relay.ts'
import { pollMs, usePolled } from './use-polled.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

/** Answers that the test gives when it likes, in whatever order. */
function slow() {
  const asked: { key: string; answer: (value: string) => void; fail: (error: Error) => void }[] = []
  const load = (key: string) =>
    new Promise<string>((answer, fail) => asked.push({ key, answer, fail }))
  return { asked, load }
}

describe('usePolled', () => {
  it('looks again by itself, and only once where told so', async () => {
    let [often, once] = [0, 0]
    renderHook(() => usePolled(async () => (often += 1), 'a'))
    renderHook(() => usePolled(async () => (once += 1), 'a', 'once'))
    await pass(3 * pollMs + 1)
    expect([often, once]).toEqual([4, 1])
  })
  it('keeps what it has while other filters are answered, and says so', async () => {
    const { asked, load } = slow()
    const { result, rerender } = renderHook(({ key }) => usePolled(() => load(key), key), {
      initialProps: { key: 'a' },
    })
    expect(result.current.state).toBe('loading')
    await act(async () => asked[0]?.answer('of a'))
    expect(result.current).toMatchObject({ state: 'ready', value: 'of a', isChanging: false })
    rerender({ key: 'b' })
    expect(result.current).toMatchObject({ state: 'ready', value: 'of a', isChanging: true })
    await act(async () => asked[1]?.answer('of b'))
    expect(result.current).toMatchObject({ value: 'of b', isChanging: false })
  })
  it('takes no late answer to what nobody asks for any more', async () => {
    const { asked, load } = slow()
    const { result, rerender } = renderHook(({ key }) => usePolled(() => load(key), key), {
      initialProps: { key: 'a' },
    })
    rerender({ key: 'b' })
    await act(async () => asked[1]?.answer('of b'))
    await act(async () => asked[0]?.answer('of a'))
    expect(result.current.value).toBe('of b')
  })
  it('shows the last figures while the relay is away', async () => {
    const { asked, load } = slow()
    const { result } = renderHook(() => usePolled(() => load('a'), 'a'))
    await act(async () => asked[0]?.answer('first'))
    await pass(pollMs)
    await act(async () => asked[1]?.fail(new RelayProblem('unreachable')))
    expect(result.current).toMatchObject({
      state: 'ready',
      value: 'first',
      problem: 'unreachable',
    })
  })
})
