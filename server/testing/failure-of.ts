import { inspect } from 'node:util'
import { RelayError } from '../core/error.ts'

/** The failure of a call as `code outcome`; anything but a RelayError fails the test. */
export async function failureOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => undefined,
    (cause: unknown) => cause,
  )
  if (!(error instanceof RelayError)) throw new TypeError(`no RelayError but ${inspect(error)}`)
  return `${error.code} ${error.outcome}`
}
