import type { LintContext } from './context.ts'

/** A figure of a public thread that has reached what the persona document allows one agent alone. */
export interface Reached {
  readonly what: 'reposts' | 'audience'
  readonly count: number
  readonly limit: number
}

/** What makes a public reply a matter for two people; unknown figures make none. */
export function reached({ policy, thread }: LintContext): readonly Reached[] {
  const limits = policy?.secondReader
  if (!limits || !thread) return []
  return (['reposts', 'audience'] as const).flatMap((what) => {
    const [limit, count] = [limits[what], thread[what]]
    return limit !== undefined && count !== undefined && count >= limit
      ? [{ what, count, limit }]
      : []
  })
}
