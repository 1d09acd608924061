/** More are not asked for: whether one lies within a window is decided by the first. Keeps a busy customer’s facts small. */
const atMost = 20

/** How many of an ascending list are not above the limit. */
export function countUpTo(ascending: readonly number[], limit: number): number {
  let [low, high] = [0, ascending.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] ?? Infinity) <= limit) low = middle + 1
    else high = middle
  }
  return low
}

/** Publish times of answerable items by person and issue: what first contact resolution looks for. */
export class RepeatIndex {
  private readonly times = new Map<string, Map<string, number[]>>()

  add(person: string, issue: string, at: number): void {
    const issues = this.times.get(person) ?? new Map<string, number[]>()
    this.times.set(person, issues)
    const times = issues.get(issue)
    if (times === undefined) issues.set(issue, [at])
    else times.push(at)
  }

  /** Once all are added: after it nothing may be added. */
  sort(): this {
    for (const issues of this.times.values()) {
      for (const times of issues.values()) times.sort((a, b) => a - b)
    }
    return this
  }

  /** The first twenty after that moment, ascending; none without an issue: nobody knows what would be a repeat. */
  after(person: string, issue: string | undefined, moment: number): readonly number[] {
    const times = issue === undefined ? undefined : this.times.get(person)?.get(issue)
    if (times === undefined) return []
    const from = countUpTo(times, moment)
    return times.slice(from, from + atMost)
  }
}
