const LINK = /https?:\/\/[^\s\u0080-\uffff]+/g
const LINK_HALF_WIDTHS = 20
const LINK_FREE_LENGTH = 140
const OWN_LINK_MAX = 41

/**
 * Weibo's own counter: a Chinese character is 1, a half-width one 0.5, a foreign link 10 whatever
 * its length up to 140. Links of the house count as written.
 */
export function weiboLength(text: string): number {
  let halfWidths = 0
  const rest = text.replace(LINK, (link) => {
    halfWidths += linkHalfWidths(link)
    return ''
  })
  for (let index = 0; index < rest.length; index += 1) {
    halfWidths += rest.charCodeAt(index) < 0x80 ? 1 : 2
  }
  return Math.ceil(halfWidths / 2)
}

function linkHalfWidths(link: string): number {
  const host = link.replace(/^https?:\/\//, '').split('/')[0] ?? ''
  if (host === 't.cn') return link.length
  if (/(^|\.)weibo\.(com|cn)$/.test(host) && link.length <= OWN_LINK_MAX) return link.length
  return LINK_HALF_WIDTHS + Math.max(0, link.length - LINK_FREE_LENGTH)
}
