/**
 * An optional instant answer, sent as the platform's passive reply: it costs no send and is never
 * counted as an answer. Off unless the admin writes a text.
 */
export interface Acknowledgement {
  readonly workingText?: string
  readonly offText?: string
  readonly holidayText?: string
  /** To somebody who asks for a person while nobody works; without it they are answered like everybody. */
  readonly personText?: string
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
  /** `YYYY-MM-DD`. */
  readonly date: string
  /** `HH:MM`. */
  readonly time: string
}

const dayMs = 24 * 3_600_000

function localMoment(at: number, timeZone: string): LocalMoment {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const parts = Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]))
  return {
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    time: `${parts['hour']}:${parts['minute']}`,
  }
}

/** 1 = Monday … 7 = Sunday. */
function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7
}

function isWorkday(policy: Acknowledgement, date: string): boolean {
  if (policy.holidays.includes(date)) return false
  return policy.makeUpWorkdays.includes(date) || policy.weekdays.includes(weekdayOf(date))
}

export type Hours = 'working' | 'off' | 'holiday'

/** What a moment is in the tenant's own day: from the opening minute until before the closing one. */
export function hoursAt(policy: Acknowledgement, at: number, timeZone: string): Hours {
  const { date, time } = localMoment(at, timeZone)
  if (policy.holidays.includes(date)) return 'holiday'
  const isOpen = isWorkday(policy, date) && time >= policy.open && time < policy.close
  return isOpen ? 'working' : 'off'
}

/** The text for this moment, or undefined when none is configured for it. */
export function acknowledgementAt(
  policy: Acknowledgement,
  at: number,
  timeZone: string,
): string | undefined {
  const { workingText, offText, holidayText } = policy
  const texts = { working: workingText, off: offText, holiday: holidayText ?? offText }
  return texts[hoursAt(policy, at, timeZone)]
}

/** Longer than any holiday. */
const daysLooked = 60
const weekdays = {
  'zh-CN': ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const
const near = { 'zh-CN': ['今天', '明天'], en: ['today', 'tomorrow'] } as const

/** When somebody works again, as people say it; undefined where no working day comes. */
export function nextOpening(
  policy: Acknowledgement,
  at: number,
  { timeZone, locale }: { readonly timeZone: string; readonly locale: 'zh-CN' | 'en' },
): string | undefined {
  const { date: today, time } = localMoment(at, timeZone)
  for (let days = 0; days <= daysLooked; days++) {
    const date = new Date(Date.parse(`${today}T00:00:00Z`) + days * dayMs)
      .toISOString()
      .slice(0, 10)
    if (!isWorkday(policy, date) || (days === 0 && time >= policy.open)) continue
    const weekday = weekdays[locale][weekdayOf(date) - 1] ?? ''
    const [month = 0, day = 0] = date.slice(5).split('-').map(Number)
    const far =
      locale === 'en' ? `${weekday} ${date}` : `${String(month)}月${String(day)}日（${weekday}）`
    return `${near[locale][days] ?? far} ${policy.open}`
  }
  return undefined
}
