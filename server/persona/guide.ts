import type { LintContext } from './context.ts'
import type { Finding, Severity } from './rule.ts'
import { rules } from './rules/index.ts'

const weight: Readonly<Record<Severity, number>> = { block: 0, error: 1, warning: 2, hint: 3 }

function inOrder(a: Finding, b: Finding): number {
  return weight[a.severity] - weight[b.severity] || a.start - b.start || (a.rule < b.rule ? -1 : 1)
}

/** All findings on a draft, heaviest first; the order of the rules does not matter. */
export function judge(draft: string, context: LintContext): readonly Finding[] {
  return rules.flatMap((rule) => rule.check(draft, context)).sort(inOrder)
}

/** The findings that keep a reply from being sent without a person's act. */
export function blocking(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => finding.severity === 'block' || finding.severity === 'error')
}
