import type { Words } from '../core/settings.ts'
import type { Span } from '../language/normal.ts'
import type { Finding, Severity } from './rule.ts'
import type { Speech } from './speech.ts'

// More than these on one rule tell an agent nothing new.
const most = 10

/** One finding for each span of a speech, ten at most. */
export function toneFindings(
  {
    rule,
    severity,
    message,
  }: { readonly rule: string; readonly severity: Severity; readonly message: Words },
  speech: Speech,
  spans: readonly Span[],
): readonly Finding[] {
  return spans
    .slice(0, most)
    .map(({ start, end }) => ({ rule, severity, ...speech.spanOf(start, end), message }))
}
