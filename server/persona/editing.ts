import { withCode } from './agent-code.ts'
import type { LintContext } from './context.ts'
import { isPublic } from './context.ts'
import { edited } from './edited.ts'
import { measure } from './measure.ts'
import type { Edit } from './rule.ts'

function isLocked({ crisis, ...context }: LintContext): boolean {
  return crisis?.on === true && (crisis.scope === 'all' || isPublic(context))
}

/** Units of a draft that are mended: nobody mends a pasted book, and measuring it takes time. */
export const longest = 6000

/**
 * The edits as a `fix`, unless they would lead to a block: a draft beyond the channel's length, or
 * one that leaves the locked wording of a crisis.
 */
export function safeFix(
  draft: string,
  edits: readonly Edit[],
  context: LintContext,
): { readonly fix?: readonly Edit[] } {
  if (edits.length === 0 || draft.length > longest || isLocked(context)) return {}
  const { maxLength, unit = 'chars' } = context.channel ?? {}
  if (maxLength === undefined) return { fix: edits }
  const code = context.roster?.appended === false ? undefined : context.roster?.code
  const length = measure(withCode(edited(draft, edits), code), unit)
  return length > maxLength ? {} : { fix: edits }
}
