import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Bucket, addFact, bodyOf, statesOf, stepsOf, sumOfStates, type States } from './buckets.ts'
import { anyAsOf, anyFacts, viewAt } from './made-facts.fake.ts'
import type { Fact } from './facts.ts'
import { metrics } from './metrics/index.ts'
import { daySlices, daySlicing, valueIn } from './slices.ts'

function statesAfter(facts: readonly Fact[], asOf: number): States {
  const states: States = new Map()
  for (const fact of facts) addFact(states, fact, metrics, viewAt(asOf))
  return states
}

/** A state that nothing was added to is as good as none. */
const textOf = (states: States): string => bodyOf(states, metrics)

describe('buckets', () => {
  it('are the same states when they come back from the store', () => {
    fc.assert(
      fc.property(anyFacts, anyAsOf, (facts, asOf) => {
        const states = statesAfter(facts, asOf)
        const back = statesOf(textOf(states), metrics)
        for (const [id, state] of back) expect(state).toEqual(states.get(id))
        expect(textOf(back)).toBe(textOf(states))
      }),
      { numRuns: 60 },
    )
  })
  it('add up to the bucket of everything, and stay as they were', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, anyFacts, anyAsOf, (a, b, c, asOf) => {
        const parts = [a, b, c].map((facts) => statesAfter(facts, asOf))
        const before = parts.map(textOf)
        const whole = textOf(statesAfter([...c, ...a, ...b], asOf))
        expect(textOf(sumOfStates(parts, metrics))).toBe(whole)
        expect(textOf(sumOfStates([...parts].reverse(), metrics))).toBe(whole)
        expect(parts.map(textOf)).toEqual(before)
      }),
      { numRuns: 40 },
    )
  })
  it('hold in every slice what a fold over its own facts gives', () => {
    fc.assert(
      fc.property(anyFacts, anyAsOf, (facts, asOf) => {
        const bucket = new Bucket(daySlicing)
        for (const fact of facts) bucket.add(fact, stepsOf(fact, metrics, viewAt(asOf)))
        const made = [...bucket.cells(metrics)]
        expect(made.map(({ slice }) => slice).sort()).toEqual(
          daySlices.map(({ name }) => name).sort(),
        )
        for (const { slice: name, cells } of made) {
          const slice = daySlices.find((one) => one.name === name)
          for (const { value, body } of cells) {
            const own = facts.filter((fact) => slice && valueIn(slice, fact) === value)
            expect(body).toBe(textOf(statesAfter(own, asOf)))
          }
        }
      }),
      { numRuns: 30 },
    )
  })
})
