import { findCodes } from './agent-code.ts'
import type { LintContext } from './context.ts'

function bare(text: string): string {
  const [first] = findCodes(text)
  return (first === undefined ? text : text.slice(0, first.start) + text.slice(first.end)).trim()
}

/** Whether a draft is one of the wordings locked during a crisis; nobody edits those. */
export function isLockedWording(draft: string, context: LintContext): boolean {
  if (context.crisis?.on !== true) return false
  const said = bare(draft)
  return context.crisis.locked.some((entry) => entry.trim() === said)
}
