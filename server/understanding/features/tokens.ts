/** Codes of tokens which are no single sign; above every code point. */
const special = { link: 0x110001, name: 0x110002, chain: 0x110003, start: 0x110004, end: 0x110005 }
/** Emoticons such as [怒]: one token each. */
const emoticonBase = 0x200000
const emoticonLength = 8
/** A text longer than this says no more by what follows. */
const readLength = 2000
const nameLength = 12
const zero = 0x30
const blank = 0x20

function isLatin(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)
}

/** Letters, digits, _ and -, and Han: what an account name is made of. */
function isNameSign(code: number): boolean {
  return isLatin(code) || code === 0x5f || code === 0x2d || (code >= 0x4e00 && code <= 0x9fff)
}

/** Where the account name that begins at `from` ends; a long one is a name and more, written together. */
function endOfName(text: string, from: number): number {
  let end = from
  while (end < text.length && isNameSign(text.charCodeAt(end))) end++
  return end - from > nameLength ? from : end
}

function endOfLink(text: string, from: number): number {
  let end = from
  while (end < text.length && text.charCodeAt(end) > blank && text.charCodeAt(end) < 0x7f) end++
  return end
}

/** The emoticon that begins at `from`, as code and end, or undefined: an ordinary bracket. */
function emoticonAt(text: string, from: number): readonly [number, number] | undefined {
  let hash = 7
  for (let at = from + 1; at < text.length && at - from <= emoticonLength + 1; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x5d) return at - from < 2 ? undefined : [emoticonBase + (hash & 0xfffff), at + 1]
    if (code <= blank || code === 0x5b) return undefined
    hash = (Math.imul(hash, 31) + code) | 0
  }
  return undefined
}

/** One token of a plain text (see `normalise`): its code, and where the next begins. */
function tokenAt(text: string, at: number): readonly [number, number] | undefined {
  const code = text.charCodeAt(at)
  if (code === 0x68 && /^https?:\/\//.test(text.slice(at, at + 8)))
    return [special.link, endOfLink(text, at)]
  if (code === 0x40) return [special.name, endOfName(text, at + 1)]
  if (code === 0x2f && text.startsWith('//@', at)) return [special.chain, endOfName(text, at + 3)]
  return code === 0x5b ? emoticonAt(text, at) : undefined
}

function plainCode(text: string, at: number): number {
  const code = text.codePointAt(at) ?? blank
  if (code >= 0x30 && code <= 0x39) return zero
  // ideographic marks as their ASCII sisters, which NFKC leaves apart
  if (code === 0x3002) return 0x2e
  if (code === 0x3001) return 0x2c
  return code <= blank ? blank : code
}

/**
 * The tokens of a plain text: signs, with links, account names, forward chains and emoticons as one token
 * each, every digit as 0, and no sign more than twice in a row. Framed by a start and an end.
 */
export function tokensOf(plain: string): Int32Array {
  const text = plain.length > readLength ? plain.slice(0, readLength) : plain
  const codes = new Int32Array(text.length + 2)
  let count = 0
  codes[count++] = special.start
  for (let at = 0; at < text.length;) {
    const [code, next] = tokenAt(text, at) ?? [plainCode(text, at), 0]
    at = next > at ? next : at + (code > 0xffff && code < 0x110000 ? 2 : 1)
    const isRow = codes[count - 1] === code && (codes[count - 2] === code || code === blank)
    if (!isRow) codes[count++] = code
  }
  codes[count++] = special.end
  return codes.subarray(0, count)
}
