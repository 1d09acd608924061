/** The date `YYYY-MM-DD` of a moment (epoch ms) on the wall clock of a time zone. */
export function localDay(at: number, timeZone: string): string {
  const format = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const
  return new Intl.DateTimeFormat('sv-SE', format).format(at)
}
