const window = 3

const meanOf = (values: readonly number[]): number =>
  values.reduce((a, b) => a + b, 0) / values.length

/**
 * The mood at the beginning and at the end of an episode, −1 to 1: means of its first and last three
 * judgements, or of fewer where they would overlap. Undefined of fewer than two.
 */
export function moodOf(
  polarities: readonly number[],
): { readonly before: number; readonly after: number } | undefined {
  const size = Math.min(window, Math.floor(polarities.length / 2))
  if (size === 0) return undefined
  return { before: meanOf(polarities.slice(0, size)), after: meanOf(polarities.slice(-size)) }
}
