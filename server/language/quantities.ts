import { everyMatch } from './every-match.ts'
import { remembered } from './remembered.ts'
import type { Span } from './normal.ts'
import { numeral, valueOf } from './numerals.ts'
import { countUnits, measures, type QuantityKind } from './quantity-units.ts'

/** An amount with its unit, in one base unit for each kind: yuan, minutes, MB, percent, pieces. */
export interface Quantity extends Span {
  readonly kind: QuantityKind
  /** The upper end where a range is written: 3到5天 is five days. */
  readonly value: number
  /** The lower end of a range. */
  readonly least?: number
  /** The unit as written, e.g. `天`, `GB`, `吨`. */
  readonly unit: string
}

const unitNames = [...Object.keys(measures), ...countUnits]
  .sort((a, b) => b.length - a.length)
  .join('|')
const range = `(?:(${numeral})\\s?(?:[-~～—–至到]|--)\\s?)?`
const pattern = new RegExp(
  `(?:[¥￥]\\s?|(?<=满)(?=\\d{1,6}[减送返])|(?<=满\\d{1,6}元?[减送返])(?!\\d{1,6}[元块折个张积]))(${numeral})` +
    `|百分之(${numeral})` +
    `|${range}(${numeral})\\s?(?:(个)?(半)\\s?(小时|月|年|天|钟头)|(${unitNames})(半)?(?![a-z]))` +
    `|半(?:个)?(小时|月|年|天|钟头|工作日)`,
  'gi',
)
const halves: Readonly<Record<string, string>> = { 月: '个月' }
/** 9块9 and 3元5角: the tenth after the yuan. */
const tenth = /^([\d一二三四五六七八九])(?:角|毛|(?=$|[\s，,。;；!！?？、)）的钱]|包邮))/

interface Written {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly unit: string
  readonly digits: string
}

/** Words that only look like amounts: 5G信号, 一块去, 2026年, 第三天, 三角. */
function isOtherWord({ text, start, end, unit, digits }: Written): boolean {
  const before = text.slice(Math.max(0, start - 1), start)
  const after = text.slice(end, end + 3)
  const isHan = !/\d/.test(digits)
  // 三五天, 七八十个 mean about so many.
  if (/^[一二两三四五六七八九]{2}十?$/.test(digits) && unit !== '折') return true
  if (before === '第' || /[a-z_^]/i.test(before)) return true
  if (unit === 'g') return /^[2-6]$/.test(digits) && !/^的?(?:流量|内存|空间|存储|数据)/.test(after)
  if (unit === '年') return (valueOf(digits) ?? 0) >= 1900 || /^(?:级|代|轻|前)/.test(after)
  if (unit === '周') return /^[年一二三四五六日末边围到]/.test(after)
  if (unit === '日') return before === '月' || !/^(?:之内|以内|内|无理|流量|[包游卡票])/.test(after)
  if (unit === '块')
    return isHan && !/^(?:$|[\s\d一二三四五六七八九，,。;；!！?？、)）钱的多左])/.test(after)
  if (unit === '角' || unit === '毛') return isHan && !/[元块]/.test(before)
  if (unit === '分') return isHan || /[点时:]/.test(before) || /^[之期别开批店公数]/.test(after)
  if (unit === '折') return /^[扣叠断腾合磨]/.test(after)
  if (unit === '元') return /^[旦素件宵]/.test(after)
  if (unit === '天') return /^[生空气性猫]/.test(after)
  if (unit === '分钟' || unit === '度') return /^(?:假|过)/.test(after)
  if (unit === '个') return /^(?:小时|工作日|月|星期|半)/.test(after)
  if (unit === '包') return isHan || /^[邮换退月年装含]/.test(after)
  if (unit === '家' || unit === '人') return isHan
  return false
}

function halfOf(match: RegExpExecArray, text: string): Quantity | undefined {
  const half = match[10]
  if (half === undefined) return undefined
  const span = { start: match.index, end: match.index + match[0].length }
  if (/[\d一二两三四五六七八九十多大过个]/.test(text.slice(match.index - 1, match.index)))
    return undefined
  const { kind, factor } = measures[halves[half] ?? half] ?? { kind: 'length', factor: 0 }
  return { ...span, kind, value: factor / 2, unit: half }
}

function plain(match: RegExpExecArray, written: string, unit: '元' | '%'): Quantity | undefined {
  const value = valueOf(written)
  if (value === undefined) return undefined
  const kind = unit === '元' ? 'money' : 'percent'
  return { start: match.index, end: match.index + match[0].length, kind, value, unit }
}

/** 八五折 and 85折 are 8.5. */
function tenths(value: number): number {
  return value > 10 ? value / 10 : value
}

function measured(match: RegExpExecArray, text: string): Quantity | undefined {
  const digits = match[4] ?? ''
  const amount = valueOf(digits)
  if (amount === undefined) return undefined
  const end = match.index + match[0].length
  const unit = (match[8] ?? halves[match[7] ?? ''] ?? match[7] ?? '').toLowerCase()
  if (isOtherWord({ text, start: match.index, end, unit, digits })) return undefined
  const isHalf = match[6] !== undefined || match[9] !== undefined
  const span = { start: match.index, end, unit }
  const known = Object.hasOwn(measures, unit) ? measures[unit] : undefined
  const least = valueOf(match[3] ?? '')
  if (!known)
    return { ...span, kind: 'count', value: amount, ...(least !== undefined && { least }) }
  const { kind, factor } = known
  const small = kind === 'money' && factor === 1 ? tenth.exec(text.slice(end, end + 3)) : null
  const value = kind === 'discount' ? tenths(amount) : (amount + (isHalf ? 0.5 : 0)) * factor
  return {
    ...span,
    end: end + (small?.[0].length ?? 0),
    kind,
    value: value + (valueOf(small?.[1] ?? '') ?? 0) / 10,
    ...(least !== undefined && { least: least * factor }),
  }
}

/** Amounts of money, time, data, discounts and counted things, in order; read once for each text. */
export const quantitiesIn = remembered(readQuantities)

function readQuantities(text: string): readonly Quantity[] {
  const found: Quantity[] = []
  for (const match of everyMatch(text, pattern)) {
    const one =
      match[1] !== undefined
        ? plain(match, match[1], '元')
        : match[2] !== undefined
          ? plain(match, match[2], '%')
          : (halfOf(match, text) ?? measured(match, text))
    if (one && one.start >= (found.at(-1)?.end ?? 0)) found.push(one)
  }
  return found
}

/** Months and years are rounded: 30天 is a month, 12个月 a year. */
const slack: Readonly<Record<string, number>> = { length: 0.016 }

/** Equal by meaning: 198元 = 198.00, 三天 = 3天 = 72小时; counted things need the same unit. */
export function isSameQuantity(a: Quantity, b: Quantity): boolean {
  if (a.kind !== b.kind || (a.kind === 'count' && a.unit !== b.unit)) return false
  if (a.least !== undefined && b.least !== undefined && a.least !== b.least) return false
  return Math.abs(a.value - b.value) <= (slack[a.kind] ?? 0.00001) * Math.abs(a.value) + 0.00001
}
