import { RelayError } from '../core/error.ts'

/** Driver code of an error, such as `SQLITE_FULL`, `40P01` or `ECONNREFUSED`; '' when it has none. */
export function driverCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** A mistake of ours is shown as it is: it must not pass for a database that is down. */
function isOurs(error: unknown): boolean {
  return error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError
}

/** SQLite: too big, constraint, mismatch, range. */
const sqliteDataFaults = [18, 19, 20, 25]

/** Whether the values are at fault and not the store: the same work would fail again. */
export function isDataFault(error: unknown): boolean {
  const cause = error instanceof RelayError ? error.cause : error
  if (isOurs(cause)) return true
  if (cause instanceof Error && 'errcode' in cause && typeof cause.errcode === 'number')
    return sqliteDataFaults.includes(cause.errcode & 0xff)
  // Data exception, constraint, program limit exceeded.
  return /^(22|23|54)\w{3}$/.test(driverCode(cause))
}

/** One clear line for whatever the driver threw; the text of a query or a value is never part of it. */
export function storeError(error: unknown): unknown {
  if (error instanceof RelayError || isOurs(error)) return error
  const text = error instanceof Error ? error.message : ''
  const code = driverCode(error)
  if (/disk is full|SQLITE_FULL|ENOSPC|53100/.test(`${text} ${code}`)) {
    return new RelayError('store.disk_full', 'The disk of the store is full.', { cause: error })
  }
  return new RelayError('store.unavailable', `The store failed${code ? ` (${code})` : ''}.`, {
    cause: error,
  })
}

export async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw storeError(error)
  }
}

/** The same methods, with every fault of the driver translated. */
export function guarded<Part extends object>(part: Part): Part {
  const entries = Object.entries(part).map(([name, method]) => [
    name,
    typeof method === 'function'
      ? (...given: unknown[]) => translated(async () => (method as Method)(...given))
      : (method as unknown),
  ])
  return Object.fromEntries(entries) as Part
}

type Method = (...given: unknown[]) => unknown
