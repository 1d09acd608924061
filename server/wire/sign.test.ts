import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { constantTimeEqual, sha1Signature, zendeskSignature } from './sign.ts'

const ascii = fc.string({ unit: 'grapheme-ascii', maxLength: 40 })

describe('sha1Signature', () => {
  it('equals the examples of the WeChat documentation', () => {
    expect(sha1Signature(['AAAAA', '1714036504', '1514711492'])).toBe(
      'f464b24fc39322e44b38aa78f5edd27bd1441696',
    )
    expect(sha1Signature(['AAAAA', '1714037059', '486452656'])).toBe(
      '899cf89e464efb63f54ddac96b0a0a235f53aa78',
    )
  })

  it('sorts by bytes, whatever the order given, and leaves the list as it was', () => {
    fc.assert(
      fc.property(fc.array(ascii, { maxLength: 5 }), (parts) => {
        const given = [...parts]
        const sorted = parts.map((part) => Buffer.from(part)).sort((a, b) => Buffer.compare(a, b))
        const expected = createHash('sha1').update(Buffer.concat(sorted)).digest('hex')
        expect(sha1Signature(parts)).toBe(expected)
        expect(sha1Signature([...parts].reverse())).toBe(expected)
        expect(parts).toEqual(given)
      }),
    )
  })
})

describe('constantTimeEqual', () => {
  it('agrees with plain comparison for every pair of texts', () => {
    const text = fc.string({ unit: 'grapheme' })
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(constantTimeEqual(a, a)).toBe(true)
        expect(constantTimeEqual(a, b)).toBe(a === b)
        expect(constantTimeEqual(a, `${a}x`)).toBe(false)
      }),
    )
  })

  it('does not throw on texts of equal length and unequal bytes', () => {
    expect(constantTimeEqual('é', 'e')).toBe(false)
  })
})

describe('zendeskSignature', () => {
  it('is the base64 HMAC-SHA256 of timestamp and raw body', () => {
    const body = Buffer.from('{"ticket":"退款"}')
    const expected = createHmac('sha256', 'not-a-real-secret')
      .update(`2026-03-02T02:00:00Z{"ticket":"退款"}`)
      .digest('base64')
    expect(zendeskSignature('not-a-real-secret', '2026-03-02T02:00:00Z', body)).toBe(expected)
    expect(zendeskSignature('another-secret', '2026-03-02T02:00:00Z', body)).not.toBe(expected)
  })
})
