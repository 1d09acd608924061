import type { UnderstandInput } from '../understanding/result.ts'

export const defaultTimeZone = 'Asia/Shanghai'

/** A line that can be read: its name, and what is to be understood. */
export interface TextLine {
  readonly id: string | number
  readonly input: UnderstandInput
  /** The line as it was, for those who need more of it. */
  readonly value: Readonly<Record<string, unknown>>
}

export interface LineDefaults {
  readonly now: number
  readonly timeZone: string
  /** For a line without an `id`; undefined where each must have one. */
  readonly id?: number
}

/** ISO 8601 or epoch milliseconds; undefined where it is neither. */
function momentOf(value: unknown): number | undefined {
  const at = typeof value === 'number' ? value : Date.parse(typeof value === 'string' ? value : '')
  return Number.isFinite(at) && Math.abs(at) <= 8.64e15 ? at : undefined
}

function objectOf(text: string): Readonly<Record<string, unknown>> | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'is not JSON'
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : 'must be an object {"id", "text", "receivedAt", "profileLocation"}'
}

/** One line of input, or what is wrong with it. */
export function readTextLine(line: string, defaults: LineDefaults): TextLine | string {
  const value = objectOf(line)
  if (typeof value === 'string') return value
  const { id = defaults.id, text, receivedAt, profileLocation } = value
  if (typeof id !== 'string' && typeof id !== 'number') return 'id must be text or a number'
  if (typeof text !== 'string') return 'text must be text'
  const at = receivedAt === undefined || receivedAt === null ? defaults.now : momentOf(receivedAt)
  if (at === undefined) return 'receivedAt must be a time such as 2026-05-12T16:40:00+08:00'
  const hasProfile = profileLocation !== undefined && profileLocation !== null
  if (hasProfile && typeof profileLocation !== 'string') return 'profileLocation must be text'
  const { timeZone } = defaults
  return { id, value, input: { text, at, timeZone, ...(hasProfile && { profileLocation }) } }
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== ''
  } catch {
    return false
  }
}
