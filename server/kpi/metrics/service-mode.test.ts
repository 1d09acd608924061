import { describe, expect, it } from 'vitest'
import { day, episode, monday, readingOf, solved } from '../made-facts.fake.ts'
import { serviceMode } from './service-mode.ts'

describe('serviceMode', () => {
  it('shares the solved among the modes, which add up to one', () => {
    const facts = [
      solved({ mode: 'staff' }),
      solved({ mode: 'staff' }),
      episode({ solvedAt: monday, mode: 'peer' }),
      episode({ solvedAt: monday, mode: 'bot' }),
      solved(),
      episode(),
    ]
    const reading = readingOf(serviceMode, facts, monday + day) ?? {}
    expect(Object.entries(reading).map(([part, { value }]) => [part, value])).toEqual([
      ['staff', 0.5],
      ['self', 0],
      ['peer', 0.25],
      ['bot', 0.25],
    ])
    expect(reading['staff']).toMatchObject({ n: 4, of: 5 })
  })
})
