/**
 * The envelope between an app's frame and the page around it, as the framework's own script writes
 * and reads it (zendesk_app_framework_sdk: lib/client.js).
 */

/** `get`, `set` or `invoke`: answered with its number. */
export interface AppCall {
  readonly kind: 'call'
  readonly id: number
  readonly verb: 'get' | 'set' | 'invoke'
  readonly params: unknown
  readonly appGuid: string
  /** Whose values are meant: the app's own, or another instance of it. */
  readonly instanceGuid: string
}

/** `iframe.…`, `request:n`, or a word of the app's own. */
export interface AppEvent {
  readonly kind: 'event'
  readonly key: string
  readonly message: unknown
  readonly appGuid: string
  readonly instanceGuid: string
  /** Only in `iframe.reply:…`: why the app says no. */
  readonly error?: { readonly msg?: unknown }
}

export type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parsed(data: unknown): unknown {
  if (typeof data !== 'string') return data
  try {
    return JSON.parse(data) as unknown
  } catch {
    return undefined
  }
}

const verbs = ['get', 'set', 'invoke'] as const

/** undefined: not of this protocol, and so not answered. */
export function readMessage(data: unknown): AppCall | AppEvent | undefined {
  const raw = parsed(data)
  if (!isFields(raw) || typeof raw['appGuid'] !== 'string') return undefined
  const { appGuid } = raw as { appGuid: string }
  const { id, key, params, message, error } = raw
  const instanceGuid = typeof raw['instanceGuid'] === 'string' ? raw['instanceGuid'] : appGuid
  const verb = verbs.find((one) => one === raw['request'])
  if (typeof id === 'number' && verb)
    return { kind: 'call', id, verb, params, appGuid, instanceGuid }
  if (typeof key !== 'string') return undefined
  const event = { kind: 'event', key, message, appGuid, instanceGuid } as const
  return isFields(error) ? { ...event, error } : event
}

/** What the framework's script makes an Error of; `path` is put before the message there. */
export interface CallFault {
  readonly name: string
  readonly message: string
  readonly path?: string
}

/** A value or action that the location the app runs in does not have. */
export class UnknownPath extends Error {
  override readonly name = 'APIError'
}

export function faultOf(path: string, reason: unknown): CallFault {
  const name = reason instanceof Error ? reason.name : 'Error'
  const message = reason instanceof Error ? reason.message : String(reason)
  return { name, message, path }
}
