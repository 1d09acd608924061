import { commitmentsIn, type Commitment } from './commitments.ts'

// No channel takes a longer reply; reading times out of a pasted book would hold the page up.
const longest = 4000

let last:
  | { readonly draft: string; readonly now?: string; readonly found: readonly Commitment[] }
  | undefined

/** Our commitments in the first 4,000 units of a draft, read once for all rules that ask. */
export function nearCommitmentsIn(draft: string, now?: string): readonly Commitment[] {
  if (last?.draft !== draft || last.now !== now) {
    const found = commitmentsIn(draft.slice(0, longest), now)
    last = { draft, ...(now !== undefined && { now }), found }
  }
  return last.found
}
