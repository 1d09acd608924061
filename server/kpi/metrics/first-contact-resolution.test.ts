import { describe, expect, it } from 'vitest'
import { adds, day, episode, hour, monday, readingOf, solved, viewAt } from '../made-facts.fake.ts'
import { firstContactResolution } from './first-contact-resolution.ts'

const solvedAt = monday + 2 * hour
const late = monday + 30 * day

describe('fcr', () => {
  it('is solved for good over solved long enough ago, by 1, 3 and 7 days', () => {
    const facts = [
      solved(),
      solved({ repeatsAt: [solvedAt + 2 * day] }),
      solved({ reopenedAt: solvedAt + 5 * day }),
      solved({ at: monday + 8 * day }),
      episode(),
    ]
    const reading = readingOf(firstContactResolution, facts, monday + 10 * day)
    expect(reading?.['1']).toMatchObject({ value: 1, n: 4, of: 4 })
    expect(reading?.['3']).toEqual({ value: 2 / 3, n: 3, of: 4, coverage: 0.75 })
    expect(reading?.['7']).toEqual({ value: 1 / 3, n: 3, of: 4, coverage: 0.75 })
    expect(reading?.['']).toEqual(reading?.['7'])
  })
  it('includes the end of the window', () => {
    const atEnd = solved({ repeatsAt: [solvedAt + 3 * day] })
    const afterwards = solved({ repeatsAt: [solvedAt + 3 * day + 1] })
    expect(adds(firstContactResolution, atEnd, late)).toMatchObject({ 1: 1, 3: 0, 7: 0 })
    expect(adds(firstContactResolution, afterwards, late)).toMatchObject({ 1: 1, 3: 1, 7: 0 })
  })
  it('is old enough at the end of the window, not before, and says when', () => {
    const fact = solved()
    expect(adds(firstContactResolution, fact, solvedAt + day - 1)).toEqual({})
    expect(firstContactResolution.changesAt?.(fact, viewAt(solvedAt))).toBe(solvedAt + day)
    expect(adds(firstContactResolution, fact, solvedAt + day)).toEqual({ 1: 1 })
    expect(firstContactResolution.changesAt?.(fact, viewAt(solvedAt + 4 * day))).toBe(
      solvedAt + 7 * day,
    )
  })
  it('allows one change of group, also before the first reply', () => {
    expect(adds(firstContactResolution, solved({ groupChanges: 1 }), late)['7']).toBe(1)
    expect(adds(firstContactResolution, solved({ groupChanges: 2 }), late)['7']).toBe(0)
  })
  it('runs the window from the first solve', () => {
    const fact = solved({ lastSolvedAt: solvedAt + 5 * day, repeatsAt: [solvedAt + 4 * day] })
    expect(adds(firstContactResolution, fact, late)).toMatchObject({ 3: 1, 7: 0 })
  })
  it('goes by the days that were agreed on', () => {
    const view = { ...viewAt(late), targets: { ...viewAt(late).targets, fcrDays: 2 } }
    const fact = solved({ repeatsAt: [solvedAt + 3 * day] })
    const ours = firstContactResolution.contributions(fact, view).find(({ part }) => part === '')
    expect(ours?.value).toBe(1)
  })
  it('judges what was solved without us as well', () => {
    const fact = episode({ solvedAt, mode: 'peer' })
    expect(adds(firstContactResolution, fact, late)['7']).toBe(1)
  })
})
