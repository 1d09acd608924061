import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HttpRequest } from '../../core/http.ts'
import { RelayError } from '../../core/error.ts'
import { verifySignature } from './verify.ts'

const secret = 'xyz123xyz'
/** The documented vector. */
const genuine = {
  signature: '90e4c22c90a58f26526c2dd5b6c56c8822edeaa1',
  timestamp: '1397022061823',
  nonce: '57155157',
}

function request(query: Record<string, string>): HttpRequest {
  return { method: 'POST', path: '/', query, headers: {}, body: new Uint8Array(), receivedAt: 0 }
}

function refusalOf(query: Record<string, string>): string {
  try {
    verifySignature(secret, request(query))
  } catch (error) {
    if (error instanceof RelayError) return `${error.code} ${error.message}`
  }
  return 'taken'
}

function signed(timestamp: string, nonce: string) {
  const text = [secret, timestamp, nonce].sort().join('')
  return { timestamp, nonce, signature: createHash('sha1').update(text).digest('hex') }
}

describe('verifySignature', () => {
  it('takes the documented vector and reads its time as milliseconds', () =>
    expect(verifySignature(secret, request(genuine))).toEqual({ signedAt: 1_397_022_061_823 }))

  it('reads ten digits as seconds', () =>
    expect(verifySignature(secret, request(signed('1397022061', 'n')))).toEqual({
      signedAt: 1_397_022_061_000,
    }))

  const list = ['1397022061823', '2'] as unknown as string
  it.each([
    ['another signature', { ...genuine, signature: 'a'.repeat(40) }],
    ['a signature of other length', { ...genuine, signature: genuine.signature.slice(1) }],
    ['a signature in capitals', { ...genuine, signature: genuine.signature.toUpperCase() }],
    ['no signature', { ...genuine, signature: '' }],
    ['another time', { ...genuine, timestamp: '1397022061824' }],
    ['no time', { ...genuine, timestamp: '' }],
    ['a time that is no number', signed('yesterday', '57155157')],
    ['a negative time', signed('-1', '57155157')],
    ['a list of times', { ...genuine, timestamp: list }],
    ['another nonce', { ...genuine, nonce: '57155158' }],
    ['no nonce, though signed', signed('1397022061823', '')],
    ['nothing at all', {}],
  ])('refuses %s', (_what, query) =>
    expect(refusalOf(query)).toBe('channel.forged The callback did not verify.'),
  )

  it('refuses a genuine request under another secret', () =>
    expect(() => verifySignature('other', request(genuine))).toThrow(RelayError))

  it('takes what was signed and nothing that differs in one sign', () =>
    fc.assert(
      fc.property(
        fc.nat(),
        fc.stringMatching(/^[0-9a-z]{1,12}$/),
        fc.nat(39),
        (time, nonce, at) => {
          const query = signed(String(time), nonce)
          expect(refusalOf(query)).toBe('taken')
          const turned = query.signature[at] === '0' ? '1' : '0'
          const signature = query.signature.slice(0, at) + turned + query.signature.slice(at + 1)
          expect(refusalOf({ ...query, signature })).not.toBe('taken')
        },
      ),
    ))
})
