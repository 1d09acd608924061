import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bareText, gramsOf } from './bare.ts'
import { createNearDuplicates } from './near-duplicates.ts'

const posts = [
  '广州天河这边从昨晚开始5G一格都没有，打客服说在排查，排查到现在十几个小时了还没有一点消息',
  '在你们旗舰店买的空气炸锅用了三次就不加热了，申请换货客服一直让我等，已经等了一个星期了',
  '这个月话费莫名其妙多扣了三十八块，去营业厅查说是开通了什么来电铃音，我根本没有订过这个业务',
  '快递显示昨天下午就签收了，可是我人在公司根本没有收到，问快递员说放在小区门口的超市，超市说没有',
  '小区从早上六点停水到现在，物业群里一个通知都没有，家里还有刚出生的孩子，请问到底什么时候能来水',
]
const day = 24 * 3_600_000

/** A share of the signs replaced by others, evenly. */
function edited(text: string, share: number, from: number): string {
  const every = Math.round(1 / share)
  return [...text].map((sign, i) => ((i + from) % every === 0 ? '某' : sign)).join('')
}

describe('createNearDuplicates', () => {
  it('finds a text of which one sign in twenty was changed, and no other', () => {
    for (const [i, post] of posts.entries())
      for (let from = 0; from < 20; from += 1) {
        const seen = createNearDuplicates()
        for (const [n, one] of posts.entries()) seen.add({ id: `p${n}`, text: one, at: n })
        const found = seen.add({ id: 'copy', text: edited(post, 0.05, from), at: 100 })
        expect(found.map(({ id }) => id)).toEqual([`p${i}`])
      }
  })

  it('finds a forwarded text behind names, addresses and other marks', () => {
    const seen = createNearDuplicates()
    seen.add({ id: 'a', text: posts[0] ?? '', at: 0 })
    const copy = `@演示电信 ${posts[0] ?? ''}！！！ https://example.com/x [怒]//@路人:转发`
    expect(seen.add({ id: 'b', text: copy, at: 1 })).toMatchObject([{ id: 'a', likeness: 1 }])
  })

  it('forgets what is older than its window', () => {
    const seen = createNearDuplicates()
    seen.add({ id: 'a', text: posts[1] ?? '', at: 0 })
    expect(seen.add({ id: 'b', text: posts[1] ?? '', at: 7 * day + 1 })).toEqual([])
    expect(seen.size).toBe(1)
  })

  it('sees no likeness in thanks and the like', () => {
    const seen = createNearDuplicates()
    seen.add({ id: 'a', text: '谢谢你们', at: 0 })
    expect(seen.add({ id: 'b', text: '谢谢你们', at: 1 })).toEqual([])
  })

  it('knows the same message when it comes again', () => {
    const seen = createNearDuplicates()
    seen.add({ id: 'a', text: posts[2] ?? '', at: 0 })
    expect(seen.add({ id: 'a', text: posts[2] ?? '', at: 1 })).toEqual([])
    expect(seen.size).toBe(1)
  })

  it('answers with the newest of very many copies', () => {
    const seen = createNearDuplicates()
    for (let n = 0; n < 3000; n += 1) seen.add({ id: `c${n}`, text: posts[3] ?? '', at: n })
    const found = seen.add({ id: 'last', text: posts[3] ?? '', at: 3000 })
    expect(found).toHaveLength(64)
    expect(found.map(({ id }) => id)).toContain('c2999')
  })

  it('answers any text, the likest first and never itself', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 60 })), (texts) => {
        const seen = createNearDuplicates()
        texts.forEach((text, n) => {
          const found = seen.add({ id: String(n), text, at: n })
          const likeness = found.map((one) => one.likeness)
          expect(likeness).toEqual([...likeness].sort((a, b) => b - a))
          expect(found.every(({ id }) => Number(id) < n)).toBe(true)
        })
      }),
      { numRuns: 40 },
    )
  })
})

describe('bareText and gramsOf', () => {
  it('keep letters and signs alone', () => {
    expect(bareText('@演示用户 ＡＢＣ，你好！！https://example.com/a?b=1 [怒]//@别人:你好')).toBe(
      'abc你好',
    )
    expect(gramsOf('abcd', 3)).toEqual(['abc', 'bcd'])
    expect(gramsOf('ab', 3)).toEqual(['ab'])
    expect(gramsOf('', 3)).toEqual([])
  })
})
