import { RelayError } from '../core/error.ts'

const named = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])
export function malformed(what: string): RelayError {
  return new RelayError('channel.malformed', `The XML is not acceptable: ${what}.`)
}

/** What no platform writes, only somebody who means harm: `details.isHostile` tells it from a slip. */
export function hostile(what: string): RelayError {
  return new RelayError('channel.malformed', `The XML is not acceptable: ${what}.`, {
    details: { isHostile: true },
  })
}

function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d
  return code < 0xd800 || (code > 0xdfff && code < 0xfffe) || (code > 0xffff && code <= 0x10ffff)
}

const code = { hash: 0x23, semicolon: 0x3b, x: 0x78 }

/** Value of a digit in base 16, or 16 for what is none. */
function digitOf(character: number): number {
  if (character >= 0x30 && character <= 0x39) return character - 0x30
  const lower = character | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : 16
}

/** The character of a reference whose digits stand from `from` to `end`. */
function numbered(text: string, from: number, end: number): string {
  const isHex = text.charCodeAt(from) === code.x
  const base = isHex ? 16 : 10
  const first = isHex ? from + 1 : from
  const length = end - first
  let value = 0
  for (let at = first; at < end; at++) {
    const digit = digitOf(text.charCodeAt(at))
    if (digit >= base) throw malformed('an entity is unknown')
    value = value * base + digit
  }
  if (length < 1 || length > (isHex ? 6 : 7)) throw malformed('an entity is unknown')
  if (!isCharacter(value)) throw malformed('no such character')
  return String.fromCodePoint(value)
}

/** Where the reference that begins at `at` ends; it has at most eight characters between `&` and `;`. */
function endOf(text: string, at: number): number {
  for (let end = at + 1; end < at + 10; end++)
    if (text.charCodeAt(end) === code.semicolon) return end
  throw malformed('an entity does not end')
}

function characterOf(text: string, at: number, end: number): string {
  if (text.charCodeAt(at + 1) === code.hash) return numbered(text, at + 2, end)
  const character = named.get(text.slice(at + 1, end))
  if (character === undefined) throw malformed('an entity is unknown')
  return character
}

/** The value of text outside CDATA. A loop, as `replace` would find every `&` before the first is judged. */
export function decodeText(text: string): string {
  if (text.includes(']]>')) throw malformed('CDATA ends that did not begin')
  let at = text.indexOf('&')
  if (at < 0) return text
  const parts: string[] = []
  let from = 0
  for (; at >= 0; at = text.indexOf('&', from)) {
    const end = endOf(text, at)
    if (at > from) parts.push(text.slice(from, at))
    parts.push(characterOf(text, at, end))
    from = end + 1
  }
  parts.push(text.slice(from))
  return parts.join('')
}
