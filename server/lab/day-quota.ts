const BEIJING_OFFSET_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

/** Counts per calendar day in Beijing, the way both platforms reset their allowances. */
export interface DayQuota {
  /** False when the allowance of the day is used up; otherwise one use is counted. */
  take(name: string, limit: number): boolean
  used(name: string): number
  reset(): void
}

export function createDayQuota(now: () => number): DayQuota {
  const counts = new Map<string, number>()
  const key = (name: string): string =>
    `${Math.floor((now() + BEIJING_OFFSET_MS) / DAY_MS)} ${name}`

  return {
    take(name, limit) {
      const used = counts.get(key(name)) ?? 0
      if (used >= limit) return false
      counts.set(key(name), used + 1)
      return true
    },
    used: (name) => counts.get(key(name)) ?? 0,
    reset: () => counts.clear(),
  }
}
