import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blocking, judge } from './guide.ts'
import type { RuleExamples } from './rule.ts'
import { rules } from './rules/index.ts'

const folder = new URL('./rules/', import.meta.url)
const files = readdirSync(folder).filter(
  (name) => /^[a-z-]+\.ts$/.test(name) && name !== 'index.ts',
)
const examples = await Promise.all(
  files.map(async (name) => {
    const module = (await import(new URL(name.replace('.ts', '.examples.ts'), folder).href)) as {
      examples: RuleExamples
    }
    const [rule] = Object.values(
      (await import(new URL(name, folder).href)) as Record<string, (typeof rules)[number]>,
    )
    return { name, examples: module.examples, rule: rule as (typeof rules)[number] }
  }),
)

describe('rules', () => {
  it('lists every file of the folder once', () => {
    expect(new Set(rules)).toEqual(new Set(examples.map(({ rule }) => rule)))
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
  })

  it.each(examples)(
    '$name flags every bad example and leaves every good one alone',
    ({ rule, examples: { flagged, passing } }) => {
      expect(flagged.length).toBeGreaterThan(5)
      expect(passing.length).toBeGreaterThan(5)
      const missed = flagged.filter(
        ({ draft, context }) => rule.check(draft, context ?? {}).length === 0,
      )
      const nagged = passing.filter(
        ({ draft, context }) => rule.check(draft, context ?? {}).length > 0,
      )
      expect({ missed, nagged }).toEqual({ missed: [], nagged: [] })
    },
  )
})

describe('judge', () => {
  it('answers findings inside the draft, heaviest first', () => {
    fc.assert(
      fc.property(fc.string(), (draft) => {
        const findings = judge(draft, { roster: { code: 'A1' } })
        for (const { start, end } of findings)
          expect(0 <= start && start <= end && end <= draft.length).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('holds a public reply that shows a phone number and lets the same go in private with a warning', () => {
    const draft = '您的电话13812345678已登记'
    expect(blocking(judge(draft, {})).map(({ rule }) => rule)).toEqual(['W-S1'])
    expect(blocking(judge(draft, { channel: { kind: 'wechat', visibility: 'private' } }))).toEqual(
      [],
    )
  })
})
