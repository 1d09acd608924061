import type { Edit } from './rule.ts'

/** A draft with edits made; they do not overlap. */
export function edited(draft: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce(
      (text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end),
      draft,
    )
}
