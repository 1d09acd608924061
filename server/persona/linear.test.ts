import { describe, expect, it } from 'vitest'
import { ruleExamples } from '../testing/rule-examples.ts'
import type { LintContext } from './context.ts'
import type { PersonaRule } from './rule.ts'

const all = await ruleExamples()
const signs = [
  '1 ',
  '1-',
  'a',
  '，',
  '。',
  ' ',
  '一',
  '“',
  '@',
  '100元',
  '明天14:00前',
  '\u200b1',
  '您',
]

let made = 0
/** Processor time of one check, ms; no text comes twice, as readings of texts are remembered. */
function timeOf({ check }: PersonaRule, material: string, length: number, context: LintContext) {
  made += 1
  const text = (String(made) + material.repeat(Math.ceil(length / material.length))).slice(
    0,
    length,
  )
  const { user, system } = process.cpuUsage()
  check(text, context)
  const spent = process.cpuUsage({ user, system })
  return (spent.user + spent.system) / 1000
}

function least(count: number, measure: () => number): number {
  return Math.min(...Array.from({ length: count }, measure))
}

/** Work that is over at once is not measured; square work is 16 times as much, and long. */
function isSteep(rule: PersonaRule, material: string, context: LintContext): boolean {
  const long = (): number => timeOf(rule, material, 16_000, context)
  if (least(2, long) < 40) return false
  const short = least(4, () => timeOf(rule, material, 4000, context))
  return least(3, long) > 12 * Math.max(short, 2)
}

describe('the work of a rule', () => {
  it.each(all)(
    '$name: grows about as its text does, whatever is pasted again and again',
    ({ rule, examples: { flagged } }) => {
      const context = flagged[0]?.context ?? {}
      const pasted = [
        ...flagged.filter((_, index) => index % 4 === 0),
        ...signs.map((draft) => ({ draft, context })),
      ]
      const steep = pasted.filter(
        (one) => one.draft !== '' && isSteep(rule, one.draft, one.context ?? {}),
      )
      expect(steep.map(({ draft }) => draft)).toEqual([])
    },
  )
})
