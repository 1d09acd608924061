import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ruleExamples } from '../testing/rule-examples.ts'
import type { LintContext } from './context.ts'
import { blocking, judge, withFix } from './guide.ts'
import type { Finding } from './rule.ts'
import { rules, stopping } from './rules/index.ts'

const all = await ruleExamples()
const drafts = all.flatMap(({ examples: { flagged, passing } }) => [...flagged, ...passing])
const mendable = drafts.filter(({ draft, context = {} }) =>
  rules.some(({ check }) => check(draft, context).some(({ fix }) => fix !== undefined)),
)

const heavy = (findings: readonly Finding[]): ReadonlySet<string> =>
  new Set(blocking(findings).map(({ rule }) => rule))
const countOf = (findings: readonly Finding[], rule: string): number =>
  findings.filter((one) => one.rule === rule).length

/** What is wrong with a fix that was offered: brings a block or an error, or leaves its own fault. */
function faultOf(draft: string, context: LintContext, finding: Finding): string | undefined {
  const before = judge(draft, context)
  const after = judge(withFix(draft, finding), context)
  const known = heavy(before)
  const added = [...heavy(after)].filter((rule) => !known.has(rule))
  if (added.length > 0) return `${finding.rule} adds ${added.join()}: ${draft}`
  const isMended =
    countOf(after, finding.rule) < countOf(before, finding.rule) ||
    countOf(before, finding.rule) >= 50
  return isMended ? undefined : `${finding.rule} leaves its own fault: ${draft}`
}

/** A mendable example among the words and in the ticket of others. */
const mixed = fc
  .tuple(
    fc.constantFrom(...mendable),
    fc.constantFrom(...drafts),
    fc.constantFrom(...drafts),
    fc.constantFrom('', '\n', '。'),
    fc.boolean(),
  )
  .map(([one, other, third, gap, isFirst]) => ({
    draft: isFirst ? one.draft + gap + other.draft : other.draft + gap + one.draft,
    context: { ...third.context, ...other.context, ...one.context } satisfies LintContext,
  }))

describe('the fixes of a draft', () => {
  it('bring no block or error, and each takes its own fault away', () => {
    fc.assert(
      fc.property(mixed, ({ draft, context }) => {
        const faults = judge(draft, context)
          .filter(({ fix }) => fix !== undefined)
          .flatMap((finding) => faultOf(draft, context, finding) ?? [])
        expect(faults).toEqual([])
      }),
      { numRuns: 600, seed: 20260512 },
    )
  })

  it('come to an end: taking a fix of a rule again and again leaves a draft it mends no more', () => {
    fc.assert(
      fc.property(mixed, ({ draft, context }) => {
        const before = judge(draft, context)
        for (const rule of new Set(before.map((finding) => finding.rule))) {
          let text = draft
          for (let left = countOf(before, rule) + 1; left > 0; left--) {
            const next = judge(text, context).find((one) => one.rule === rule && one.fix)
            if (!next) break
            text = withFix(text, next)
          }
          const again = judge(text, context).find((one) => one.rule === rule && one.fix)
          expect(again).toBeUndefined()
        }
      }),
      { numRuns: 150, seed: 20260512 },
    )
  })
})

describe('rules that only advise', () => {
  it('stop no example, in public or in private', () => {
    const advising = rules.filter((rule) => !stopping.includes(rule))
    const heavyOnes = drafts.flatMap(({ draft, context }) =>
      (['public', 'private'] as const).flatMap((visibility) =>
        advising
          .filter(
            ({ check }) =>
              blocking(
                check(draft, {
                  ...context,
                  channel: { kind: 'weibo', ...context?.channel, visibility },
                }),
              ).length > 0,
          )
          .map(({ id }) => `${id}: ${draft}`),
      ),
    )
    expect(heavyOnes).toEqual([])
  })
})
