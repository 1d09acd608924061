import { isAnswerable, type Told } from './episodes-of.ts'

/**
 * When the customer was no longer there to be answered, epoch ms: every answerable item withdrawn, or
 * `abandoned` said. A later answerable item takes both back; what comes after `until` (the solve, and of a
 * turn the reply) ended nothing any more.
 */
export function abandonedAt(
  told: readonly Told[],
  withdrawnAt: (platformId: string) => number | undefined,
  until = Infinity,
): number | undefined {
  let said = Infinity
  let withdrawn = -Infinity
  for (const event of told) {
    if (isAnswerable(event)) {
      said = Infinity
      // Clocks apart: nothing is withdrawn before it was published.
      withdrawn = Math.max(withdrawn, event.at, withdrawnAt(event.platformId) ?? Infinity)
    } else if (event.type === 'abandoned') said = Math.min(said, event.at)
  }
  const at = Math.min(said, withdrawn)
  return at <= until && at !== Infinity ? at : undefined
}
