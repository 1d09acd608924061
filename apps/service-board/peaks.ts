/** Hours of one day that follow each other; `to` is the hour it ends at, up to 24. */
export interface Peak {
  /** 1 = Monday. */
  readonly weekday: number
  readonly from: number
  readonly to: number
}

/** Hours of the week (0 = Monday 0:00) as spans within their day. */
export function peaksOf(hours: readonly number[]): readonly Peak[] {
  const sorted = [...new Set(hours)].sort((a, b) => a - b)
  return sorted.reduce<readonly Peak[]>((peaks, at) => {
    const [weekday, hour] = [Math.floor(at / 24) + 1, at % 24]
    const last = peaks.at(-1)
    if (last?.weekday === weekday && last.to === hour)
      return [...peaks.slice(0, -1), { ...last, to: hour + 1 }]
    return [...peaks, { weekday, from: hour, to: hour + 1 }]
  }, [])
}
