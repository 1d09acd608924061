const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const BEIJING_OFFSET_MS = 8 * 3_600_000

/** `Tue May 31 17:46:55 +0800 2011`: Weibo's only date format, always Beijing time. */
export function weiboDate(ms: number): string {
  const local = new Date(ms + BEIJING_OFFSET_MS)
  const day = DAYS[local.getUTCDay()] ?? ''
  const month = MONTHS[local.getUTCMonth()] ?? ''
  const date = String(local.getUTCDate()).padStart(2, '0')
  const time = local.toISOString().slice(11, 19)
  return `${day} ${month} ${date} ${time} +0800 ${local.getUTCFullYear()}`
}
