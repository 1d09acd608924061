import { useMemo } from 'react'
import { useLanguage, type Locale } from './i18n.tsx'

const timeZone = 'Asia/Shanghai'

export interface Moments {
  /** `14:05`: where the day is known. */
  readonly time: (at: number) => string
  /** `今天`, `昨天`, else the date: a line between two days. */
  readonly day: (at: number) => string
  /** As short as unmistakable: the time today, the day before that. */
  readonly brief: (at: number) => string
  /** Everything, for a tooltip. */
  readonly full: (at: number) => string
  readonly isSameDay: (one: number, other: number) => boolean
}

/** It stands alone, so it begins like a sentence; Chinese has no capitals. */
function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function dayKey(format: Intl.DateTimeFormat, at: number): string {
  return format.format(at)
}

/** Pure apart from `now`: the words for moments, in Beijing's day. */
export function momentsIn(locale: Locale, now: () => number): Moments {
  const of = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options })
  const key = new Intl.DateTimeFormat('en-CA', { timeZone })
  const clock = of({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const date = of({ month: 'short', day: 'numeric' })
  const dated = of({ year: 'numeric', month: 'short', day: 'numeric' })
  const whole = of({ dateStyle: 'full', timeStyle: 'medium', hourCycle: 'h23' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const isSameDay = (one: number, other: number): boolean => dayKey(key, one) === dayKey(key, other)

  function day(at: number): string {
    const days = Math.round(
      (Date.parse(dayKey(key, at)) - Date.parse(dayKey(key, now()))) / 86_400_000,
    )
    if (days === 0 || days === -1) return capital(relative.format(days, 'day'))
    const isThisYear = dayKey(key, at).slice(0, 4) === dayKey(key, now()).slice(0, 4)
    return (isThisYear ? date : dated).format(at)
  }
  return {
    time: (at) => clock.format(at),
    day,
    brief: (at) => (isSameDay(at, now()) ? clock.format(at) : day(at)),
    full: (at) => whole.format(at),
    isSameDay,
  }
}

export function useMoments(): Moments {
  const { locale } = useLanguage()
  return useMemo(() => momentsIn(locale, () => Date.now()), [locale])
}
