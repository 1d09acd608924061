/**
 * An optional instant answer, sent as the platform's passive reply: it costs no send and is never
 * counted as an answer. Off unless the admin writes a text.
 */
export interface Acknowledgement {
  readonly workingText?: string
  readonly offText?: string
  readonly holidayText?: string
  /** Local wall-clock working hours. */
  readonly open: string
  readonly close: string
  /** 1 = Monday … 7 = Sunday. */
  readonly weekdays: readonly number[]
  /** Dates `YYYY-MM-DD`. */
  readonly holidays: readonly string[]
  readonly makeUpWorkdays: readonly string[]
  /** At most one per customer in this time. */
  readonly quietMs: number
}

interface LocalMoment {
  readonly date: string
  readonly time: string
  readonly weekday: number
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function localMoment(at: number, timeZone: string): LocalMoment {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    weekday: 'short',
    hourCycle: 'h23',
  })
  const parts = Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]))
  return {
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    time: `${parts['hour']}:${parts['minute']}`,
    weekday: weekdays.indexOf(parts['weekday'] ?? '') + 1,
  }
}

/** The text for this moment, or undefined when none is configured for it. */
export function acknowledgementAt(
  policy: Acknowledgement,
  at: number,
  timeZone: string,
): string | undefined {
  const moment = localMoment(at, timeZone)
  if (policy.holidays.includes(moment.date)) return policy.holidayText ?? policy.offText
  const isWorkday =
    policy.makeUpWorkdays.includes(moment.date) || policy.weekdays.includes(moment.weekday)
  const isOpen = isWorkday && moment.time >= policy.open && moment.time < policy.close
  return isOpen ? policy.workingText : policy.offText
}
