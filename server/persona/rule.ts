import type { Words } from '../core/settings.ts'
import type { LintContext } from './context.ts'

export type Severity = 'block' | 'error' | 'warning' | 'hint'

/** An edit that removes a finding: UTF-16 offsets into the draft, end exclusive. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

export interface Finding {
  readonly rule: string
  readonly severity: Severity
  readonly start: number
  readonly end: number
  readonly message: Words
  readonly fix?: readonly Edit[]
}

/** One wording rule: one file, pure, no clock. */
export interface PersonaRule {
  /** Id of the catalogue, e.g. `W-S1`. */
  readonly id: string
  /** Why the rule exists, shown to the agent. */
  readonly because: Words
  check(draft: string, context: LintContext): readonly Finding[]
}

/** Lives beside a rule in `<rule>.examples.ts`, out of the browser bundle. */
export interface RuleExamples {
  readonly flagged: readonly { readonly draft: string; readonly context?: LintContext }[]
  readonly passing: readonly { readonly draft: string; readonly context?: LintContext }[]
}
