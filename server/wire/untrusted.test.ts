import type { LookupAddress } from 'node:dns'
import { describe, expect, it } from 'vitest'
import { isRelayError } from '../core/error.ts'
import { checkUrl, guardedLookup, isExempt, resolveAll, type Resolve } from './untrusted.ts'

const listed = ['mmbiz.qpic.cn', '*.sinaimg.cn', '10.1.2.3', '[::1]', '93.184.215.14']
const none: ReadonlySet<string> = new Set()

function verdict(address: string, exempt = none): string {
  try {
    return checkUrl(address, listed, exempt).href
  } catch (error) {
    return isRelayError(error) ? error.code : String(error)
  }
}

describe('checkUrl', () => {
  it.each([
    'https://mmbiz.qpic.cn/a.jpg?x=1',
    'http://mmbiz.qpic.cn/a',
    'https://mmbiz.qpic.cn:443/a',
    'http://mmbiz.qpic.cn:80/a',
    'https://wx1.sinaimg.cn/large/a.jpg',
    'https://a.b.sinaimg.cn/',
    'https://MMBIZ.QPIC.CN/',
    'http://93.184.215.14/',
  ])('allows %s', (address) => {
    expect(verdict(address)).toBe(new URL(address).href)
  })

  it.each([
    ['a host not listed', 'https://example.com/'],
    ['the bare name of a wildcard', 'https://sinaimg.cn/'],
    ['a name that only ends alike', 'https://evilsinaimg.cn/'],
    ['a name that only begins alike', 'https://mmbiz.qpic.cn.evil.test/'],
    ['a name with a dot at its end', 'https://mmbiz.qpic.cn./'],
    ['another port', 'https://mmbiz.qpic.cn:8443/'],
    ['http on the port of https', 'http://mmbiz.qpic.cn:443/'],
    ['a user name', 'https://u@mmbiz.qpic.cn/'],
    ['a password', 'https://:p@mmbiz.qpic.cn/'],
    ['a listed name as user name', 'https://mmbiz.qpic.cn@evil.test/'],
    ['a backslash before the host', 'https://evil.test\\@mmbiz.qpic.cn/'],
    ['a file', 'file:///etc/hosts'],
    ['ftp', 'ftp://mmbiz.qpic.cn/'],
    ['data', 'data:text/plain,x'],
    ['gopher', 'gopher://mmbiz.qpic.cn/'],
    ['an inner address, even listed', 'http://10.1.2.3/'],
    ['the loopback of IPv6, even listed', 'http://[::1]/'],
    ['a loopback in decimal', 'http://2130706433/'],
    ['a loopback in hex', 'http://0x7f.1/'],
    ['a loopback in octal', 'http://0177.0.0.1/'],
    ['nothing', ''],
    ['a path', '/a.jpg'],
  ])('refuses %s', (_what, address) => {
    expect(verdict(address)).toBe('http.refused_address')
  })

  it('lets configured hosts and ports through, but neither their credentials nor other schemes', () => {
    const exempt = new Set(['127.0.0.1:8790', 'proxy.test:443', '[::1]:8790'])
    expect(verdict('http://127.0.0.1:8790/pic', exempt)).toBe('http://127.0.0.1:8790/pic')
    expect(verdict('https://proxy.test/pic', exempt)).toBe('https://proxy.test/pic')
    expect(verdict('http://[::1]:8790/pic', exempt)).toBe('http://[::1]:8790/pic')
    for (const address of [
      'http://127.0.0.1:8791/',
      'http://127.0.0.1/',
      'http://proxy.test/',
      'http://u:p@127.0.0.1:8790/',
      'ftp://127.0.0.1:8790/',
    ]) {
      expect(verdict(address, exempt)).toBe('http.refused_address')
    }
  })

  it('names the host in its error and nothing behind it', () => {
    try {
      checkUrl('https://evil.test/secret?token=secret', listed, none)
      expect.unreachable()
    } catch (error) {
      expect(String(error)).toContain('evil.test')
      expect(JSON.stringify(error) + String(error)).not.toContain('secret')
    }
  })
})

describe('isExempt', () => {
  it('fills in the port a scheme stands for', () => {
    const exempt = new Set(['a.test:443', 'b.test:80'])
    const all = ['https://a.test', 'http://a.test', 'http://b.test', 'https://b.test']
    expect(all.map((one) => isExempt(new URL(one), exempt))).toEqual([true, false, true, false])
  })
})

describe('guardedLookup', () => {
  const open: LookupAddress[] = [
    { address: '93.184.215.14', family: 4 },
    { address: '2606:4700::1111', family: 6 },
  ]

  function look(resolve: Resolve, options: object = {}): Promise<readonly unknown[]> {
    return new Promise((done) => {
      guardedLookup(resolve)('a.test', options, (error, address, family) => {
        done(
          error === null ? [address, family] : [isRelayError(error) ? error.code : error.message],
        )
      })
    })
  }

  it('hands on exactly the addresses it checked, asked for once', async () => {
    let asked = 0
    const resolve: Resolve = () => {
      asked += 1
      return Promise.resolve(asked === 1 ? open : [{ address: '127.0.0.1', family: 4 }])
    }
    expect(await look(resolve, { all: true })).toEqual([open, undefined])
    expect(asked).toBe(1)
    expect(await look(resolve, { all: true })).toEqual(['http.refused_address'])
  })

  it('hands on the first address where one is asked for', async () => {
    expect(await look(() => Promise.resolve(open))).toEqual(['93.184.215.14', 4])
  })

  it('refuses names without an address or with one that is not public', async () => {
    const inner = [...open, { address: '192.168.1.1', family: 4 }]
    expect(await look(() => Promise.resolve([]))).toEqual(['http.refused_address'])
    expect(await look(() => Promise.resolve(inner), { all: true })).toEqual([
      'http.refused_address',
    ])
  })

  it('passes on why a name was not found', async () => {
    expect(await look(() => Promise.reject(new Error('ENOTFOUND a.test')))).toEqual([
      'ENOTFOUND a.test',
    ])
  })
})

describe('resolveAll', () => {
  it('finds every address of a name', async () => {
    const addresses = await resolveAll('localhost')
    expect(addresses.every(({ address }) => ['127.0.0.1', '::1'].includes(address))).toBe(true)
    expect(addresses.length).toBeGreaterThan(0)
  })
})
