import { parse, stringify } from 'lossless-json'
import { RelayError } from '../core/error.ts'

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject
export interface JsonObject {
  readonly [name: string]: JsonValue
}

/** Any run of 16 digits could be an integer that JSON.parse would round. */
const longNumber = /\d{16}/
const integer = /^-?\d+$/

/** Integers a double cannot hold exactly come back as the text that was sent. */
function exactNumber(text: string): number | string {
  const value = Number(text)
  return integer.test(text) && !Number.isSafeInteger(value) ? text : value
}

/** Objects without a prototype, so that no key of a payload can reach one. */
function withoutPrototype(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  const bare = Object.create(null) as Record<string, unknown>
  for (const [name, item] of Object.entries(value)) if (name !== '__proto__') bare[name] = item
  return bare
}

function parseExact(text: string): JsonValue {
  if (!longNumber.test(text)) return JSON.parse(text, withoutPrototype) as JsonValue
  return parse(text, withoutPrototype, {
    parseNumber: exactNumber,
    onDuplicateKey: ({ newValue }) => newValue,
  }) as JsonValue
}

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }
const stringInJson = /"[^"\\]*(?:\\[^][^"\\]*)*"?/g
const controls = /[\u0000-\u001f]/g

/** Line ends and tabs inside strings are kept, escaped; other control characters are dropped there. */
function withEscapedControls(text: string): string {
  return text.replace(stringInJson, (string) =>
    string.replace(controls, (control) => escapes[control] ?? ''),
  )
}

/**
 * JSON with 64-bit integers kept: those beyond 2^53 come back as text, on every Node. Raw control
 * characters inside strings, which the platforms let through, are tolerated. A key `__proto__` is
 * dropped. Throws `channel.malformed`.
 */
export function readJson(text: string): JsonValue {
  const plain = text.startsWith('\ufeff') ? text.slice(1) : text
  try {
    return parseExact(plain)
  } catch {
    return readForgiving(plain)
  }
}

function readForgiving(text: string): JsonValue {
  try {
    return parseExact(withEscapedControls(text))
  } catch {
    // The parser's own words quote the text, which may be a customer's.
    throw new RelayError('channel.malformed', 'The JSON cannot be read.')
  }
}

/** An object, or `channel.malformed`. */
export function readJsonObject(text: string): JsonObject {
  const value = readJson(text)
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new RelayError('channel.malformed', 'The JSON is not an object.')
  }
  return value as JsonObject
}

/** Raw text, nothing escaped beyond need (WeChat refuses `\u` escapes); a bigint becomes a bare integer. */
export function writeJson(value: unknown): string {
  return stringify(value) ?? 'null'
}
