import { describe, expect, it } from 'vitest'
import { adds, day, episode, monday, readingOf, solved, viewAt } from '../made-facts.fake.ts'
import { deflectionRate } from './deflection-rate.ts'

const late = monday + 30 * day
const alone = { solvedAt: monday, mode: 'peer' } as const

describe('deflectionRate', () => {
  it('is solved without us for good over solved long enough ago', () => {
    const facts = [
      episode(alone),
      episode({ ...alone, mode: 'self' }),
      episode({ ...alone, mode: 'bot' }),
      episode({ ...alone, repeatsAt: [monday + 7 * day] }),
      episode({ ...alone, reopenedAt: monday + day }),
      solved({ mode: 'peer' }),
      episode({ ...alone, at: late - day, solvedAt: late - day }),
      episode(),
    ]
    expect(readingOf(deflectionRate, facts, late)?.['']).toMatchObject({
      value: 2 / 6,
      n: 6,
      of: 7,
    })
  })
  it('waits for the end of the window, and says when', () => {
    const fact = episode(alone)
    expect(adds(deflectionRate, fact, monday + 7 * day - 1)).toEqual({})
    expect(deflectionRate.changesAt?.(fact, viewAt(monday))).toBe(monday + 7 * day)
    expect(adds(deflectionRate, fact, monday + 7 * day)).toEqual({ '': 1 })
  })
})
