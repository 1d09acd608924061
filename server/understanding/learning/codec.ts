import type { Overlay } from '../model/overlay.ts'

/** All that was learnt of one tenant. */
export interface Learnt {
  /** Fingerprint of the shipped models it belongs to. */
  readonly base: string
  readonly overlays: readonly Overlay[]
}

const format = 'WQL1'

/** The same model gives the same text. */
export function encodeLearnt({ base, overlays }: Learnt): string {
  const fields = overlays.map(
    ({ field, classes, threshold, share, unit, bias, places, weights }) => {
      return { field, classes, threshold, share, unit, bias, places, weights }
    },
  )
  return JSON.stringify({ format, base, fields })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)
    : {}
}

const isShare = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= 1

function numbersIn(value: unknown, length: number): value is readonly number[] {
  return Array.isArray(value) && value.length === length && value.every(Number.isInteger)
}

function isRising(places: readonly number[]): boolean {
  return places.every((place, i) => place >= 0 && (i === 0 || place > (places[i - 1] ?? 0)))
}

function isClasses(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 1 && value.every((one) => typeof one === 'string')
}

function isOverlay(value: unknown): value is Overlay {
  const { field, classes, threshold, share, unit, bias, places, weights } = asRecord(value)
  if (typeof field !== 'string' || !isClasses(classes) || !Array.isArray(places)) return false
  if (!isShare(threshold) || !isShare(share) || !isShare(unit)) return false
  return (
    numbersIn(places, places.length) &&
    isRising(places) &&
    numbersIn(bias, classes.length) &&
    numbersIn(weights, places.length * classes.length)
  )
}

/** Reads what `encodeLearnt` wrote; undefined where this text is none. */
export function decodeLearnt(text: string): Learnt | undefined {
  const { format: made, base, fields } = asRecord(parsed(text))
  if (made !== format || typeof base !== 'string' || !Array.isArray(fields)) return undefined
  return fields.every(isOverlay) ? { base, overlays: fields } : undefined
}
