import { readdirSync } from 'node:fs'
import type { PersonaRule, RuleExamples } from '../persona/rule.ts'

/** A wording rule with the drafts that lie beside it. */
export interface RuleWithExamples {
  /** The file's name without its ending, e.g. `no-blame`. */
  readonly name: string
  readonly rule: PersonaRule
  readonly examples: RuleExamples
}

const folder = new URL('../persona/rules/', import.meta.url)

async function load(name: string): Promise<RuleWithExamples> {
  const { examples } = (await import(new URL(`${name}.examples.ts`, folder).href)) as {
    readonly examples: RuleExamples
  }
  const module = (await import(new URL(`${name}.ts`, folder).href)) as Record<string, PersonaRule>
  const [rule] = Object.values(module)
  if (!rule) throw new Error(`${name}.ts exports no rule`)
  return { name, rule, examples }
}

/** Every rule of the folder with its examples, in the order of their names. */
export function ruleExamples(): Promise<readonly RuleWithExamples[]> {
  const names = readdirSync(folder)
    .filter((name) => /^[a-z-]+\.ts$/.test(name) && name !== 'index.ts')
    .map((name) => name.slice(0, -3))
  return Promise.all(names.sort().map(load))
}
