import { useMemo } from 'react'
import type { KpiMetric } from '../../server/api/kpi.ts'
import { figureText, type FigureUnit } from '../kit/figure-text.ts'
import { useLanguage, useWords, type Locale } from '../kit/i18n.tsx'
import type { FilterName } from './address.ts'
import { useBoard } from './board.ts'
import { partWords } from './part-words.ts'
import { words } from './words.ts'

interface Told {
  readonly zh: string
  readonly en: string
}

type Titled = Pick<KpiMetric, 'partTitles'>

function partName(part: string, locale: Locale): string {
  const at = locale === 'en' ? 1 : 0
  return part
    .split('.')
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (/^\d+$/.test(piece)) return partWords.days[at].replace('{n}', piece)
      return Object.hasOwn(partWords, piece)
        ? partWords[piece as keyof typeof partWords][at]
        : piece
    })
    .join(' · ')
}

export interface Texts {
  readonly locale: Locale
  /** The language of the reader, of what the relay says in both. */
  readonly say: (told: Told) => string
  readonly figure: (value: number | undefined, unit: FigureUnit) => string
  /** A heading's word as it is written inside of a sentence. */
  readonly inside: (word: string) => string
  /** What a part of a figure is called; '' where there is only one. */
  readonly part: (metric: Titled, part: string) => string
  /** What a value of a filter is called. */
  readonly value: (name: FilterName, value: string) => string
}

function textsIn(locale: Locale, t: ReturnType<typeof useWords<typeof words>>): Texts {
  return {
    locale,
    say: ({ zh, en }) => (locale === 'en' ? en : zh),
    inside: (word) => (locale === 'en' ? word.toLowerCase() : word),
    figure: (value, unit) => (value === undefined ? '–' : figureText(value, unit, locale)),
    part(metric, part) {
      const told = metric.partTitles?.[part]
      if (told) return locale === 'en' ? told.en : told.zh
      return partName(part, locale)
    },
    value(name, value) {
      if (value === '') return t('unsaid')
      const key = `${name}${value}`
      const isNamed = name === 'channel' || name === 'category'
      return isNamed && Object.hasOwn(words, key) ? t(key as 'channelweibo') : value
    },
  }
}

export function useTexts(): Texts {
  const { locale } = useLanguage()
  const t = useWords(words)
  return useMemo(() => textsIn(locale, t), [locale, t])
}

export interface BoardMoments {
  /** `11月25日` · `25 Nov`; with the hour in a span of hours. */
  readonly tick: (at: number) => string
  /** Day and weekday, with the hour in a span of hours. */
  readonly full: (at: number) => string
  readonly day: (at: number) => string
  /** Day and time. */
  readonly moment: (at: number) => string
}

/** Words for moments in the tenant's time zone. */
export function momentsIn(locale: Locale, timeZone: string, isHourly: boolean): BoardMoments {
  const of = (options: Intl.DateTimeFormatOptions): ((at: number) => string) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options })
    return (at) => format.format(at)
  }
  const time = { hour: '2-digit', minute: '2-digit' } as const
  const date = { month: 'numeric', day: 'numeric' } as const
  const named = { month: 'short', day: 'numeric', weekday: 'short' } as const
  return {
    tick: of(isHourly ? time : locale === 'en' ? { month: 'short', day: 'numeric' } : date),
    full: of(isHourly ? { ...named, ...time } : named),
    day: of({ year: 'numeric', month: 'short', day: 'numeric' }),
    moment: of({ ...named, ...time }),
  }
}

export function useBoardMoments(isHourly = false): BoardMoments {
  const { locale } = useLanguage()
  const { timeZone } = useBoard().catalogue
  return useMemo(() => momentsIn(locale, timeZone, isHourly), [locale, timeZone, isHourly])
}
