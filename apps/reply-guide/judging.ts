import type { Guidance } from '../../server/api/guidance.ts'
import type { LintContext } from '../../server/persona/context.ts'
import type { Finding } from '../../server/persona/rule.ts'
import type { Style } from './use-style.ts'

/** The gate reads as far: what differs would be judged differently. */
export const judgedLength = 8000

export type Judge = (draft: string, context: LintContext) => readonly Finding[]

/** The rules come after the page stands: they are most of its weight. */
export async function loadJudge(): Promise<Judge> {
  const { judgeReply } = await import('../../server/persona/clearance.ts')
  return judgeReply
}

/**
 * What a draft is judged by now, in the style chosen for this customer. Without guidance nothing is
 * known of the ticket.
 */
export function contextAt(guidance: Guidance | undefined, now: number, style?: Style): LintContext {
  if (!guidance?.account) return guidance?.context ?? {}
  const context: LintContext = guidance.context
  return {
    ...context,
    now: new Date(now).toISOString(),
    ...(style && { customer: { ...context.customer, style } }),
  }
}

/** Whether the relay will judge this reply too: on other tickets findings are advice. */
export function isOurs(guidance: Guidance | undefined): boolean {
  return guidance?.account?.isConnected === true
}

/** Names a finding across two judgements of nearly the same text. */
export function nameOf(finding: Finding, draft: string): string {
  return `${finding.rule}|${draft.slice(finding.start, finding.end)}`
}

/** Findings that stand on the list: none waved aside, each once. */
export function standing(
  findings: readonly Finding[],
  draft: string,
  dismissed: ReadonlySet<string>,
): readonly Finding[] {
  const seen = new Set<string>()
  return findings.filter((finding) => {
    const name = nameOf(finding, draft)
    // A block stays: waving it aside would only hide why the save is stopped.
    if (seen.has(name) || (dismissed.has(name) && finding.severity !== 'block')) return false
    seen.add(name)
    return true
  })
}
