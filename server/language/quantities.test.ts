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
    ['九折以外再减5%', [['percent', 5]]],
    ['补发4个碗', [['count', 4]]],
    ['没有数字', []],
  ])('reads %s', (text, wanted) => expect(read(text)).toEqual(wanted))

  it('compares by meaning', () => {
    const same = (a: string, b: string): boolean => {
      const [one, two] = [quantitiesIn(a)[0], quantitiesIn(b)[0]]
      return one !== undefined && two !== undefined && isSameQuantity(one, two)
    }
    expect(same('198元', '198.00元')).toBe(true)
    expect(same('三天', '3天')).toBe(true)
    expect(same('三天', '72小时')).toBe(true)
    expect(same('4个', '4双')).toBe(false)
    expect(same('38元', '58元')).toBe(false)
  })
})
