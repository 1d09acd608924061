import { describe, expect, it } from 'vitest'
import { publicAddress } from './clickthrough.ts'

describe('publicAddress', () => {
  it('leads to posts on Weibo', () => {
    for (const link of ['https://weibo.com/1990000001/Qvqus0001', 'https://m.weibo.cn/status/1'])
      expect(publicAddress(link)).toBe(link)
  })
  it.each([
    'https://evil.example/',
    'http://weibo.com/1/a',
    'https://weibo.com.evil.example/',
    'https://weibo.com@evil.example/',
    'https://user:pass@weibo.com/',
    'https://weibo.com:8443/',
    '//weibo.com/1',
    '/\\weibo.com',
    'javascript:alert(1)',
    '',
    undefined,
  ])('leads nowhere else: %s', (link) => expect(publicAddress(link)).toBeUndefined())
})
