import { existsSync, readFileSync } from 'node:fs'
import type { LintContext } from '../persona/context.ts'
import type { PersonaRule } from '../persona/rule.ts'
import type { RuleWithExamples } from './rule-examples.ts'

/** Short texts that each pin one entry of a word list: without it the verdict on the text changes. */
export interface SampleGroup {
  readonly context: LintContext
  readonly flagged: readonly string[]
  readonly passing: readonly string[]
}

/** A text with the verdict it must get. */
export interface Case {
  readonly draft: string
  readonly context: LintContext
  readonly isFlagged: boolean
}

const folder = new URL('../persona/samples/', import.meta.url)

export function samplesFile(name: string): URL {
  return new URL(`${name}.json`, folder)
}

export function samplesOf(name: string): readonly Case[] {
  const file = samplesFile(name)
  if (!existsSync(file)) return []
  const groups = JSON.parse(readFileSync(file, 'utf8')) as readonly SampleGroup[]
  return groups.flatMap(({ context, flagged, passing }) => [
    ...flagged.map((draft) => ({ draft, context, isFlagged: true })),
    ...passing.map((draft) => ({ draft, context, isFlagged: false })),
  ])
}

/** Everything a rule is held to: its examples and its samples. */
export function casesOf({ name, examples }: RuleWithExamples): readonly Case[] {
  return [
    ...examples.flagged.map(({ draft, context = {} }) => ({ draft, context, isFlagged: true })),
    ...examples.passing.map(({ draft, context = {} }) => ({ draft, context, isFlagged: false })),
    ...samplesOf(name),
  ]
}

export function holds(rule: PersonaRule, { draft, context, isFlagged }: Case): boolean {
  return rule.check(draft, context).length > 0 === isFlagged
}

export function inGroups(cases: readonly Case[]): readonly SampleGroup[] {
  const groups = new Map<string, { context: LintContext; flagged: string[]; passing: string[] }>()
  for (const { draft, context, isFlagged } of cases) {
    const key = JSON.stringify(context)
    const group = groups.get(key) ?? { context, flagged: [], passing: [] }
    groups.set(key, group)
    const list = isFlagged ? group.flagged : group.passing
    if (!list.includes(draft)) list.push(draft)
  }
  return [...groups.values()]
}
