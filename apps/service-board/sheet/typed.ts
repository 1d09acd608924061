import type { KpiMetric } from '../../../server/api/kpi.ts'
import type { sheetWords } from './sheet-words.ts'

export type Complaint = keyof typeof sheetWords

const longest = 2000

/** What is wrong with a text that must be there. */
export function textComplaint(text: string): Complaint | undefined {
  if (text.trim() === '') return 'required'
  return text.length > longest ? 'tooLong' : undefined
}

/** As people type numbers: `1,200`, `１２`, ` 3.5 `. NaN: none. */
export function numberIn(text: string): number {
  const plain = text.normalize('NFKC').replaceAll(/[,\s]/g, '')
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : NaN
}

/** A figure's amount as it is typed: shares in percent, durations in seconds. */
export function typedAmount(value: number | undefined, unit: KpiMetric['unit']): string {
  if (value === undefined) return ''
  // 0.07 × 100 is 7.000000000000001: nobody typed that.
  const shown = unit === 'share' ? value * 100 : unit === 'ms' ? value / 1000 : value
  return String(Number(shown.toPrecision(12)))
}

/** What was typed as the sheet keeps it; undefined: nothing was typed. */
export function amountIn(text: string, unit: KpiMetric['unit']): number | undefined {
  if (text.trim() === '') return undefined
  const typed = numberIn(text)
  return unit === 'share' ? typed / 100 : unit === 'ms' ? Math.round(typed * 1000) : typed
}

export function amountComplaint(text: string, unit: KpiMetric['unit']): Complaint | undefined {
  const typed = numberIn(text)
  if (Number.isNaN(typed)) return 'notNumber'
  if (unit === 'share' && (typed < 0 || typed > 100)) return 'between0and100'
  return typed < 0 && unit !== 'money' && unit !== 'score' ? 'notNegative' : undefined
}

/** What an amount of this unit is typed in. */
export function typedUnit(unit: KpiMetric['unit']): 'percent' | 'seconds' | 'plain' {
  return unit === 'share' ? 'percent' : unit === 'ms' ? 'seconds' : 'plain'
}

/** Only what is complained of. */
export function complaintsIn<Name extends string>(
  all: Readonly<Record<Name, Complaint | undefined>>,
): Readonly<Partial<Record<Name, Complaint>>> {
  const pairs = Object.entries<Complaint | undefined>(all).filter(([, one]) => one !== undefined)
  return Object.fromEntries(pairs) as Partial<Record<Name, Complaint>>
}
