import { describe, expect, it } from 'vitest'
import { createLabWorld } from '../world.ts'
import { createWechatTokens } from './tokens.ts'

const MINUTE = 60_000
const errcodeOf = (act: () => unknown): unknown => {
  try {
    act()
  } catch (error) {
    return (error as { errcode: number }).errcode
  }
  return 0
}

function setUp() {
  let now = 0
  const tokens = createWechatTokens(createLabWorld({ seed: 3, now: () => now }))
  return { tokens, advance: (ms: number) => (now += ms) }
}

describe('createWechatTokens', () => {
  it('gives the same stable token with the rest of its life', () => {
    const { tokens, advance } = setUp()
    const first = tokens.issueStable(false)
    advance(60 * MINUTE)
    expect(tokens.issueStable(false)).toEqual({ value: first.value, expiresIn: 3_600 })
  })
  it('gives a new stable token in the last five minutes while the old one works', () => {
    const { tokens, advance } = setUp()
    const first = tokens.issueStable(false)
    advance(115 * MINUTE)
    const second = tokens.issueStable(false)
    expect(second.value).not.toBe(first.value)
    expect(second.expiresIn).toBe(7_200)
    expect(errcodeOf(() => tokens.check(first.value))).toBe(0)
    advance(5 * MINUTE)
    expect(errcodeOf(() => tokens.check(first.value))).toBe(42001)
  })
  it('ends the old stable token at once when refreshed by force', () => {
    const { tokens, advance } = setUp()
    const first = tokens.issueStable(false)
    advance(MINUTE)
    tokens.issueStable(true)
    expect(errcodeOf(() => tokens.check(first.value))).toBe(40001)
  })
  it('refuses forced refreshes within 30 s and beyond 20 a day', () => {
    const { tokens, advance } = setUp()
    tokens.issueStable(true)
    expect(errcodeOf(() => tokens.issueStable(true))).toBe(45011)
    for (let index = 1; index < 20; index += 1) {
      advance(MINUTE)
      tokens.issueStable(true)
    }
    advance(MINUTE)
    expect(errcodeOf(() => tokens.issueStable(true))).toBe(45009)
  })
  it('lets an ordinary token live five minutes after the next one', () => {
    const { tokens, advance } = setUp()
    const first = tokens.issue()
    tokens.issue()
    advance(5 * MINUTE - 1)
    expect(errcodeOf(() => tokens.check(first.value))).toBe(0)
    advance(1)
    expect(errcodeOf(() => tokens.check(first.value))).toBe(42001)
  })
  it('keeps stable and ordinary tokens apart', () => {
    const { tokens, advance } = setUp()
    const stable = tokens.issueStable(false)
    tokens.issue()
    tokens.issue()
    advance(10 * MINUTE)
    expect(errcodeOf(() => tokens.check(stable.value))).toBe(0)
  })
  it('tells missing, malformed and unknown tokens apart', () => {
    const { tokens } = setUp()
    expect(errcodeOf(() => tokens.check(undefined))).toBe(41001)
    expect(errcodeOf(() => tokens.check('short'))).toBe(40014)
    expect(errcodeOf(() => tokens.check('x'.repeat(136)))).toBe(40001)
  })
})
