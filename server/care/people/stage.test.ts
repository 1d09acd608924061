import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stageByTable, stageOf, type Signal } from './stage.ts'

const order = ['stranger', 'half_acquainted', 'acquainted', 'friend']
const signal = fc.record<Signal>({
  kind: fc.constantFrom('contact', 'thanks', 'recommends', 'private'),
  message: fc.integer({ min: 0, max: 12 }).map(String),
  day: fc.integer({ min: 0, max: 8 }),
})

/** On each day one message that shows all of these. */
function days(n: number, ...kinds: readonly Signal['kind'][]): readonly Signal[] {
  return Array.from({ length: n }, (_, day) => day).flatMap((day) =>
    (['contact', ...kinds] as const).map((kind) => ({ kind, message: `m${day}`, day })),
  )
}

describe('stageOf', () => {
  it.each([
    [[], 'stranger'],
    [days(1, 'thanks', 'recommends', 'private'), 'stranger'],
    [days(3), 'half_acquainted'],
    [days(9), 'half_acquainted'],
    [days(4, 'thanks', 'private'), 'acquainted'],
    [days(6, 'thanks', 'private', 'recommends'), 'friend'],
  ])('follows the table (S2-02)', (signals, stage) => expect(stageOf(signals)).toBe(stage))

  it('stands whichever single message is left out (S0-24)', () => {
    fc.assert(
      fc.property(fc.array(signal, { maxLength: 40 }), (signals) => {
        const stage = order.indexOf(stageOf(signals))
        for (const left of new Set(signals.map(({ message }) => message))) {
          const rest = signals.filter(({ message }) => message !== left)
          expect(order.indexOf(stageByTable(rest))).toBeGreaterThanOrEqual(stage)
        }
      }),
    )
  })
  it('is not raised by a message above what was known without it', () => {
    fc.assert(
      fc.property(
        fc.array(signal, { maxLength: 30 }),
        fc.array(signal, { maxLength: 4 }),
        (known, more) => {
          const fresh = more.map((one) => ({ ...one, message: 'new' }))
          const after = order.indexOf(stageOf([...known, ...fresh]))
          expect(after).toBeLessThanOrEqual(order.indexOf(stageByTable(known)))
        },
      ),
    )
  })
  it('does not depend on the order of the signals', () => {
    fc.assert(
      fc.property(fc.array(signal), (signals) => {
        expect(stageOf([...signals].reverse())).toBe(stageOf(signals))
      }),
    )
  })
})
