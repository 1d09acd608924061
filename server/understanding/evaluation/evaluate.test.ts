import { describe, expect, it } from 'vitest'
import { readCorpus } from '../corpus/read.ts'
import type { Understanding } from '../result.ts'
import { evaluatePairs } from './evaluate.ts'
import { goldOf, goldOfCorpus } from './gold.ts'
import { areaUnderCurve, reportJudged, type Guess } from './judged.ts'
import { markdownOf } from './markdown.ts'

const guess = (gold: string, value: string, confidence: number, decided = true): Guess => ({
  gold,
  value,
  confidence,
  decided,
})

const ours: Understanding = {
  where: { province: '广东', city: '深圳', district: null, source: 'text', confidence: 0.9 },
  when: null,
  what: {
    category: { value: 'network', confidence: 0.9, decided: true },
    product: '宽带',
    trigger: null,
  },
  polarity: { value: 'negative', confidence: 0.9, decided: true },
  anger: { level: 2, confidence: 0.7, decided: true },
  escalation: { value: 'none', confidence: 0.95, decided: true },
  abuse: { value: false, confidence: 0.99, decided: true },
  relevance: { value: 'demand', confidence: 0.9, decided: true },
  pii: [{ kind: 'phone', start: 0, end: 11 }],
  points: [],
  evidence: [],
}

describe('reportJudged', () => {
  const guesses = [
    guess('a', 'a', 0.95),
    guess('a', 'a', 0.95),
    guess('b', 'a', 0.55, false),
    guess('b', 'b', 0.75),
  ]
  it('counts always answering and what was decided', () => {
    expect(reportJudged(guesses)).toMatchObject({
      count: 4,
      accuracy: 0.75,
      decidedAccuracy: 1,
      coverage: 0.75,
    })
  })
  it('means F1 over the classes, however small', () => {
    const { macroF1, perClass } = reportJudged(guesses)
    expect(perClass).toMatchObject({
      a: { precision: 0.6667, recall: 1 },
      b: { precision: 1, recall: 0.5 },
    })
    expect(macroF1).toBeCloseTo((0.8 + 2 / 3) / 2, 3)
  })
  it('shows who was taken for whom, and how confidence fits truth', () => {
    const { confusion, calibration, calibrationError } = reportJudged(guesses)
    expect(confusion).toEqual({ a: { a: 2 }, b: { a: 1, b: 1 } })
    expect(calibration.map(({ from, count }) => [from, count])).toEqual([
      [0.5, 1],
      [0.7, 1],
      [0.9, 2],
    ])
    expect(calibrationError).toBeCloseTo((0.05 * 2 + 0.55 + 0.25) / 4, 3)
  })
})

describe('areaUnderCurve', () => {
  it('is the chance that the angrier of two ranks higher, ties half', () => {
    const ranked = (scores: readonly [number, boolean][]) =>
      areaUnderCurve(scores.map(([score, isPositive]) => ({ score, isPositive })))
    expect(ranked([[0.9, true], [0.1, false]])).toBe(1) // prettier-ignore
    expect(ranked([[0.1, true], [0.9, false]])).toBe(0) // prettier-ignore
    expect(ranked([[0.5, true], [0.5, false]])).toBe(0.5) // prettier-ignore
    expect(ranked([[0.5, true]])).toBeNull() // prettier-ignore
  })
})

describe('evaluatePairs', () => {
  it('measures only what was judged', () => {
    const report = evaluatePairs([{ gold: { polarity: 'negative' }, ours }])
    expect(Object.keys(report.judged)).toEqual(['polarity'])
    expect(report).toMatchObject({ texts: 1, found: {}, spans: {}, angerAuc: null })
  })
  it('tells a place found and right from one invented', () => {
    const where = { province: '广东', city: '深圳', district: null }
    const { found } = evaluatePairs([
      { gold: { where }, ours },
      { gold: { where: { ...where, district: '南山' } }, ours },
      { gold: { where: null }, ours },
      { gold: { where: null }, ours: { ...ours, where: null } },
    ])
    expect(found['where']).toEqual({
      count: 4,
      accuracy: 0.5,
      found: 1,
      right: 0.5,
      invented: 0.5,
    })
  })
  it('takes the same moment in another zone for the same time', () => {
    const when = {
      start: '2026-05-12T00:00:00+08:00',
      end: '2026-05-13T00:00:00+08:00',
      grain: 'day' as const,
    }
    const utc = { ...when, start: '2026-05-11T16:00:00Z', end: '2026-05-12T16:00:00Z' }
    const { found } = evaluatePairs([{ gold: { when: utc }, ours: { ...ours, when } }])
    expect(found['when']?.right).toBe(1)
  })
  it('counts spans that touch', () => {
    const { spans } = evaluatePairs([
      { gold: { pii: [{ kind: 'phone', start: 2, end: 9 }] }, ours },
      { gold: { pii: [] }, ours },
    ])
    expect(spans['pii']).toEqual({ count: 1, precision: 0.5, recall: 1 })
  })
  it('writes Markdown of every field', () => {
    const gold = { polarity: 'negative', anger: 2, where: null, pii: [] }
    const text = markdownOf(evaluatePairs([{ gold, ours }]))
    for (const words of ['| polarity | 1 | 100.0 %', 'Anger:', '| where | 1 |', '| pii | 0 |'])
      expect(text).toContain(words)
  })
})

describe('goldOf', () => {
  it('reads values bare and as the command prints them', () => {
    const bare = { polarity: 'neutral', anger: 1, abuse: false, category: 'app' }
    const printed = {
      polarity: { value: 'neutral' },
      anger: { level: 1 },
      abuse: { value: false },
      what: { category: { value: 'app' } },
    }
    const expected = { polarity: 'neutral', anger: 1, abuse: 'false', category: 'app' }
    expect(goldOf({ gold: bare })).toEqual(expected)
    expect(goldOf({ gold: printed })).toEqual(expected)
  })
  it('reads reviews, comments and the corpus', () => {
    expect(goldOf({ sent: 0 })).toEqual({ polarity: 'negative' })
    expect(goldOf({ off: 1 })).toEqual({ abuse: 'true' })
    const [line] = readCorpus('断网了\t-2d.. network\twhere:四川/成都/').lines
    expect(goldOfCorpus(line!)).toMatchObject({
      polarity: 'negative',
      anger: 2,
      where: { province: '四川', city: '成都', district: null },
    })
  })
  it('knows a line without any judgement', () => {
    expect(goldOf({ text: '断网了' })).toBeUndefined()
  })
})
