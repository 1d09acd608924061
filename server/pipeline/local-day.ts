const stepMs = 15 * 60_000

/** The date `YYYY-MM-DD` of a moment (epoch ms) on the wall clock of a time zone. */
export function localDay(at: number, timeZone: string): string {
  const format = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const
  return new Intl.DateTimeFormat('sv-SE', format).format(at)
}

/** What the wall clock shows, read as if it were UTC. */
function wallAt(at: number, timeZone: string): number {
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at)
  return Date.parse(`${text.replace(' ', 'T')}Z`)
}

function startOf(day: string, timeZone: string): number {
  const wanted = Date.parse(`${day}T00:00:00Z`)
  let at = wanted
  for (let n = 0; n < 3; n++) at += wanted - wallAt(at, timeZone)
  // Where clocks change at midnight there is none, or there are two: the day begins with the first.
  while (localDay(at, timeZone) < day) at += stepMs
  while (localDay(at - stepMs, timeZone) === day) at -= stepMs
  return at
}

/** From when until when (exclusive, epoch ms) a day `YYYY-MM-DD` lasts in a time zone. */
export function boundsOf(
  day: string,
  timeZone: string,
): { readonly from: number; readonly until: number } {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  return { from: startOf(day, timeZone), until: startOf(next, timeZone) }
}
