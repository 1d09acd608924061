import { readFileSync, readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fact } from '../facts.ts'
import { anyAsOf, anyFacts, episode, fold, item, monday, turn, viewAt } from '../made-facts.fake.ts'
import type { Figure } from '../metric.ts'
import { metricById, metrics } from './index.ts'

const folder = new URL('./', import.meta.url)
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'index.ts')
  .map((name) => name.slice(0, -'.ts'.length))

const numbersIn = ({ wilson95, values = [], ...rest }: Figure): readonly number[] => [
  ...Object.values(rest),
  ...values,
  ...Object.values(wilson95 ?? {}),
]

/** As it is known then: what had not happened yet is left out. */
function knownOf(fact: Fact, asOf: number): Fact {
  const known = Object.entries(fact).flatMap(([name, value]) => {
    const isLater = typeof value === 'number' && value > asOf
    if (isLater && name !== 'enteredAt') return []
    return [[name, name === 'repeatsAt' ? (value as number[]).filter((at) => at <= asOf) : value]]
  })
  return Object.fromEntries(known) as Fact
}

describe('the list of metrics', () => {
  it('holds every file of the folder, and no other', async () => {
    const made = await Promise.all(
      names.map(async (name) => {
        const module = (await import(new URL(`${name}.ts`, folder).href)) as Record<string, unknown>
        return Object.values(module)
      }),
    )
    expect(made.map((exports) => exports.length)).toEqual(names.map(() => 1))
    const listed = new Set<unknown>(metrics)
    expect(made.flat().filter((metric) => !listed.has(metric))).toEqual([])
    expect(metrics).toHaveLength(names.length)
  })
  it('has a test beside every file', () => {
    const tests = new Set(readdirSync(folder))
    expect(names.filter((name) => !tests.has(`${name}.test.ts`))).toEqual([])
  })
  it('finds each by its id, and nothing by another', () => {
    expect(metrics.map(({ id }) => metricById(id))).toEqual(metrics)
    expect(metricById('followers')).toBeUndefined()
  })
  it('has the ids that the command prints', () => {
    const ids = ['demandVolume', 'firstResponseSeconds', 'everyResponseSeconds', 'responseRate']
      .concat(['serviceLevel', 'fcr', 'transferRate', 'reopenRate', 'csat', 'mentionCoverage'])
      .concat(['stillWaiting'])
    expect(ids.filter((id) => !metricById(id))).toEqual([])
  })
  it('begins with what a beginner looks at', () => {
    const stages = metrics.map(({ stage }) => stage)
    expect(stages).toEqual([...stages].sort())
    expect(new Set(stages).size).toBe(4)
  })
  it('counts no followers, reposts or fans (S2-13)', () => {
    const told = metrics.map(({ title }) => title.zh + title.en).join(' ')
    expect(told).not.toMatch(/粉丝|转发|follower|repost/i)
  })
  it('is listed by one import line and one line each', () => {
    const lines = readFileSync(new URL('index.ts', folder), 'utf8').split('\n')
    for (const name of names) {
      expect(lines.filter((line) => line.includes(`'./${name}.ts'`))).toHaveLength(1)
    }
  })
})

describe.each(metrics.map((metric) => ({ id: metric.id, metric })))('$id', ({ metric }) => {
  it('says what it is in both languages', () => {
    const words = [metric.title, metric.formula, ...metric.exclusions].concat(
      Object.values(metric.parts),
    )
    for (const { zh, en } of words) {
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en).toMatch(/[a-z]{2}/)
    }
    expect(Object.keys(metric.parts).length).toBeGreaterThan(0)
    expect(metric.exclusions.length).toBeGreaterThan(0)
  })
  it('merges any split in any order to the same JSON', () => {
    fc.assert(
      fc.property(anyFacts, anyAsOf, fc.infiniteStream(fc.nat(2)), (facts, asOf, lots) => {
        const view = viewAt(asOf)
        const parts = [[], [], []] as (typeof facts)[]
        for (const fact of facts) parts[lots.next().value as number]?.push(fact)
        const [a, b, c] = parts.map((part) => fold(metric, part, view))
        const before = JSON.stringify([a, b, c])
        const whole = JSON.stringify(fold(metric, facts, view))
        const { merge } = metric
        expect(JSON.stringify(merge(merge(a, b), c))).toBe(whole)
        expect(JSON.stringify(merge(c, merge(b, a)))).toBe(whole)
        expect(JSON.stringify(merge(metric.initial(), merge(merge(a, b), c)))).toBe(whole)
        expect(JSON.stringify(fold(metric, [...facts].reverse(), view))).toBe(whole)
        expect(JSON.stringify([a, b, c])).toBe(before)
        expect(JSON.parse(whole)).toEqual(fold(metric, facts, view))
      }),
      { numRuns: 40 },
    )
  })
  it('has no figure without data, and says of each figure how much was measured (S2-27)', () => {
    const view = viewAt(Date.UTC(2030, 0))
    expect(metric.read(metric.initial(), view)).toBeUndefined()
    expect(metric.read(metric.merge(metric.initial(), metric.initial()), view)).toBeUndefined()
    fc.assert(
      fc.property(anyFacts, anyAsOf, (facts, asOf) => {
        const now = viewAt(asOf)
        const reading = metric.read(fold(metric, facts, now), now)
        if (!reading) return
        expect(Object.keys(reading).length).toBeGreaterThan(0)
        for (const [part, figure] of Object.entries(reading)) {
          expect(Object.keys(metric.parts)).toContain(part)
          expect(numbersIn(figure).filter((number) => !Number.isFinite(number))).toEqual([])
          expect(figure.n).toBeGreaterThan(0)
          expect(figure.of).toBeGreaterThan(0)
          expect(figure.n).toBeLessThanOrEqual(figure.of as number)
          expect(figure.coverage).toBe(figure.n / (figure.of as number))
          if (metric.unit === 'share') {
            expect(figure.value).toBeGreaterThanOrEqual(0)
            expect(figure.value).toBeLessThanOrEqual(1)
          }
        }
      }),
      { numRuns: 60 },
    )
  })
  it('adds the same until the moment it names, and then something else', () => {
    const sometimes = fc.oneof(fc.nat(2 * 3_600_000), fc.nat(60 * 86_400_000))
    fc.assert(
      fc.property(anyFacts, sometimes, sometimes, (facts, since, gap) => {
        for (const whole of facts) {
          if (whole.fact !== metric.over) continue
          const asOf = whole.at + since
          const fact = knownOf(whole, asOf)
          const stateAt = (at: number): string => JSON.stringify(fold(metric, [fact], viewAt(at)))
          const next = metric.changesAt?.(fact, viewAt(asOf)) ?? Infinity
          expect(next).toBeGreaterThan(asOf)
          expect(stateAt(Math.min(asOf + gap, next - 1))).toBe(stateAt(asOf))
          if (next === Infinity) continue
          expect(stateAt(next - 1)).toBe(stateAt(asOf))
          expect(stateAt(next)).not.toBe(stateAt(asOf))
        }
      }),
      { numRuns: 60 },
    )
  })
  it('is looked at again when a fact begins that is dated ahead', () => {
    const [fact] = [item, turn, episode]
      .map((make) => make({ at: monday + 5000 }))
      .filter((made) => made.fact === metric.over) as [Fact]
    expect(fold(metric, [fact], viewAt(monday))).toEqual(metric.initial())
    expect(metric.changesAt?.(fact, viewAt(monday))).toBe(monday + 5000)
  })
  it('takes nothing of what begins after the moment', () => {
    fc.assert(
      fc.property(anyFacts, anyAsOf, (facts, asOf) => {
        const past = facts.filter(({ at }) => at <= asOf)
        expect(fold(metric, facts, viewAt(asOf))).toEqual(fold(metric, past, viewAt(asOf)))
      }),
      { numRuns: 30 },
    )
  })
})
