import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deriveFacts } from './derive.ts'
import { factsByAsking } from './independent.fake.ts'
import { randomEvents, randomMoment } from './random-events.fake.ts'

describe('deriveFacts and a reading of the rules that shares no code with it', () => {
  it('agree on every world', () => {
    fc.assert(
      fc.property(randomEvents(), fc.oneof(randomMoment(), fc.constant(1e15)), (events, asOf) => {
        expect(deriveFacts(events, asOf)).toEqual(factsByAsking(events, asOf))
      }),
      { numRuns: 2000 },
    )
  })
})
