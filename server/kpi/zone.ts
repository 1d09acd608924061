const dayMs = 86_400_000
/** No zone's clock was ever further from UTC. */
const furthestMs = 16 * 3_600_000

/** The wall clock of a time zone. Local times are ms as if they were UTC. */
export interface Zone {
  /** What the wall clock is ahead of UTC at this moment, ms. */
  readonly offsetAt: (at: number) => number
  /** The first moment at which the wall clock reads this or later: also where it never reads it (spring) or reads it twice (autumn). */
  readonly momentOf: (local: number) => number
}

/** The offsets of one UTC day; `at` is Infinity where they are the same. */
interface Offsets {
  readonly before: number
  readonly after: number
  readonly at: number
}

/** Asks the runtime's time zone table, which takes about a microsecond. */
function asker(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  return (at) => {
    const found = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(format.format(at))
    if (!found) return 0
    const [, sign, hours, minutes, seconds = '0'] = found
    const size = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)
    return (sign === '-' ? -size : size) * 1000
  }
}

/** Where between the two the offset changes. */
function changeBetween(ask: (at: number) => number, from: number, until: number): number {
  const before = ask(from)
  let [low, high] = [from, until]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (ask(middle) === before) low = middle
    else high = middle
  }
  return high
}

function makeZone(timeZone: string): Zone {
  const ask = asker(timeZone)
  const days = new Map<number, Offsets>()

  function offsetsOf(day: number): Offsets {
    const known = days.get(day)
    if (known) return known
    const [start, end] = [day * dayMs, (day + 1) * dayMs]
    const [before, after] = [ask(start), ask(end)]
    const at = before === after ? Infinity : changeBetween(ask, start, end)
    const offsets = { before, after, at }
    days.set(day, offsets)
    return offsets
  }

  return {
    offsetAt(at) {
      const offsets = offsetsOf(Math.floor(at / dayMs))
      return at < offsets.at ? offsets.before : offsets.after
    },
    momentOf(local) {
      for (let day = Math.floor((local - furthestMs) / dayMs); ; day++) {
        const { before, after, at } = offsetsOf(day)
        const [start, end] = [day * dayMs, (day + 1) * dayMs]
        const early = Math.max(start, local - before)
        if (early < Math.min(at, end)) return early
        const late = Math.max(at, local - after)
        if (late < end) return late
      }
    },
  }
}

const zones = new Map<string, Zone>()

/** Kept by name, as is what it was asked. Throws RangeError for a name that no zone has. */
export function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone)
  if (known) return known
  const zone = makeZone(timeZone)
  zones.set(timeZone, zone)
  return zone
}
