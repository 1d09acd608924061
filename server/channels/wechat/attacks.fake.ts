import type { HttpRequest } from '../../core/http.ts'
import {
  appId,
  encrypted,
  envelope,
  framed,
  handshake,
  padded,
  push,
  request,
  seal,
  signed,
  type Written,
} from './callback.fake.ts'

/** Requests that must not verify, by what was done to them. Several of a kind stand in one list. */
export type Attacks = Readonly<Record<string, readonly HttpRequest[]>>

const at = 1_772_416_800_000
const stranger = 'zyxwvutsrqponmlkjihgfedcba0123456789ABCDEFG'

type Query = HttpRequest['query']

function withQuery(good: HttpRequest, changes: Record<string, string | undefined>): HttpRequest {
  const query = Object.entries({ ...good.query, ...changes }).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  )
  return { ...good, query: Object.fromEntries(query) }
}

function withBody(good: HttpRequest, body: string): HttpRequest {
  return { ...good, body: new TextEncoder().encode(body) }
}

function bodyOf({ body }: HttpRequest): string {
  return new TextDecoder().decode(body)
}

/** Every digit of the signature, and ways of writing it that are not it. */
function wrongSignatures(good: HttpRequest, name: 'signature' | 'msg_signature'): HttpRequest[] {
  const right = good.query[name] ?? ''
  const digits = [...right].map((digit, i) => {
    const other = digit === '0' ? '1' : '0'
    return right.slice(0, i) + other + right.slice(i + 1)
  })
  const odd = [right.toUpperCase(), right.slice(1), `${right}0`, ` ${right}`, '', undefined]
  return [...digits, ...odd].map((value) => withQuery(good, { [name]: value }))
}

function queryAttacks(good: HttpRequest, name: 'signature' | 'msg_signature'): Attacks {
  const { timestamp = '', nonce = '' } = good.query
  return {
    [`a changed ${name}`]: wrongSignatures(good, name),
    'another time': [String(Number(timestamp) + 1), `${timestamp}0`, '', undefined].map((value) =>
      withQuery(good, { timestamp: value }),
    ),
    'another nonce': [`${nonce}0`, nonce.slice(1), '', undefined].map((value) =>
      withQuery(good, { nonce: value }),
    ),
    'time and nonce moved into each other': [
      withQuery(good, { timestamp: timestamp + nonce.slice(0, 1), nonce: nonce.slice(1) }),
      withQuery(good, { timestamp: timestamp.slice(0, -1), nonce: timestamp.slice(-1) + nonce }),
    ],
    'no query': [{ ...good, query: {} }],
  }
}

function shapeAttacks(written: Written, good: HttpRequest): Attacks {
  const text = bodyOf(good)
  const types = ['multipart/form-data; boundary=x', 'image/png', 'application/octet-stream']
  const isXml = written.format === 'xml'
  const deep = isXml ? '<a>'.repeat(20_000) : `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`
  const nested = isXml
    ? `<D>${'<a>'.repeat(9)}${'</a>'.repeat(9)}</D>`
    : `"D":${'{"a":'.repeat(9)}1${'}'.repeat(9)},`
  const open = isXml ? '<xml>' : '{'
  const first = isXml ? '<ToUserName>x</ToUserName>' : '"ToUserName":"x",'
  const again = isXml ? first : '"\\u0054oUserName":"x",'
  return {
    'an element twice': [first, again].map((more) =>
      withBody(good, text.replace(open, open + more)),
    ),
    'too deep a body': [deep, text.replace(open, open + nested)].map((one) => withBody(good, one)),
    'too large a body': [withBody(good, text + ' '.repeat(300_000))],
    'a truncated body': [1, 2, 10, Math.floor(text.length / 2), text.length - 1].map((left) =>
      withBody(good, text.trim().slice(0, -left)),
    ),
    'something after its end': [withBody(good, `${text}<xml></xml>`), withBody(good, `${text}x`)],
    'a wrong content type': types.map((type) => ({ ...good, headers: { 'content-type': type } })),
    'no body': [withBody(good, ''), withBody(good, ' \n')],
    'another verb': ['PUT', 'HEAD', 'DELETE', 'post'].map((method) => ({ ...good, method })),
    ...(isXml && {
      'a document type': [
        withBody(good, `<!DOCTYPE xml>${text}`),
        withBody(good, `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${text}`),
        withBody(good, text.replace('<xml>', '<xml><!DOCTYPE a>')),
      ],
    }),
  }
}

/** Flips a bit in every byte from `from` to `to` of a ciphertext. */
function flipped(sealed: string, from: number, to: number): string[] {
  const bytes = Buffer.from(sealed, 'base64')
  return Array.from({ length: to - from }, (_, i) => {
    const changed = Buffer.from(bytes)
    changed.writeUInt8(bytes.readUInt8(from + i) ^ 1, from + i)
    return changed.toString('base64')
  })
}

/** Signed anew by somebody who knows the token: only what lies inside can tell. */
function resealed(written: Written, sealed: string): HttpRequest {
  return request('POST', signed({ at }, sealed), envelope(written.format, sealed))
}

function cipherAttacks(written: Written, text: string): Attacks {
  const plain = framed(text)
  const sealed = seal(text)
  const size = Buffer.from(sealed, 'base64').length
  const unsigned = (changed: string): HttpRequest =>
    request('POST', signed({ at }, sealed), envelope(written.format, changed))
  const again = (blocks: Buffer): HttpRequest => resealed(written, encrypted(blocks))
  const tail = 32 - (plain.length % 32)
  const pads = [0, 33, 64, 255].map((pad) =>
    again(
      Buffer.concat([plain, Buffer.alloc(tail, tail - 1), Buffer.alloc(31, pad), Buffer.of(pad)]),
    ),
  )
  const uneven = Buffer.concat([plain, Buffer.alloc(tail, tail)])
  uneven.writeUInt8(tail ^ 1, plain.length)
  const lengths = [0, 1, text.length, 0x7fffffff, 0xffffffff].map((length) => {
    const wrong = padded(Buffer.from(plain))
    wrong.writeUInt32BE(length, 16)
    return again(wrong)
  })
  return {
    'a changed first block': flipped(sealed, 0, 16).map(unsigned),
    'a changed length or text': flipped(sealed, 16, size - 48).map(unsigned),
    'a changed app id or padding': flipped(sealed, size - 48, size).map(unsigned),
    'a changed end, signed anew': flipped(sealed, size - 16, size).map((one) =>
      resealed(written, one),
    ),
    'a truncated ciphertext': [1, 4, 24, 44, 64].map((left) => unsigned(sealed.slice(0, -left))),
    'a truncated ciphertext, signed anew': [1, 4, 24, 44, 64].map((left) =>
      resealed(written, sealed.slice(0, -left)),
    ),
    'another app id inside': ['wx0000000000000002', `${appId}x`, appId.slice(1), ''].map((id) =>
      resealed(written, seal(text, id)),
    ),
    'a bad padding': [...pads, again(uneven)],
    'a bad length inside': lengths,
    'a key of somebody else': [resealed(written, encrypted(padded(plain), stranger))],
    'no base64': ['<xml>', `${sealed}=`, `${sealed}A`, `${sealed.slice(0, -4)}****`, 'AAAA'].map(
      (one) => resealed(written, one),
    ),
  }
}

/** Inside a right envelope stands what no platform writes. */
function innerAttacks(written: Written, text: string): Attacks {
  const inner = (body: string): HttpRequest => resealed(written, seal(body))
  const deep = '<xml><a><b><c><d><e><f><g><h>1</h></g></f></e></d></c></b></a></xml>'
  return {
    'a document type under the seal': [
      inner('<!DOCTYPE xml><xml><MsgType>text</MsgType></xml>'),
      inner('<!DOCTYPE x [<!ENTITY a "aaaa">]><xml><Content>&a;</Content></xml>'),
    ],
    'an element twice under the seal': [
      inner('<xml><FromUserName>a</FromUserName><FromUserName>b</FromUserName></xml>'),
      inner('{"FromUserName":"a","FromUserName":"b"}'),
    ],
    'too deep a message under the seal': [
      inner(deep),
      inner(`${'{"a":'.repeat(10)}1${'}'.repeat(10)}`),
    ],
    'too large an envelope': [inner(text.replace('订单', '订'.repeat(100_000)))],
  }
}

function downgrades(written: Written, good: HttpRequest, text: string): Attacks {
  const { signature = '', msg_signature: strong, ...rest } = good.query
  const weak: Query = { ...rest, signature }
  return {
    'the weak signature alone': [{ ...good, query: weak }],
    'the weak signature in place of the strong one': [
      { ...good, query: { ...rest, signature, msg_signature: signature } },
    ],
    'a body in clear': [
      request('POST', good.query, text),
      request('POST', weak, text),
      request('POST', { ...weak, encrypt_type: 'raw' }, text),
    ],
    'an empty ciphertext': [
      request('POST', signed({ at }, ''), envelope(written.format, '')),
      request('POST', good.query, envelope(written.format, '')),
    ],
    'a second ciphertext': [
      withBody(
        good,
        written.format === 'xml'
          ? bodyOf(good).replace('</xml>', '<Encrypt>A</Encrypt></xml>')
          : `${bodyOf(good).slice(0, -1)},"Encrypt":"A"}`,
      ),
    ],
    'no time of its own': ['soon', '-1', '1e9', '1772416800000000'].map((timestamp) => {
      const sealed = seal(text)
      return request('POST', signed({ at, timestamp }, sealed), envelope(written.format, sealed))
    }),
    'another token': [push(written, text, { at, key: 'another' })],
    // Without it nothing could be verified, so nothing is: not even the platform's own words.
    ...(strong === undefined && { 'no strong signature': [good] }),
  }
}

/** All that may be done to a push of this mode and format. */
export function pushAttacks(written: Written, text: string): Attacks {
  const good = push(written, text, { at })
  const shape = shapeAttacks(written, good)
  if (written.mode === 'plain') {
    const { signature = '', ...rest } = good.query
    return {
      ...queryAttacks(good, 'signature'),
      ...shape,
      'another token': [push(written, text, { at, key: 'another' })],
      'the signature under another name': [
        { ...good, query: { ...rest, msg_signature: signature } },
      ],
      'no time of its own': ['soon', '-1', '1e9'].map((timestamp) =>
        push(written, text, { at, timestamp }),
      ),
    }
  }
  return {
    ...queryAttacks(good, 'msg_signature'),
    ...shape,
    ...cipherAttacks(written, text),
    ...innerAttacks(written, text),
    ...downgrades(written, good, text),
  }
}

/** All that may be done to the address check. */
export function handshakeAttacks(): Attacks {
  const clear = handshake({ at }, '5927782489442352469')
  const sealed = seal('5927782489442352469')
  const strong = request('GET', { ...signed({ at }, sealed), echostr: sealed })
  const resigned = (echostr: string): HttpRequest =>
    request('GET', { ...signed({ at }, echostr), echostr })
  const size = Buffer.from(sealed, 'base64').length
  const prefixed = (attacks: Attacks, how: string): Attacks =>
    Object.fromEntries(Object.entries(attacks).map(([what, list]) => [`${what}, ${how}`, list]))
  return {
    ...prefixed(queryAttacks(clear, 'signature'), 'in clear'),
    ...prefixed(queryAttacks(strong, 'msg_signature'), 'encrypted'),
    'nothing to echo': [
      withQuery(clear, { echostr: '' }),
      withQuery(clear, { echostr: undefined }),
    ],
    'another token': [handshake({ at, key: 'another' }, '1')],
    'an echo in clear under a strong signature': [withQuery(strong, { echostr: '1' })],
    'a changed echo, encrypted': flipped(sealed, 0, size).map((echostr) =>
      withQuery(strong, { echostr }),
    ),
    'another app id in the echo': [resigned(seal('1', 'wx0000000000000002'))],
    'an echo under the key of somebody else': [resigned(encrypted(padded(framed('1')), stranger))],
  }
}
