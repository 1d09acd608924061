const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g
const loneHalf = /\p{Surrogate}/gu
const anchor = /<(?=\/?a(?![a-z0-9]))/gi

/**
 * What JSON can carry as it stands. WeChat refuses `\u` escapes, and nothing else would write a
 * control character or half a surrogate pair.
 */
export function rawText(text: string): string {
  return text.replace(controls, '').replace(loneHalf, '\ufffd')
}

/**
 * Agents write plain text, but WeChat turns `<a href` into a link. An invisible mark after the bracket
 * keeps it as typed. Doing it twice changes nothing.
 */
export function plainText(text: string): string {
  return rawText(text).replace(anchor, '<\u200b')
}
