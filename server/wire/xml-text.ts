import { RelayError } from '../core/error.ts'

const named = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])
const numeric = /^#(?:[0-9]{1,7}|x[0-9a-fA-F]{1,6})$/

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

/** What stands between `&` and `;`. */
function characterOf(word: string): string {
  const character = named.get(word)
  if (character !== undefined) return character
  if (!numeric.test(word)) throw malformed('an entity is unknown')
  const code = word[1] === 'x' ? parseInt(word.slice(2), 16) : Number(word.slice(1))
  if (!isCharacter(code)) throw malformed('no such character')
  return String.fromCodePoint(code)
}

/** The value of text outside CDATA. A loop, as `replace` would find every `&` before the first is judged. */
export function decodeText(text: string): string {
  if (text.includes(']]>')) throw malformed('CDATA ends that did not begin')
  let value = ''
  let from = 0
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', from)) {
    const end = text.slice(at, at + 10).indexOf(';')
    if (end < 0) throw malformed('an entity does not end')
    value += text.slice(from, at) + characterOf(text.slice(at + 1, at + end))
    from = at + end + 1
  }
  return from === 0 ? text : value + text.slice(from)
}
