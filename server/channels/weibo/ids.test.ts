import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { before, bidToMid, compareIds, isId, maxId, midToBid, minId, timeOfId } from './ids.ts'

const mids = fc.bigInt({ min: 1n, max: 10n ** 19n }).map(String)

describe('midToBid and bidToMid', () => {
  it.each([
    ['3491273850170657', 'yCirT0Iox'],
    ['231101124784859058', 'Bh0tgako3U'],
    ['4804608494665869', 'M1VT3jzNX'],
    ['4885639100630954', 'MzVRA2E8G'],
  ])('%s ↔ %s', (mid, bid) => {
    expect(midToBid(mid)).toBe(bid)
    expect(bidToMid(bid)).toBe(mid)
  })

  it('pads inner groups and keeps zeros at the end', () => {
    expect(midToBid('10000000')).toBe('10000')
    expect(bidToMid('10000')).toBe('10000000')
  })

  it('come back to where they began', () =>
    fc.assert(
      fc.property(mids, (mid) => {
        expect(bidToMid(midToBid(mid))).toBe(mid)
      }),
    ))
})

describe('order of ids', () => {
  it('is by length, then digits, as for numbers of any size', () =>
    fc.assert(
      fc.property(mids, mids, (a, b) => {
        const wanted = BigInt(a) < BigInt(b) ? -1 : BigInt(a) > BigInt(b) ? 1 : 0
        expect(Math.sign(compareIds(a, b))).toBe(wanted)
      }),
    ))

  it('finds the ends of a list', () => {
    const ids = ['9', '10000000000000001', '10000000000000002', '80']
    expect(maxId(ids)).toBe('10000000000000002')
    expect(minId(ids)).toBe('9')
    expect([maxId([]), minId([])]).toEqual([undefined, undefined])
  })

  it('steps back by one without rounding', () =>
    expect(before('9007199254740994')).toBe('9007199254740993'))
})

describe('isId', () => {
  it.each([
    ['5274900000000001', true],
    ['0', true],
    ['', false],
    ['-1', false],
    ['1.5', false],
    ['yCirT0Iox', false],
    ['123456789012345678901', false],
  ])('%s: %s', (text, wanted) => expect(isId(text)).toBe(wanted))
})

describe('timeOfId', () => {
  // unix = (id >> 22) + 515483463, worked out with a calculator.
  it('reads the second an id was minted at', () =>
    expect(timeOfId('4409688923582511')).toBe(1_566_835_230_000))
})
