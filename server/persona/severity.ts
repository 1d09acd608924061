import { isPublic, type LintContext } from './context.ts'
import type { Severity } from './rule.ts'

const weaker: Readonly<Record<Severity, Severity>> = {
  block: 'error',
  error: 'warning',
  warning: 'hint',
  hint: 'hint',
}

/** One step weaker where only the customer reads it: the rules marked ▲ in the catalogue. */
export function softerInPrivate(severity: Severity, context: LintContext): Severity {
  return isPublic(context) ? severity : weaker[severity]
}
