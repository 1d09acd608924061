const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const pattern =
  /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2}) (\d{4})$/

/**
 * `Tue May 31 17:46:55 +0800 2011` as epoch ms; undefined for anything else. Written by hand: the
 * language's own parser takes this form by courtesy only.
 */
export function readCreatedAt(text: string): number | undefined {
  const match = pattern.exec(text.trim())
  if (!match) return undefined
  const [, name = '', day, hour, minute, second, sign, offsetHours, offsetMinutes, year] = match
  const month = months.indexOf(name)
  if (month < 0) return undefined
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? -1 : 1)
  const utc = Date.UTC(
    Number(year),
    month,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  )
  return utc - offset * 60_000
}
