import { createCipheriv } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { open, seal, sign } from './cipher.ts'

/** Public vectors of the platform and of well-known clients. */
const encodingAesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
const receiver = 'wxb11529c136998cb6'
const sealed =
  'jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg=='

describe('sign', () => {
  it('reproduces the published callback signatures', () => {
    expect(sign('AAAAA', '1714036504', '1514711492')).toBe(
      'f464b24fc39322e44b38aa78f5edd27bd1441696',
    )
    expect(sign('AAAAA', '1714037059', '486452656')).toBe(
      '899cf89e464efb63f54ddac96b0a0a235f53aa78',
    )
  })
})

describe('seal', () => {
  it('reproduces a published envelope', () => {
    const random16 = Buffer.from('aaaabbbbccccdddd')
    expect(seal('我是中文abcd123', { encodingAesKey, receiver, random16 })).toBe(sealed)
  })
})

describe('open', () => {
  it('reads back what was sealed', () => {
    expect(open(sealed, { encodingAesKey, receiver })).toBe('我是中文abcd123')
  })
  it('refuses an envelope for somebody else and broken ones', () => {
    expect(open(sealed, { encodingAesKey, receiver: 'wx0' })).toBeUndefined()
    expect(open(sealed.slice(0, -8), { encodingAesKey, receiver })).toBeUndefined()
    expect(open('', { encodingAesKey, receiver })).toBeUndefined()
  })
  it.each([
    ['of zero', [6, 6, 6, 6, 6, 0], false],
    ['larger than a block', [6, 6, 6, 6, 6, 33], false],
    ['that is uneven', [1, 6, 6, 6, 6, 6], false],
    ['as it belongs', [6, 6, 6, 6, 6, 6], true],
  ])('judges a padding %s', (_what, padding, isRight) => {
    const length = Buffer.from([0, 0, 0, 20])
    const parts = [Buffer.alloc(16, 7), length, Buffer.alloc(20, 'a'), Buffer.from(receiver)]
    const plain = Buffer.concat([...parts, Buffer.from(padding)])
    const key = Buffer.from(`${encodingAesKey}=`, 'base64')
    const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
    const envelope = Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64')
    const text = open(envelope, { encodingAesKey, receiver })
    expect(text).toBe(isRight ? 'a'.repeat(20) : undefined)
  })
})
