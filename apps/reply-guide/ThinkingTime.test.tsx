// @vitest-environment jsdom
import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LintContext } from '../../server/persona/context.ts'
import { renderApp } from '../kit/render.tsx'
import { thinkingTime } from './thinking-time.ts'
import { ThinkingTime } from './ThinkingTime.tsx'

const since = Date.parse('2026-11-25T12:00:00Z')
const minute = 60_000
const waiting: LintContext = {
  ticket: { waitingSince: '2026-11-25T12:00:00Z' },
  policy: { replyMinutes: 10, progressMinutes: 240 },
}

describe('thinkingTime', () => {
  it('is the promised time less what sending takes', () => {
    expect(thinkingTime(waiting, undefined)).toEqual({
      dueAt: since + 10 * minute,
      endsAt: since + 9.5 * minute,
      wholeMs: 9.5 * minute,
      isByWindow: false,
    })
  })

  it('ends with the reply window where that closes first', () => {
    expect(thinkingTime(waiting, since + 4 * minute)).toMatchObject({
      dueAt: since + 4 * minute,
      isByWindow: true,
    })
    expect(thinkingTime(waiting, since + 40 * minute)).toMatchObject({ isByWindow: false })
  })

  it('goes by the longest time without news where no time to answer is set', () => {
    const time = thinkingTime({ ...waiting, policy: { progressMinutes: 240 } }, undefined)
    expect(time?.dueAt).toBe(since + 240 * minute)
  })

  it('is nothing where nobody waits, or nothing was promised', () => {
    expect(thinkingTime({ policy: { replyMinutes: 10 } }, undefined)).toBeUndefined()
    expect(thinkingTime({ ...waiting, policy: {} }, undefined)).toBeUndefined()
  })
})

describe('ThinkingTime', () => {
  // The browser's clock is eight minutes behind the relay's: only the relay's counts.
  beforeEach(() => {
    vi.useFakeTimers({ now: since - 8 * minute })
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  const relayNow = (): number => Date.now() + 8 * minute

  it('counts down to the moment to send, then says overdue plainly, by the relay’s clock (S0-20)', () => {
    renderApp(<ThinkingTime context={waiting} windowEndsAt={null} now={relayNow} />)
    const after = (ms: number): void => act(() => void vi.advanceTimersByTime(ms))
    expect(screen.getByText('还剩 9 分 30 秒')).toBeTruthy()
    expect(screen.getByText(/前答复，已留出发送用的 30 秒/)).toBeTruthy()
    after(4 * minute)
    expect(screen.getByText('还剩 5 分 30 秒')).toBeTruthy()
    after(5.5 * minute)
    expect(screen.getByText('请现在就发')).toBeTruthy()
    after(29_000)
    expect(screen.queryByText(/超时/)).toBeNull()
    after(3000)
    expect(screen.getByText('已超时 0 分 2 秒')).toBeTruthy()
    after(60 * minute)
    expect(screen.getByText('已超时 1 小时 0 分')).toBeTruthy()
  })

  it('stands nowhere while nobody waits', () => {
    const { container } = renderApp(
      <ThinkingTime
        context={{ policy: { replyMinutes: 10 } }}
        windowEndsAt={null}
        now={relayNow}
      />,
    )
    expect(container.querySelector('[aria-label="思考时间"]')).toBeNull()
  })
})
