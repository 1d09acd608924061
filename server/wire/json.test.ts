import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRelayError } from '../core/error.ts'
import { readJson, readJsonObject, writeJson } from './json.ts'

const refusal = (text: string): unknown => {
  try {
    return readJson(text)
  } catch (error) {
    return isRelayError(error) ? error.code : error
  }
}

describe('readJson', () => {
  it('keeps 64-bit ids as the text that was sent', () => {
    const text = '{"id":5012345678901234567,"mid":"5012345678901234567","ids":[9007199254740993]}'
    expect({ ...readJsonObject(text) }).toEqual({
      id: '5012345678901234567',
      mid: '5012345678901234567',
      ids: ['9007199254740993'],
    })
  })

  it('draws the line where doubles stop being exact', () => {
    expect(
      readJson('[9007199254740991,9007199254740992,-9007199254740991,-9007199254740992]'),
    ).toEqual([9007199254740991, '9007199254740992', -9007199254740991, '-9007199254740992'])
  })

  it('keeps every integer exactly, wherever it stands', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }), (id) => {
        const value = readJsonObject(`{"a":[{"id":${id}}],"text":"${id}"}`)
        const [first] = value['a'] as readonly { id: unknown }[]
        expect(String(first?.id)).toBe(String(id))
        expect(typeof first?.id).toBe(
          id >= Number.MIN_SAFE_INTEGER && id <= Number.MAX_SAFE_INTEGER ? 'number' : 'string',
        )
        expect(value['text']).toBe(String(id))
      }),
      { numRuns: 2_000 },
    )
  })

  it('leaves digits inside texts and fractions alone', () => {
    expect(readJson('["订单 50123456789012345678 号",1.5,0.12345678901234567,1e3]')).toEqual([
      '订单 50123456789012345678 号',
      1.5,
      0.12345678901234567,
      1000,
    ])
  })

  it('reads all other JSON as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.boolean(), (text, isLong) => {
        // A long number elsewhere forces the slower of the two ways.
        const wrapped = `{"rest":${text},"id":${isLong ? '1234567890123456789' : '1'}}`
        fc.pre(!text.includes('"__proto__"') && !/\d{16}/.test(text))
        expect(readJsonObject(wrapped)['rest']).toEqual(
          (JSON.parse(wrapped) as { rest: unknown }).rest,
        )
      }),
      { numRuns: 2_000 },
    )
  })

  it('gives back whatever was written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        fc.pre(!JSON.stringify(value).includes('"__proto__"'))
        const expected = JSON.parse(JSON.stringify(value)) as unknown
        fc.pre(!/\d{16}/.test(JSON.stringify(value)))
        expect(readJson(writeJson(value))).toEqual(expected)
      }),
      { numRuns: 1_000 },
    )
  })

  it.each([
    ['short numbers', '{"__proto__":{"polluted":1},"constructor":{"x":1},"id":1}'],
    [
      'a long number',
      '{"__proto__":{"polluted":1},"constructor":{"x":1},"id":12345678901234567890}',
    ],
  ])('makes objects no key can reach the prototype of, with %s', (_what, text) => {
    const value = readJsonObject(text)
    expect(Object.getPrototypeOf(value)).toBeNull()
    expect(Object.keys(value)).toEqual(['constructor', 'id'])
    expect(value['toString']).toBeUndefined()
    expect(Object.assign({}, value)).not.toHaveProperty('polluted')
    expect(Object.getPrototypeOf(value['constructor'])).toBeNull()
  })

  it('takes the last of two equal keys, on both ways', () => {
    expect(readJsonObject('{"a":1,"a":2}')['a']).toBe(2)
    expect(readJsonObject('{"a":1,"a":1234567890123456789}')['a']).toBe('1234567890123456789')
  })

  it('takes raw control characters inside texts and keeps line ends and tabs', () => {
    const text = '\ufeff{"text":"一\n二\t三\u0007\\"四\\\\","id":1234567890123456789,\n\t"n":1}'
    expect({ ...readJsonObject(text) }).toEqual({
      text: '一\n二\t三"四\\',
      id: '1234567890123456789',
      n: 1,
    })
  })

  it.each([
    ['nothing', ''],
    ['half an object', '{"a":'],
    ['half a text', '{"a":"x'],
    ['single quotes', "{'a':1}"],
    ['something after the end', '{} x'],
    ['XML', '<xml/>'],
    ['NaN', '[NaN]'],
    ['a control character between values', '{"a":1,\u0001"b":2}'],
    ['two million brackets', '['.repeat(2_000_000)],
    ['two million brackets and a long number', `${'['.repeat(2_000_000)}1234567890123456789`],
  ])('refuses %s', (_what, text) => {
    expect(refusal(text)).toBe('channel.malformed')
  })

  it('never repeats what it was given in its errors', () => {
    try {
      readJson('{"phone":"13800000000"')
      expect.unreachable()
    } catch (error) {
      expect(`${String(error)}${String((error as Error).cause)}`).not.toContain('138')
    }
  })
})

describe('readJsonObject', () => {
  it('refuses what is not an object', () => {
    for (const text of ['[]', '1', '"x"', 'null']) {
      expect(() => readJsonObject(text)).toThrow('not an object')
    }
  })
})

describe('writeJson', () => {
  it('writes raw characters and whole bigints', () => {
    expect(writeJson({ text: '好的😀', id: 5012345678901234567n, none: undefined })).toBe(
      '{"text":"好的😀","id":5012345678901234567}',
    )
  })

  it('writes what cannot be written as null', () => {
    expect(writeJson(undefined)).toBe('null')
  })
})
