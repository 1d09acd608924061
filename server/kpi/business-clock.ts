/** Working time of a schedule. Times are epoch ms; spans are half open. */
export interface BusinessClock {
  /** Working ms between the two; 0 when `until` is not after `from`. */
  readonly between: (from: number, until: number) => number
  /** The moment at which so many working ms have passed since then; Infinity when that never comes. */
  readonly after: (from: number, workingMs: number) => number
}
