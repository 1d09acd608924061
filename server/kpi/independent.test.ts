import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deriveFacts } from './derive.ts'
import type { KpiEvent } from './event.ts'
import type { EpisodeFact, TurnFact } from './facts.ts'
import { factsByAsking } from './independent.fake.ts'
import { afterRandomEvents, randomEvents, randomMoment } from './random-events.fake.ts'

const patience = 240_000
const dimensions = ['account', 'group', 'agent', 'category', 'province', 'city', 'tier'] as const

/** Without what later events may still say of a closed episode and its turns. */
function settled(fact: EpisodeFact | TurnFact): object {
  const open: readonly string[] = [...dimensions, 'channel', 'person', 'repeatsAt', 'isMention']
  return Object.fromEntries(Object.entries(fact).filter(([name]) => !open.includes(name)))
}

/** Published before the moment and entered after it: what is known too late may change what was. */
const isLate = (event: KpiEvent, asOf: number): boolean =>
  event.type === 'received' && event.at <= asOf && event.enteredAt > asOf

describe('deriveFacts', () => {
  it(
    'agrees with a reading of the rules that shares no code with it, in every world',
    () => {
      fc.assert(
        fc.property(randomEvents(), fc.oneof(randomMoment(), fc.constant(1e15)), (events, asOf) => {
          expect(deriveFacts(events, asOf)).toEqual(factsByAsking(events, asOf))
        }),
        { numRuns: 2000 },
      )
    },
    patience,
  )

  it(
    'is the same whatever the order and however often events are repeated',
    () => {
      fc.assert(
        fc.property(
          randomEvents().chain((events) =>
            fc.tuple(
              fc.constant(events),
              fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
            ),
          ),
          randomMoment(),
          ([events, shuffled], asOf) => {
            expect(deriveFacts(shuffled, asOf)).toEqual(deriveFacts(events, asOf))
          },
        ),
        { numRuns: 500 },
      )
    },
    patience,
  )

  it('knows nothing of what comes after the moment', () => {
    fc.assert(
      fc.property(randomEvents(), (events) => {
        expect(deriveFacts(events, afterRandomEvents)).toEqual(deriveFacts(events, Infinity))
        expect(deriveFacts(events, 0)).toEqual({ items: [], episodes: [], turns: [] })
      }),
      { numRuns: 100 },
    )
  })

  it(
    'never changes a closed episode later, but for its place, person, repeats and mention',
    () => {
      fc.assert(
        fc.property(randomEvents(), randomMoment(), randomMoment(), (all, one, other) => {
          const [before, after] = [Math.min(one, other), Math.max(one, other)]
          const events = all.filter((event) => !isLate(event, before))
          const [then, now] = [deriveFacts(events, before), deriveFacts(events, after)]
          const closed = then.episodes.filter(({ reopenedAt }) => reopenedAt !== undefined)
          const ids = closed.map(({ id }) => id)
          expect(now.episodes.filter(({ id }) => ids.includes(id)).map(settled)).toEqual(
            closed.map(settled),
          )
          const turns = (facts: readonly TurnFact[]): object[] =>
            facts.filter(({ episode }) => ids.includes(episode)).map(settled)
          expect(turns(now.turns)).toEqual(turns(then.turns))
        }),
        { numRuns: 1000 },
      )
    },
    patience,
  )
})
