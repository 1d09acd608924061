const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  幺: 1,
  二: 2,
  贰: 2,
  两: 2,
  俩: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
}
const units: Readonly<Record<string, number>> = {
  十: 10,
  拾: 10,
  百: 100,
  佰: 100,
  千: 1000,
  仟: 1000,
}
const large: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 }

const hanNumeral = '零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟'

/**
 * A number as people write it: `198`, `1,999.5`, `三十八`, `两千五`, `3万`. For use inside patterns.
 * Bounded, and never begun inside a longer one, so that a page of digits stays linear.
 */
export const numeral =
  `(?:(?<![\\d.])(?:\\d{1,3}(?:,\\d{3}){1,4}|\\d{1,15})(?:\\.\\d{1,6})?[百千万亿]?(?![\\d.]*\\d)` +
  `|(?<![${hanNumeral}])[${hanNumeral}]{1,14})`

function digitOf(sign: string): number | undefined {
  return Object.hasOwn(digits, sign) ? digits[sign] : undefined
}

/** Signs read one by one, as years and codes are: 二〇二六. */
function plainDigits(text: string): number | undefined {
  const values = [...text].map(digitOf)
  if (values.some((value) => value === undefined)) return undefined
  return values.reduce<number>((sum, value) => sum * 10 + (value ?? 0), 0)
}

/** 两千五 = 2500: a digit after the last unit takes the next lower one. */
function spoken(text: string): number | undefined {
  let total = 0
  let section = 0
  let digit: number | undefined
  let lastUnit = 1
  for (const sign of text) {
    const value = digitOf(sign)
    if (value !== undefined) {
      if (digit !== undefined && digit !== 0) return undefined
      digit = value
      if (value === 0) lastUnit = 1
      continue
    }
    const factor = large[sign]
    if (factor !== undefined) {
      const before = section + (digit ?? 0)
      // 三万亿 multiplies what stands before; 一亿二千万 adds to it.
      total = total !== 0 && total < factor ? (total + before) * factor : total + before * factor
      ;[section, digit, lastUnit] = [0, undefined, factor]
      continue
    }
    const unit = units[sign]
    if (unit === undefined) return undefined
    section += (digit ?? 1) * unit
    ;[digit, lastUnit] = [undefined, unit]
  }
  const tail = digit === undefined ? 0 : lastUnit >= 100 ? digit * (lastUnit / 10) : digit
  return total + section + tail
}

/** The value of a numeral, or undefined where the signs make no number. */
export function valueOf(text: string): number | undefined {
  if (/^[\d,.]+$/.test(text)) {
    const value = Number(text.replaceAll(',', ''))
    return Number.isFinite(value) ? value : undefined
  }
  if (text === '') return undefined
  const mixed = /^([\d,.]+)([百千万亿])$/.exec(text)
  if (mixed) {
    const value = valueOf(mixed[1] ?? '')
    return value === undefined ? undefined : value * (spoken(`一${mixed[2] ?? ''}`) ?? 1)
  }
  return /[十百千万亿拾佰仟]/.test(text) ? spoken(text) : plainDigits(text)
}
