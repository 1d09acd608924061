import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { changeFeed, type ChangeSource } from './change-feed.ts'

type Kind = 'open' | 'message' | 'changed' | 'error'

interface Stream extends ChangeSource {
  tell(kind: Kind): void
  readyState: number
  isClosed: boolean
}

function streams(): { open: () => ChangeSource; made: Stream[] } {
  const made: Stream[] = []
  function open(): ChangeSource {
    const listeners = new Map<Kind, () => void>()
    const stream: Stream = {
      readyState: 0,
      isClosed: false,
      addEventListener: (kind, listener) => void listeners.set(kind, listener),
      close: () => (stream.isClosed = true),
      tell: (kind) => listeners.get(kind)?.(),
    }
    made.push(stream)
    return stream
  }
  return { open, made }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('changeFeed', () => {
  it('opens one stream for all who follow and closes it after the last', () => {
    const { open, made } = streams()
    const feed = changeFeed('/events', open)
    const heard: string[] = []
    const stops = ['a', 'b'].map((name) => feed.follow(() => heard.push(name)))
    expect(made).toHaveLength(1)
    made[0]?.tell('message')
    made[0]?.tell('changed')
    expect(heard).toEqual(['a', 'b', 'a', 'b'])
    stops[0]?.()
    expect(made[0]?.isClosed).toBe(false)
    stops[1]?.()
    expect(made[0]?.isClosed).toBe(true)
  })
  it('tells when the connection is lost, and reads again when it is back', () => {
    const { open, made } = streams()
    const feed = changeFeed('/events', open)
    const states: boolean[] = []
    const changed = vi.fn()
    feed.watch((isConnected) => states.push(isConnected))
    feed.follow(changed)
    made[0]?.tell('open')
    expect(changed).not.toHaveBeenCalled()
    made[0]?.tell('error')
    made[0]?.tell('error')
    made[0]?.tell('open')
    expect(states).toEqual([true, false, true])
    expect(changed).toHaveBeenCalledOnce()
  })
  it('opens a new stream when the browser has given the old one up', () => {
    const { open, made } = streams()
    const feed = changeFeed('/events', open)
    feed.follow(() => undefined)
    if (made[0]) made[0].readyState = 2
    made[0]?.tell('error')
    vi.advanceTimersByTime(5_000)
    expect(made).toHaveLength(2)
  })
})
