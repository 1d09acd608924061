import { describe, expect, it } from 'vitest'
import { articlesOn, earlierOn, evidenceScore } from './evidence.ts'

const answers = [
  { id: 'a', question: '光猫红灯一直闪怎么办', answer: '请拔下光猫电源再插上。', at: 1 },
  { id: 'b', question: '路由器红灯闪', answer: '请重启路由器。', at: 2 },
  { id: 'c', question: '光猫多少钱', answer: '光猫免费租用。', at: 3 },
  { id: 'd', question: '光猫的红灯闪了一天', answer: '请检查光纤。', at: 4 },
  { id: 'e', question: '光猫红灯闪', answer: '请检查光纤。', at: 5 },
]
const ids = (product: string, issue: string) =>
  earlierOn(answers, { product, issue }).map(({ id }) => id)

describe('the evidence library', () => {
  it('finds earlier answers by product and issue together (S1-26)', () => {
    expect(ids('光猫', '红灯')).toEqual(['e', 'a'])
    expect(ids('路由器', '红灯')).toEqual(['b'])
    expect(ids('光猫', '多少钱')).toEqual(['c'])
  })

  it('finds by either alone, and nothing for nothing', () => {
    expect(ids('光猫', '')).toEqual(['e', 'c', 'a'])
    expect(ids('', '红灯')).toEqual(['e', 'b', 'a'])
    expect(ids(' ', '')).toEqual([])
    expect(ids('电视', '红灯')).toEqual([])
  })

  it('finds an issue said in nearly the same words, whatever the width and case', () => {
    expect(
      evidenceScore('光猫红灯一直闪怎么办', { product: '', issue: '光猫红灯闪烁怎么办' }),
    ).toBeGreaterThan(0.5)
    expect(evidenceScore('ＷＩＦＩ断线', { product: 'WiFi', issue: '断线' })).toBe(1)
  })

  it('leaves out articles that do not name the product', () => {
    const articles = [
      { id: '1', title: '光猫红灯', text: '', link: 'https://h.example/1' },
      { id: '2', title: '机顶盒红灯', text: '', link: 'https://h.example/2' },
    ]
    expect(articlesOn(articles, { product: '光猫', issue: '红灯' }).map(({ id }) => id)).toEqual([
      '1',
    ])
  })
})
