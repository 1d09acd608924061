import { utf8Length } from '../core/sent-text/utf8.ts'

const lastAscii = 0x7f
const link = /https?:\/\/[^\s\u4e00-\u9fff]+/g

/**
 * Length as Sina's composer counts it: two half-width signs are one character, a web link counts
 * as ten characters up to 140 and its excess beyond; t.cn links count as written.
 */
function weiboLength(text: string): number {
  let halves = 0
  const rest = text.replace(link, (url) => {
    halves += /^https?:\/\/t\.cn\//.test(url) ? url.length : 20 + Math.max(0, url.length - 140)
    return ''
  })
  let narrow = 0
  for (let at = 0; at < rest.length; at++) if (rest.charCodeAt(at) <= lastAscii) narrow++
  return Math.ceil((halves + narrow + (rest.length - narrow) * 2) / 2)
}

/** Length of a draft in the channel's own unit. */
export function measure(text: string, unit: 'chars' | 'bytes' | 'weibo'): number {
  if (unit === 'bytes') return utf8Length(text)
  return unit === 'weibo' ? weiboLength(text) : [...text].length
}
