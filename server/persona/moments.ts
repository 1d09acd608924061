const zone = '+08:00'

/** Epoch ms of a context's time; a plain date is midnight in Beijing, undefined when unreadable. */
export function momentIn(written: string | undefined): number | undefined {
  if (written === undefined) return undefined
  const ms = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(written) ? `${written}T00:00${zone}` : written)
  return Number.isNaN(ms) ? undefined : ms
}

const dayMs = 86_400_000

/** The end of a context's time: a plain date ends with its day. */
export function endOf(written: string | undefined): number | undefined {
  const moment = momentIn(written)
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(written ?? '')
  return moment !== undefined && isDate ? moment + dayMs : moment
}

/** Whether a moment lies between two dates, both inclusive; an absent one is no limit. */
export function isInForce(
  { validFrom, validTo }: { readonly validFrom?: string; readonly validTo?: string },
  now: number,
): boolean {
  const from = momentIn(validFrom)
  const end = endOf(validTo)
  return (from === undefined || from <= now) && (end === undefined || now < end)
}
