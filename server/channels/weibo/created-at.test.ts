import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCreatedAt } from './created-at.ts'

describe('readCreatedAt', () => {
  it.each([
    ['Tue May 31 17:46:55 +0800 2011', '2011-05-31T09:46:55.000Z'],
    ['Mon Jul 16 18:09:20 +0800 2012', '2012-07-16T10:09:20.000Z'],
    ['Thu Jan 01 07:30:00 +0800 2026', '2025-12-31T23:30:00.000Z'],
    ['Thu Feb 29 00:00:00 +0000 2024', '2024-02-29T00:00:00.000Z'],
    ['Sat Dec 5 23:59:59 -0530 2015', '2015-12-06T05:29:59.000Z'],
    [' Tue May 31 17:46:55 +0800 2011 ', '2011-05-31T09:46:55.000Z'],
  ])('%s is %s', (text, iso) => expect(readCreatedAt(text)).toBe(Date.parse(iso)))

  it.each([
    '',
    '刚刚',
    '10分钟前',
    '2026-03-10T10:00:00+08:00',
    'Tue Mai 31 17:46:55 +0800 2011',
    'Tue May 31 17:46:55 2011 +0800',
    'Tue May 31 17:46 +0800 2011',
    '1462400400000',
  ])('takes no other form: %s', (text) => expect(readCreatedAt(text)).toBeUndefined())

  it('reads every second from 2009 to 2040 as it was written', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1_230_768_000, max: 2_208_988_800 }), (seconds) => {
        // The standard's own text of the same moment, eight hours on, cut into Weibo's order.
        const [day, date, month, year, time] = new Date((seconds + 28_800) * 1000)
          .toUTCString()
          .replace(',', '')
          .split(' ')
        const text = `${day} ${month} ${date} ${time} +0800 ${year}`
        expect(readCreatedAt(text)).toBe(seconds * 1000)
      }),
    ))
})
