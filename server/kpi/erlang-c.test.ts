import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agentsNeeded, answeredWithin, waitingShare } from './erlang-c.ts'

/** Erlang C as the textbooks write it, with factorials. */
function byFactorials(load: number, agents: number): number {
  const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1))
  const last = (load ** agents / factorial(agents)) * (agents / (agents - load))
  let sum = 0
  for (let k = 0; k < agents; k += 1) sum += load ** k / factorial(k)
  return last / (sum + last)
}

describe('waitingShare', () => {
  it('equals the formula with factorials', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (agents, busy) => {
          const load = agents * busy
          expect(waitingShare(load, agents)).toBeCloseTo(byFactorials(load, agents), 9)
        },
      ),
    )
  })

  it('lets everybody wait where more comes in than can be done', () => {
    expect(waitingShare(5, 5)).toBe(1)
    expect(waitingShare(0, 3)).toBe(0)
  })
})

describe('agentsNeeded', () => {
  it('needs 14 agents for 10 erlangs at 80 % within 20 seconds of calls of 3 minutes', () => {
    const load = { perHour: 200, handlingSeconds: 180 }
    expect(waitingShare(10, 14)).toBeCloseTo(0.1741, 4)
    expect(answeredWithin(load, 14, 20)).toBeCloseTo(0.8884, 4)
    expect(answeredWithin(load, 13, 20)).toBeCloseTo(0.7956, 4)
    expect(agentsNeeded(load, { share: 0.8, seconds: 20 })).toBe(14)
  })

  it('takes the fewest that meet the target', () => {
    const loads = fc.record({
      perHour: fc.integer({ min: 1, max: 2000 }),
      handlingSeconds: fc.integer({ min: 10, max: 1800 }),
    })
    const targets = fc.record({
      share: fc.double({ min: 0.5, max: 0.99, noNaN: true }),
      seconds: fc.integer({ min: 0, max: 3600 }),
    })
    fc.assert(
      fc.property(loads, targets, (load, target) => {
        const agents = agentsNeeded(load, target)
        expect(answeredWithin(load, agents, target.seconds)).toBeGreaterThanOrEqual(target.share)
        expect(answeredWithin(load, agents - 1, target.seconds)).toBeLessThan(target.share)
      }),
    )
  })

  it('needs nobody where nothing comes', () => {
    expect(agentsNeeded({ perHour: 0, handlingSeconds: 600 }, { share: 0.8, seconds: 60 })).toBe(0)
  })
})
