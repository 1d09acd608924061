import { numeral, valueOf } from './numerals.ts'
import type { Span } from './normal.ts'

export type QuantityKind = 'money' | 'length' | 'data' | 'percent' | 'count'

/** An amount with its unit, in one base unit for each kind: yuan, minutes, MB, percent, pieces. */
export interface Quantity extends Span {
  readonly kind: QuantityKind
  readonly value: number
  /** The unit as written, e.g. `天`, `GB`, `吨`. */
  readonly unit: string
}

interface Unit {
  readonly kind: QuantityKind
  readonly factor: number
}

const day = 1440
const units: Readonly<Record<string, Unit>> = {
  元: { kind: 'money', factor: 1 },
  块钱: { kind: 'money', factor: 1 },
  块: { kind: 'money', factor: 1 },
  万元: { kind: 'money', factor: 10_000 },
  角: { kind: 'money', factor: 0.1 },
  毛: { kind: 'money', factor: 0.1 },
  秒: { kind: 'length', factor: 1 / 60 },
  分钟: { kind: 'length', factor: 1 },
  小时: { kind: 'length', factor: 60 },
  个小时: { kind: 'length', factor: 60 },
  钟头: { kind: 'length', factor: 60 },
  天: { kind: 'length', factor: day },
  个工作日: { kind: 'length', factor: day },
  工作日: { kind: 'length', factor: day },
  周: { kind: 'length', factor: 7 * day },
  个星期: { kind: 'length', factor: 7 * day },
  个月: { kind: 'length', factor: 30 * day },
  年: { kind: 'length', factor: 365 * day },
  tb: { kind: 'data', factor: 1_048_576 },
  gb: { kind: 'data', factor: 1024 },
  g: { kind: 'data', factor: 1024 },
  mb: { kind: 'data', factor: 1 },
  m: { kind: 'data', factor: 1 },
  '%': { kind: 'percent', factor: 1 },
  '％': { kind: 'percent', factor: 1 },
}
const countUnits =
  '个|件|台|部|双|份|盒|支|瓶|袋|张|条|套|次|位|人|吨|度|码|升|毫升|ml|公斤|斤|kg|米|寸|英寸|平米|版本'
const unitNames = [...Object.keys(units)].sort((a, b) => b.length - a.length).join('|')
const pattern = new RegExp(
  `(?:[¥￥]\\s*(${numeral}))|(${numeral})\\s*(${unitNames}|${countUnits})(?![a-z])`,
  'gi',
)

function quantityOf(match: RegExpExecArray): Quantity | undefined {
  const written = match[1] ?? match[2] ?? ''
  const value = valueOf(written)
  if (value === undefined) return undefined
  const unit = match[1] === undefined ? (match[3] ?? '').toLowerCase() : '元'
  const known = Object.hasOwn(units, unit) ? units[unit] : undefined
  const span = { start: match.index, end: match.index + match[0].length }
  if (!known) return { ...span, kind: 'count', value, unit }
  return { ...span, kind: known.kind, value: value * known.factor, unit }
}

/** Amounts of money, time, data and counted things, in order. */
export function quantitiesIn(text: string): readonly Quantity[] {
  return [...text.matchAll(pattern)].map(quantityOf).filter((one) => one !== undefined)
}

/** Equal by meaning: 198元 = 198.00, 三天 = 3天 = 72小时; counted things need the same unit. */
export function isSameQuantity(a: Quantity, b: Quantity): boolean {
  if (a.kind !== b.kind || (a.kind === 'count' && a.unit !== b.unit)) return false
  return Math.abs(a.value - b.value) < 0.005 * Math.max(1, Math.abs(a.value))
}
