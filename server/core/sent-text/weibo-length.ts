export const link = /https?:\/\/[!-~]+/g

/**
 * Half-width signs as Sina's own counter has them: links count twenty up to 140 signs and their
 * excess beyond, t.cn links as written, short weibo.com links as written.
 */
export function halfWidths(text: string): number {
  let halves = 0
  const rest = text.replace(link, (url) => {
    const isLiteral =
      /^https?:\/\/t\.cn\//.test(url) ||
      (/^https?:\/\/(?:[\w-]+\.)?weibo\.(?:com|cn)/.test(url) && url.length <= 41)
    halves += isLiteral ? url.length : 20 + Math.max(0, url.length - 140)
    return ''
  })
  for (const unit of rest.split('')) halves += unit.charCodeAt(0) < 0x80 ? 1 : 2
  return halves
}

/** Length in Chinese characters: two half-width signs make one. */
export function weiboLength(text: string): number {
  return Math.ceil(halfWidths(text) / 2)
}

export const publicLimit = 140
export const privateLimit = 300
