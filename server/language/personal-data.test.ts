import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPersonalData, isBankCard, isResidentId, maskPersonalData } from './personal-data.ts'

const kinds = (text: string): string[] => findPersonalData(text).map(({ kind }) => kind)

describe('isResidentId', () => {
  it('accepts the check character of the standard', () =>
    expect(isResidentId('11010519491231002X')).toBe(true))
  it('refuses one altered digit', () => expect(isResidentId('11010519491231003X')).toBe(false))
  it('refuses a date that does not exist', () =>
    expect(isResidentId('11010519490231002X')).toBe(false))
  it('refuses a region that does not exist', () =>
    expect(isResidentId('99010519491231002X')).toBe(false))
})

describe('isBankCard', () => {
  it('refuses a changed last digit', () => {
    const card = [...Array(10).keys()].map((digit) => `622202123456789012${digit}`)
    expect(card.filter(isBankCard)).toHaveLength(1)
  })
})

describe('findPersonalData', () => {
  it('finds a mobile number written together with words', () => {
    const text = '我的手机号是13812345678麻烦回电'
    expect(findPersonalData(text)).toEqual([{ kind: 'phone', start: 6, end: 17 }])
  })
  it('finds an identity number with a trailing X', () =>
    expect(kinds('身份证11010519491231002X，实名用')).toEqual(['idcard']))
  it('finds full-width digits', () =>
    expect(kinds('电话１３８１２３４５６７８')).toEqual(['phone']))
  it('finds digits split by blanks, hyphens and zero-width signs', () =>
    expect(kinds('138 1234-5678 和 139\u200b1234\u200b5678')).toEqual(['phone', 'phone']))
  it('finds a number with the country code', () =>
    expect(kinds('+86 13812345678')).toEqual(['phone']))
  it('finds an e-mail address', () => expect(kinds('发到 a.b@example.com 吧')).toEqual(['email']))
  it('leaves order numbers, prices and dates alone', () =>
    expect(kinds('订单号20260311152000123456，2026031120批次，共1999.00元')).toEqual([]))
  it('finds a number written out in words', () => {
    expect(kinds('打一三八一二三四五六七八找我')).toEqual(['phone'])
    expect(kinds('幺三八 零零幺三 八零零零')).toEqual(['phone'])
  })
  it('finds a number behind a counting word', () =>
    expect(kinds('第一13812345678，第二13912345678')).toEqual(['phone', 'phone']))
  it('finds digits split by wide blanks, dashes and soft hyphens', () =>
    expect(kinds('138　1234—5678，139\u00ad1234\u00a05678')).toEqual(['phone', 'phone']))
  it('tells an order number from a card that it looks like', () => {
    const number = '6222021234567890128'
    expect(isBankCard(number)).toBe(true)
    expect(kinds(`订单号：${number}`)).toEqual([])
    expect(kinds(`快递单号 ${number} 到哪了`)).toEqual([])
    expect(kinds(`https://m.example.com/status/${number}?a=1`)).toEqual([])
    expect(kinds(`订单的银行卡是${number}`)).toEqual(['bankcard'])
    expect(kinds(`卡号${number}`)).toEqual(['bankcard'])
  })
  it('leaves ordinary sentences with numerals alone', () =>
    expect(kinds('一二三四五六七，周一到周五三点，二零二六年三月一十二日')).toEqual([]))
  it('answers in bounded time on long runs of digits', () => {
    const text = '1'.repeat(60_000)
    const startedAt = performance.now()
    findPersonalData(text)
    expect(performance.now() - startedAt).toBeLessThan(2000)
  })
})

describe('maskPersonalData', () => {
  it('keeps head and tail of a phone number', () =>
    expect(maskPersonalData('拨打13812345678')).toBe('拨打138****5678'))
  it('masks an identity number and nothing beside it', () =>
    expect(maskPersonalData('证件11010519491231002X。订单123')).toBe(
      '证件1101************2X。订单123',
    ))
  it('looks again where the rest of a masked number makes a number with its neighbour', () => {
    const masked = maskPersonalData('513812345678－13812345678')
    expect(maskPersonalData(masked)).toBe(masked)
  })
  it('is idempotent and never grows the text on any input', () => {
    const text = fc
      .array(
        fc.oneof(
          fc.string(),
          fc.constantFrom('13812345678', '11010519491231002X', ' ', '－', '８'),
        ),
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, (sample) => {
        const masked = maskPersonalData(sample)
        expect(maskPersonalData(masked)).toBe(masked)
        expect(masked.length).toBe(sample.length)
      }),
      { numRuns: 2000 },
    )
  })
  it('hides every planted number however it is split, and no other digit', () => {
    const separator = fc.constantFrom('', ' ', '-', '·', '\u200b', '　', '—', '.')
    const shapes = [
      { number: '13812345678', cuts: [3, 7] },
      { number: '11010519491231002X', cuts: [6, 14] },
      { number: '6222021234567890128', cuts: [4, 8, 12, 16] },
    ] as const
    const planted = fc
      .tuple(fc.constantFrom(...shapes), separator, fc.boolean())
      .map(([{ number, cuts }, sign, isWide]) => {
        const parts = [0, ...cuts].map((from, i) => number.slice(from, cuts[i] ?? number.length))
        const text = parts.join(sign)
        return isWide
          ? text.replace(/\d/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
          : text
      })
    const words = fc
      .stringMatching(/^[\u4e00-\u9fff，。]{0,8}$/)
      .filter((text) => !/单|编号/.test(text))
    fc.assert(
      fc.property(words, planted, words, (before, number, after) => {
        const masked = maskPersonalData(`${before}，${number}。${after}`)
        expect(masked).toContain('****')
        expect(masked).not.toContain(number)
        expect(masked.startsWith(`${before}，`) && masked.endsWith(`。${after}`)).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })
  it('never masks an order number', () => {
    const label = fc.constantFrom('订单', '订单号：', '快递单号 ', '运单号', '流水号:')
    const digits = fc.stringMatching(/^[2-79]\d{12,18}$/).filter((text) => !isResidentId(text))
    fc.assert(
      fc.property(label, digits, (name, number) => {
        expect(maskPersonalData(`${name}${number}，麻烦查一下`)).toContain(number)
      }),
      { numRuns: 3000 },
    )
  })
  it('never lets a planted mobile number through', () => {
    const number = fc
      .tuple(fc.constantFrom('13', '15', '18'), fc.stringMatching(/^\d{9}$/))
      .map((parts) => parts.join(''))
    const around = fc.stringMatching(/^[\u4e00-\u9fff，。 ]{0,20}$/)
    fc.assert(
      fc.property(around, number, around, (before, phone, after) => {
        expect(maskPersonalData(`${before}${phone}${after}`)).not.toContain(phone)
      }),
      { numRuns: 1000 },
    )
  })
})
