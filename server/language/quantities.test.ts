import { describe, expect, it } from 'vitest'
import { isSameQuantity, quantitiesIn } from './quantities.ts'

const read = (text: string) => quantitiesIn(text).map(({ kind, value }) => [kind, value])

describe('quantitiesIn', () => {
  it.each([
    ['退您198元', [['money', 198]]],
    ['¥1,299.00', [['money', 1299]]],
    ['三十块钱', [['money', 30]]],
    ['30GB流量', [['data', 30 * 1024]]],
    ['3个工作日', [['length', 3 * 1440]]],
    ['两小时', [['length', 120]]],
    [
      '九折以外再减5%',
      [
        ['discount', 9],
        ['percent', 5],
      ],
    ],
    ['补发4个碗', [['count', 4]]],
    ['没有数字', []],
    ['3万元', [['money', 30_000]]],
    ['9块9包邮', [['money', 9.9]]],
    ['只要9块9', [['money', 9.9]]],
    ['3元5角', [['money', 3.5]]],
    ['3到5个工作日', [['length', 5 * 1440]]],
    ['半小时', [['length', 30]]],
    ['一个半小时', [['length', 90]]],
    ['两年半', [['length', 2.5 * 365 * 1440]]],
    ['打八五折', [['discount', 8.5]]],
    ['7折', [['discount', 7]]],
    ['百分之十', [['percent', 10]]],
    [
      '满300减50',
      [
        ['money', 300],
        ['money', 50],
      ],
    ],
    ['30日内无理由', [['length', 30 * 1440]]],
    ['5月3日内', []],
    ['5G信号差', []],
    ['5G流量', [['data', 5120]]],
    ['一块去', []],
    ['2026年', []],
    ['第三天', []],
    ['三五天', []],
    ['八五折', [['discount', 8.5]]],
    ['升级2.1.4版本', []],
    ['M3手机', []],
  ])('reads %s', (text, wanted) => expect(read(text)).toEqual(wanted))

  it('compares by meaning', () => {
    const same = (a: string, b: string): boolean => {
      const [one, two] = [quantitiesIn(a)[0], quantitiesIn(b)[0]]
      return one !== undefined && two !== undefined && isSameQuantity(one, two)
    }
    expect(same('198元', '198.00元')).toBe(true)
    expect(same('三天', '3天')).toBe(true)
    expect(same('三天', '72小时')).toBe(true)
    expect(same('12个月', '一年')).toBe(true)
    expect(same('30天', '一个月')).toBe(true)
    expect(same('3-5天', '5天')).toBe(true)
    expect(same('3-5天', '2-5天')).toBe(false)
    expect(same('50分钟', '51分钟')).toBe(false)
    expect(same('4个', '4双')).toBe(false)
    expect(same('38元', '58元')).toBe(false)
  })

  it.each([
    '1'.repeat(100_000),
    `3${' '.repeat(100_000)}天`,
    '一'.repeat(100_000),
    '1,1'.repeat(33_000),
  ])('stays linear on a page without an amount %#', (page) => {
    expect(quantitiesIn(page)).toEqual([])
  })
})
