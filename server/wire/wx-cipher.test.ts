import { createCipheriv } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRelayError } from '../core/error.ts'
import { createWxCipher } from './wx-cipher.ts'
import { readXml } from './xml.ts'

// Public test vectors: WeCom's own sample (V1, V2), WxJava (V3), wechatpy (V4), EasyWeChat (V5).
const wecomSample = {
  token: 'QDG6eK',
  receiveId: 'wx5823bf96d3bd56c7',
  keys: [{ encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' }],
}
const alphabetKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
const alphabetId = 'wxb11529c136998cb6'

const v1 =
  'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q=='
const v1Text = `<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName>
<FromUserName><![CDATA[mycreate]]></FromUserName>
<CreateTime>1409659813</CreateTime>
<MsgType><![CDATA[text]]></MsgType>
<Content><![CDATA[hello]]></Content>
<MsgId>4561255354251345929</MsgId>
<AgentID>218</AgentID>
</xml>`
const v2 =
  'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=='
const v3 =
  'jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg=='
const v4 =
  '9s4gMv99m88kKTh/H8IdkOiMg6bisoy3ypwy9H4hvSPe9nsGaqyw5hhSjdYbcrKk+j3nba4HMOTzHrluLBYqxgNcBqGsL8GqxlhZgURnAtObvesEl5nZ+uBE8bviY0LWke8Zy9V/QYKxNV2FqllNXcfmstttyIkMKCCmVbCFM2JTF5wY0nFhHZSjPUL2Q1qvSUCUld+/WIXrx0oyKQmpB6o8NRrrNrsDf03oxI1p9FxUgMnwKKZeOA/uu+2IEvEBtb7muXsVbwbgX05UPPJvFurDXafG0RQyPR+mf1nDnAtQmmNOuiR5MIkdQ39xn1vWwi1O5oazPoQJz0nTYjxxEE8kv3kFxtAGVRe3ypD3WeK2XeFYFMNMpatF9XiKzHo3'
const v4Text = `<xml>
<MsgType><![CDATA[text]]></MsgType>
<Content><![CDATA[test]]></Content>
<FromUserName><![CDATA[wx49f0ab532d5d035a]]></FromUserName>
<ToUserName><![CDATA[messense]]></ToUserName>
<AgentID>1</AgentID>
<CreateTime>1411525903</CreateTime>
</xml>`
const v5 =
  'rTNFcsut4LfGuAFKEUVVpwcaCOTJzOd9twZdIW910jb3k+iicx2uvhttIZ3Qg9Qgty3BEF2xbOrz6boTfb30dMomcgrkTqdFPwnhqbk+kIQ7rZiwny9D7NUrTgA5kpX3KsZvrXzUZyP2x9YOlxbgm572lmxKvM7HAQQhIQ/p6HBmoY30bGXFK0BtIu1pW9TjhOYrLQoU18nWYjWqDA1ynkmOytpv7QRI1P1+0NoxL0q2zO1DgeSvnE8CZGo/o5Ap/WHK5W2RAsinpzN4/LjPnmB6U01I5XCoJoC0GK/yMZycd2Oh8Nq6+wBkC1U85oy0ktOY4nLvsQMLrourmMGdZHuTbqpeJ8Ao/5PRYJ+WBvRUwPfGKBL2+2IKZF49vAJqkcGWSHGE76ZN2erXeuNazf/o9o3lIE3q739o4c8t9QGPe31GT2Go/rOz1BsrASwvauNulCh+++yz+CQzBIuikA=='

const refusal = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return isRelayError(error) ? `${error.code}: ${error.message}` : error
  }
}
const forged = 'channel.forged: The callback did not verify.'

/** Encrypts exactly these bytes, without adding anything. */
function sealed(plain: Uint8Array): string {
  const key = Buffer.from(`${alphabetKey}=`, 'base64')
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64')
}

const alphabet = createWxCipher({
  token: 'pamtest',
  receiveId: alphabetId,
  keys: [{ encodingAesKey: alphabetKey }],
})
const messages = fc.string({ unit: 'grapheme', maxLength: 300 })

describe('createWxCipher', () => {
  it('signs as the WeChat documentation does (V0)', () => {
    const cipher = createWxCipher({ ...wecomSample, token: 'AAAAA' })
    expect(cipher.sign('1714036504', '1514711492')).toBe('f464b24fc39322e44b38aa78f5edd27bd1441696')
    expect(
      cipher.verify('899cf89e464efb63f54ddac96b0a0a235f53aa78', '1714037059', '486452656'),
    ).toBe(true)
  })

  it('opens the sample of the WeCom documentation, padded by 30 (V1)', () => {
    const cipher = createWxCipher(wecomSample)
    const signature = '477715d11cdb4164915debcba66cb864d751f3e6'
    expect(cipher.verify(signature, '1409659813', '1372623149', v1)).toBe(true)
    expect(cipher.decrypt(v1)).toEqual({ text: v1Text, keyIndex: 0 })
    expect(readXml(v1Text).fields['MsgId']).toBe('4561255354251345929')
  })

  it('opens the encrypted handshake of WeCom (V2)', () => {
    const cipher = createWxCipher(wecomSample)
    const signature = '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3'
    expect(cipher.verify(signature, '1409659589', '263014780', v2)).toBe(true)
    expect(cipher.decrypt(v2).text).toBe('1616140317555161061')
  })

  it('encrypts to the very bytes another library makes (V3)', () => {
    const random = Buffer.from('aaaabbbbccccdddd')
    expect(alphabet.encrypt('我是中文abcd123', 0, random)).toBe(v3)
    expect(alphabet.decrypt(v3).text).toBe('我是中文abcd123')
  })

  it('encrypts and signs a reply as another library does (V4)', () => {
    const cipher = createWxCipher({
      token: '123456',
      receiveId: 'wx49f0ab532d5d035a',
      keys: [{ encodingAesKey: 'kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR' }],
    })
    const encrypted = cipher.encrypt(v4Text, 0, Buffer.from('1234567890123456'))
    expect(encrypted).toBe(v4)
    expect(cipher.sign('1411525903', '461056294', encrypted)).toBe(
      '407518b7649e86ef23978113f92d27afa9296533',
    )
  })

  it('opens a message padded by 21, which Node alone refuses (V5)', () => {
    expect(
      alphabet.verify('4f3ad57b6989f09f4eb392acce4f9e93942ed890', '1458300676', '260774613', v5),
    ).toBe(true)
    const { fields } = readXml(alphabet.decrypt(v5).text)
    expect([fields['FromUserName'], fields['Content']]).toEqual(['asdasdasdsadasd', 'hello'])
  })

  it('gives back every text it encrypted, padded to blocks of 32 bytes', () => {
    fc.assert(
      fc.property(messages, (text) => {
        const encrypted = alphabet.encrypt(text)
        expect(Buffer.from(encrypted, 'base64').length % 32).toBe(0)
        expect(alphabet.decrypt(encrypted)).toEqual({ text, keyIndex: 0 })
      }),
      { numRuns: 1_000 },
    )
  })

  it('opens each message on its own, whatever it opened or refused before', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(messages, fc.boolean()), { maxLength: 6 }), (sequence) => {
        for (const [text, isForged] of sequence) {
          const bytes = Buffer.from(alphabet.encrypt(text), 'base64')
          if (!isForged) expect(alphabet.decrypt(bytes.toString('base64')).text).toBe(text)
          bytes[bytes.length - 1]! ^= 1
          expect(refusal(() => alphabet.decrypt(bytes.toString('base64')))).toBe(forged)
          expect(refusal(() => alphabet.decrypt(v3.slice(0, 20)))).toBe(forged)
        }
      }),
    )
  })

  it('never encrypts one text to the same bytes twice', () => {
    expect(alphabet.encrypt('hello')).not.toBe(alphabet.encrypt('hello'))
  })

  it('opens what was sealed with the previous key and says which key it was', () => {
    const previous = wecomSample.keys[0]!
    const rotated = createWxCipher({
      token: 'QDG6eK',
      receiveId: wecomSample.receiveId,
      keys: [{ encodingAesKey: alphabetKey }, previous],
    })
    expect(rotated.decrypt(v1).keyIndex).toBe(1)
    const answer = rotated.encrypt('ok', 1)
    expect(createWxCipher(wecomSample).decrypt(answer).text).toBe('ok')
    expect(rotated.decrypt(rotated.encrypt('ok'))).toEqual({ text: 'ok', keyIndex: 0 })
    expect(refusal(() => rotated.encrypt('ok', 2))).toContain('config.invalid')
  })

  it('trims white space around the ciphertext', () => {
    expect(alphabet.decrypt(`\n ${v3} \r\n`).text).toBe('我是中文abcd123')
  })

  it('refuses a callback in which any byte of the ciphertext was changed', () => {
    const cipher = createWxCipher(wecomSample)
    const signature = cipher.sign('1', '2', v2)
    const bytes = Buffer.from(v2, 'base64')
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at]! ^= 1
      expect(cipher.verify(signature, '1', '2', changed.toString('base64'))).toBe(false)
    }
  })

  it('refuses a callback in which any signed part or the signature was changed', () => {
    const cipher = createWxCipher(wecomSample)
    const signature = cipher.sign('1409659589', '263014780', v2)
    for (let at = 0; at < signature.length; at++) {
      const other = signature[at] === '0' ? '1' : '0'
      const changed = signature.slice(0, at) + other + signature.slice(at + 1)
      expect(cipher.verify(changed, '1409659589', '263014780', v2)).toBe(false)
    }
    expect(cipher.verify(signature, '1409659588', '263014780', v2)).toBe(false)
    expect(cipher.verify(signature, '1409659589', '263014781', v2)).toBe(false)
  })

  it('takes a signature in lower-case hex of the right length only', () => {
    const signature = alphabet.sign('1', '2')
    const odd = [signature.toUpperCase(), signature.slice(1), `${signature}0`, '', ` ${signature}`]
    expect(odd.filter((one) => alphabet.verify(one, '1', '2'))).toEqual([])
  })

  it('refuses or misreads, but never throws anything else, when ciphertext is changed unsigned', () => {
    fc.assert(
      fc.property(fc.nat(63), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bytes = Buffer.from(v3, 'base64')
        bytes[at]! ^= flip
        const answer = refusal(() => alphabet.decrypt(bytes.toString('base64')))
        // CBC alone does not protect the words: that is what the signature is for.
        expect(answer === forged || typeof answer === 'object').toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })

  it('refuses a last block in which any byte was changed, by padding or receiver id', () => {
    const bytes = Buffer.from(v3, 'base64')
    for (let at = bytes.length - 16; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at]! ^= 1
      expect(refusal(() => alphabet.decrypt(changed.toString('base64')))).toBe(forged)
    }
  })

  it('refuses another receiver, even one that only begins the same', () => {
    const others = ['wx0000000000000000', `${alphabetId}x`, alphabetId.slice(0, -1), '']
    const answers = others.map((receiveId) => {
      const other = createWxCipher({
        token: 't',
        receiveId,
        keys: [{ encodingAesKey: alphabetKey }],
      })
      return refusal(() => alphabet.decrypt(other.encrypt('hello')))
    })
    expect(new Set(answers)).toEqual(new Set([forged]))
  })

  it('refuses every wrong pad byte and every length that leaves the buffer', () => {
    function frame(length: number, pad: readonly number[]): Buffer {
      const head = Buffer.concat([Buffer.alloc(16, 7), Buffer.alloc(4)])
      head.writeUInt32BE(length, 16)
      return Buffer.concat([
        head,
        Buffer.from('hello!!!!!'),
        Buffer.from(alphabetId),
        Buffer.from(pad),
      ])
    }
    const right = Array.from({ length: 16 }, () => 16)
    expect(alphabet.decrypt(sealed(frame(10, right))).text).toBe('hello!!!!!')
    const wrong = [
      frame(10, [1, ...right.slice(1)]),
      frame(10, [...right.slice(0, 15), 0]),
      frame(10, [...right.slice(0, 15), 33]),
      frame(10, [...right.slice(0, 15), 255]),
      frame(9, right),
      frame(11, right),
      frame(0x7fffffff, right),
      frame(0xffffffff, right),
      Buffer.alloc(16, 16),
      Buffer.alloc(32, 32),
      Buffer.alloc(32, 13),
    ]
    const answers = wrong.map((plain) => refusal(() => alphabet.decrypt(sealed(plain))))
    expect(answers).toEqual(wrong.map(() => forged))
  })

  it.each([
    ['nothing', ''],
    ['no base64', '<xml>'],
    ['base64 for addresses', v1.replaceAll('+', '-').replaceAll('/', '_')],
    ['base64 without its end', v1.replaceAll('=', '')],
    ['base64 with unused bits set', `${v1.slice(0, -3)}R==`],
    ['base64 in lines', `${v1.slice(0, 76)}\n${v1.slice(76)}`],
    ['base64 with junk at its end', `${v1}AAAA`],
    ['half a block', Buffer.alloc(24).toString('base64')],
    ['one block', Buffer.alloc(16).toString('base64')],
  ])('refuses %s with the same words as any forgery', (_what, encrypted) => {
    expect(refusal(() => createWxCipher(wecomSample).decrypt(encrypted))).toBe(forged)
  })

  it('takes no key but 43 characters of base64, and does not repeat it', () => {
    for (const encodingAesKey of ['short', `${alphabetKey}=`, `${alphabetKey.slice(1)}!`, '']) {
      const answer = refusal(() => createWxCipher({ ...wecomSample, keys: [{ encodingAesKey }] }))
      expect(answer).toBe(
        'config.invalid: An EncodingAESKey has 43 characters of A-Z, a-z and 0-9.',
      )
    }
  })
})
