import type { Locale } from './i18n.tsx'

export type FigureUnit = 'count' | 'ms' | 'share' | 'score' | 'money' | 'ratio'

/** A number and the small word after it: `4` `分`. */
export interface Piece {
  readonly amount: string
  readonly unit: string
}

const units = {
  'zh-CN': { d: '天', h: '小时', m: '分', s: '秒' },
  en: { d: 'd', h: 'h', m: 'min', s: 's' },
} as const

type Step = keyof (typeof units)['en']

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** Two neighbouring units: what is below the smaller one is rounded away, and a full sixty carries over. */
const pairs: readonly (readonly [large: Step, small: Step, largeMs: number, smallMs: number])[] = [
  ['m', 's', minute, second],
  ['h', 'm', hour, minute],
  ['d', 'h', day, hour],
]

const formats = new Map<number, Intl.NumberFormat>()

/** Made once for each number of digits: making one costs more than all it will format. */
function formatOf(digits: number): Intl.NumberFormat {
  const known = formats.get(digits)
  if (known) return known
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  const made = new Intl.NumberFormat('en-US', options)
  formats.set(digits, made)
  return made
}

function durationSteps(ms: number): readonly (readonly [string, Step])[] {
  // Parts of a second matter only where there is no whole one.
  if (ms < second) return [[String(Math.round(ms / 100) / 10), 's']]
  const seconds = Math.round(ms / second)
  if (seconds < 60) return [[String(seconds), 's']]
  const fits = pairs.find(([, , , smallMs], at) => {
    const next = pairs[at + 1]
    return next === undefined || Math.round(ms / smallMs) * smallMs < next[2]
  })
  const [large, small, largeMs, smallMs] = fits ?? (['d', 'h', day, hour] as const)
  const whole = Math.round(ms / smallMs)
  const perLarge = largeMs / smallMs
  const rest = whole % perLarge
  const first = [formatOf(0).format(Math.floor(whole / perLarge)), large] as const
  return rest === 0 ? [first] : [first, [String(rest), small]]
}

/** A span in the two units people would say it in: `38 秒`, `4 分 12 秒`, `2 天 3 小时`. */
function durationPieces(ms: number, locale: Locale): readonly Piece[] {
  const pieces = durationSteps(Math.abs(ms)).map(([amount, step]) => ({
    amount,
    unit: units[locale][step],
  }))
  const [first, ...rest] = pieces
  return ms < 0 && first ? [{ ...first, amount: `−${first.amount}` }, ...rest] : pieces
}

const fixed = (value: number, digits: number): string =>
  formatOf(digits).format(value).replace('-', '−')

/** A figure as people read it, in pieces so that units can be set smaller. Durations in ms, shares 0–1. */
export function figurePieces(value: number, unit: FigureUnit, locale: Locale): readonly Piece[] {
  if (unit === 'ms') return durationPieces(value, locale)
  if (unit === 'share') return [{ amount: fixed(value * 100, 1), unit: '%' }]
  if (unit === 'count') return [{ amount: fixed(value, Number.isInteger(value) ? 0 : 1), unit: '' }]
  return [{ amount: fixed(value, unit === 'score' ? 1 : 2), unit: '' }]
}

export function figureText(value: number, unit: FigureUnit, locale: Locale): string {
  return figurePieces(value, unit, locale)
    .map(({ amount, unit: word }) =>
      word === '%' || word === '' ? amount + word : `${amount} ${word}`,
    )
    .join(' ')
}
