import { everyMatch } from '../language/every-match.ts'
import type { Span } from '../language/normal.ts'

/** A web address in a plain text; `host` in lower case, without port or user. */
export interface Link extends Span {
  readonly host: string
}

// Endings people and cheats use; a bare word.word outside of these is a file or a version.
const endings =
  'com|cn|net|org|gov|edu|info|biz|top|xyz|vip|shop|store|club|site|online|link|live|fun|ltd|wang|work|icu|ink|pro|app|dev|io|co|cc|tv|me|ai|hk|tw|us|uk|jp|ru|example|test|invalid'
// bad点com, bad。com, bad . com, bad[.]com
const lastDot = '(?:\\.| ?[。点·] ?| ?\\[\\.\\] ?| \\. ?|\\. )'
const schemed =
  /(?:h(?:tt|xx)ps?|ftp):\/{1,2} ?([^\s,。;!?、"'<>()「」《》\u4e00-\u9fff]*|[\u4e00-\u9fff]{1,20}(?:\.[a-z\u4e00-\u9fff]{1,10}){1,3})/g
const bare = new RegExp(
  `(?<![a-z0-9@._/-])(?:[a-z0-9-]{1,63}\\.){0,5}[a-z0-9-]{1,63}${lastDot}(?:${endings})(?![a-z0-9-]|\\.[a-z0-9])(?:[:/?#][!-~]*)?`,
  'g',
)

function hostOf(address: string): string {
  const authority = address.replace(/^ /, '').split(/[/?#\\]/)[0] ?? ''
  const host = authority.slice(authority.lastIndexOf('@') + 1)
  return host.replace(/:\d*$/, '').replace(/\.$/, '')
}

function undisguised(word: string): string {
  return word.replace(new RegExp(`${lastDot}(?=(?:${endings})(?:[:/?#]|$))`), '.')
}

function trimmed(word: string): string {
  return word.replace(/[.,;:!?'"]{1,20}$/, '')
}

/** Web addresses, with or without http, also where a cheat pulls the dot apart; in order. */
export function linksIn(text: string): readonly Link[] {
  const links: Link[] = everyMatch(text, schemed).map((match) => {
    const end = match.index + trimmed(match[0]).length
    return { start: match.index, end, host: hostOf(trimmed(match[1] ?? '')) }
  })
  const rest = text.replace(schemed, (link) => ' '.repeat(link.length))
  for (const { 0: word, index } of everyMatch(rest, bare))
    links.push({ start: index, end: index + trimmed(word).length, host: hostOf(undisguised(word)) })
  return links.sort((a, b) => a.start - b.start)
}

/** The host itself or one below it: `help.brand.example` for `brand.example`. */
export function isHostOf(host: string, allowed: readonly string[]): boolean {
  return allowed.some((one) => {
    const name = one.toLowerCase().replace(/^\.+|\.+$/g, '')
    return name !== '' && (host === name || host.endsWith(`.${name}`))
  })
}
