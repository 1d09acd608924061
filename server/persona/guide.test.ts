import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ruleExamples } from '../testing/rule-examples.ts'
import type { LintContext } from './context.ts'
import { blocking, judge, withFix } from './guide.ts'
import { rules } from './rules/index.ts'

const examples = await ruleExamples()

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

  it('judges alike each time and in any order of the rules', () => {
    const drafts = examples.flatMap(({ examples: { flagged } }) => flagged)
    fc.assert(
      fc.property(
        fc.constantFrom(...drafts),
        fc.shuffledSubarray([...rules], { minLength: rules.length }),
        ({ draft, context = {} }, shuffled) => {
          const own = new Map(rules.map((rule) => [rule.id, rule.check(draft, context)]))
          for (const rule of shuffled) expect(rule.check(draft, context)).toEqual(own.get(rule.id))
          expect(judge(draft, structuredClone(context))).toEqual(judge(draft, context))
        },
      ),
      { numRuns: 100 },
    )
  })

  it('offers no fix of an example that brings a new block or error', () => {
    const heavy = (draft: string, context: LintContext): ReadonlySet<string> =>
      new Set(blocking(judge(draft, context)).map(({ rule }) => rule))
    const faults = examples.flatMap(({ examples: { flagged } }) =>
      flagged.flatMap(({ draft, context = {} }) => {
        const before = heavy(draft, context)
        return judge(draft, context)
          .filter(({ fix }) => fix !== undefined)
          .flatMap((finding) =>
            [...heavy(withFix(draft, finding), context)]
              .filter((rule) => !before.has(rule))
              .map((rule) => `${finding.rule} adds ${rule}: ${draft}`),
          )
      }),
    )
    expect(faults).toEqual([])
  })

  it('offers no fix that would make the reply longer than the channel takes', () => {
    const draft = '您好，路由器的事我来跟进，明天10点前给您答复。'
    const within = (maxLength: number): LintContext => ({
      now: '2026-05-12T16:40:00+08:00',
      channel: { kind: 'weibo', visibility: 'public', form: 'comment', maxLength },
      ticket: { type: 'question', serviceNo: 'WQ20260512001' },
      policy: { serviceNoInFirstReply: true },
      inbound: [{ text: '路由器坏了' }],
    })
    const numberOf = (maxLength: number) =>
      judge(draft, within(maxLength)).find(({ rule }) => rule === 'W-S9')
    const offered = numberOf(200)
    expect(offered?.fix).toBeDefined()
    const fixed = offered ? withFix(draft, offered) : draft
    expect(blocking(judge(fixed, within(draft.length + 2))).map(({ rule }) => rule)).toEqual([
      'W-S8',
    ])
    expect(numberOf(draft.length + 2)).toMatchObject({ rule: 'W-S9' })
    expect(numberOf(draft.length + 2)?.fix).toBeUndefined()
  })

  it('keeps fifty findings of a rule and says how many there were', () => {
    const found = judge('您的电话13812345678。'.repeat(120), {}).filter(
      ({ rule }) => rule === 'W-S1',
    )
    expect(found).toHaveLength(50)
    expect(found.at(-1)?.message.zh).toContain('120 处')
  })

  it('holds a public reply that shows a phone number and lets the same go in private with a warning', () => {
    const draft = '您的电话13812345678已登记'
    expect(blocking(judge(draft, {})).map(({ rule }) => rule)).toEqual(['W-S1'])
    expect(blocking(judge(draft, { channel: { kind: 'wechat', visibility: 'private' } }))).toEqual(
      [],
    )
  })
})
