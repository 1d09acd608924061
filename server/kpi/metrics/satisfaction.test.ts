import { describe, expect, it } from 'vitest'
import { day, monday, readingOf, solved, episode, hour } from '../made-facts.fake.ts'
import { satisfaction } from './satisfaction.ts'

const ratedAt = monday + 3 * hour
const rated = (rating: number, surveyedAt?: number) =>
  solved({ rating, ratedAt, ...(surveyedAt !== undefined && { surveyedAt }) })

describe('csat', () => {
  it('is ratings of 4 and 5 over all ratings, with the interval (S1-14)', () => {
    const facts = [rated(5), rated(4), rated(3), rated(1), solved()]
    const figure = readingOf(satisfaction, facts, monday + day)?.['']
    expect(figure).toMatchObject({ value: 0.5, n: 4, of: 5, coverage: 0.8 })
    expect(figure?.wilson95?.low).toBeCloseTo(0.15, 3)
    expect(figure?.wilson95?.high).toBeCloseTo(0.85, 3)
  })
  it('shows answers over surveys where surveys were recorded', () => {
    const facts = [rated(5, monday), solved({ surveyedAt: monday }), solved(), solved()]
    const reading = readingOf(satisfaction, facts, monday + day)
    expect(reading?.['responseRate']).toEqual({ value: 0.5, n: 2, of: 2, coverage: 1 })
    expect(reading).not.toHaveProperty('responseRateOverSolved')
  })
  it('shows answers over solved, named so, where no survey was', () => {
    const reading = readingOf(satisfaction, [rated(2), solved(), episode()], monday + day)
    expect(reading?.['responseRateOverSolved']).toEqual({ value: 0.5, n: 2, of: 2, coverage: 1 })
    expect(reading).not.toHaveProperty('responseRate')
  })
  it('does not know a rating that comes after the moment', () => {
    const reading = readingOf(satisfaction, [rated(5, monday)], ratedAt - 1)
    expect(Object.keys(reading ?? {})).toEqual(['responseRate'])
    expect(reading?.['responseRate']?.value).toBe(0)
  })
})
