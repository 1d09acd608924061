import type { LintContext } from './context.ts'
import type { Finding } from './rule.ts'

/**
 * Rules that must know the case or how the company speaks: what was asked, whether it is a guess, who
 * caused it, what was told before. Where nobody has written that down they would stop good replies, so
 * they only advise.
 */
const needsTheCase: ReadonlySet<string> = new Set([
  'W-A1',
  'W-A5',
  'W-L2',
  'W-L6',
  'W-E1',
  'W-E4',
  'W-E8',
  'W-P2',
  'W-V2',
])

/** A finding as heavy as an account without a persona document can bear. */
export function weighed(finding: Finding, { undocumented }: LintContext): Finding {
  const isSure = undocumented !== true || !needsTheCase.has(finding.rule)
  return isSure || finding.severity !== 'error' ? finding : { ...finding, severity: 'warning' }
}
