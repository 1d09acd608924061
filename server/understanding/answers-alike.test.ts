import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answersAlike, type GivenAnswer } from './answers-alike.ts'

const given = (id: string, text: string, isAccepted = true, at = 1): GivenAnswer => ({
  id,
  text,
  at,
  isAccepted,
})
const usual = [
  given('a', '主水管破裂，正在抢修，预计今晚20:00恢复供水'),
  given('b', '您好，主水管破裂，正在抢修，预计今晚20:00恢复'),
  given('c', '主水管破裂正在抢修中，预计今晚20:00恢复供水，抱歉'),
]

describe('answersAlike', () => {
  it('recommends the accepted answer that says most of what all say (S4-18)', () => {
    const { recommended, n, odd } = answersAlike([...usual, given('d', '请重启路由器')])
    expect(n).toBe(4)
    expect(['a', 'b', 'c']).toContain(recommended?.id)
    expect(odd).toMatchObject([{ id: 'd', because: 'words' }])
  })
  it('prefers an answer after which nobody had to ask again', () => {
    const pair = [given('a', usual[0]?.text ?? '', false), given('b', usual[1]?.text ?? '')]
    expect(answersAlike(pair).recommended?.id).toBe('b')
  })
  it('lists the one that names another hour, however alike its words are', () => {
    const other = given('x', '主水管破裂，正在抢修，预计明天8:00恢复供水')
    expect(answersAlike([...usual, other]).odd).toMatchObject([{ id: 'x', because: 'numbers' }])
  })
  it('is higher the more alike the answers are', () => {
    const same = answersAlike(usual).consistency ?? 0
    const mixed = answersAlike([...usual, given('d', '请重启路由器')]).consistency ?? 1
    expect(same).toBeGreaterThan(mixed)
    expect(answersAlike([given('a', '好'), given('b', '好')]).consistency).toBe(1)
  })
  it('has no data rather than a nought for none and for one', () => {
    expect(answersAlike([])).toMatchObject({ n: 0, consistency: undefined, odd: [] })
    expect(answersAlike(usual.slice(0, 1)).consistency).toBeUndefined()
  })
  it('recommends no customer’s number', () => {
    const [only] = [answersAlike([given('a', '已联系您的号码13812345678')])]
    expect(only.recommended?.text).not.toContain('13812345678')
  })
  it('is the same in whatever order the answers come', () => {
    const some = [...usual, given('d', '请重启路由器'), given('e', '预计21:00恢复', false)]
    const order = fc.shuffledSubarray(some, { minLength: some.length })
    fc.assert(
      fc.property(order, (mixed) => {
        const [one, other] = [answersAlike(mixed), answersAlike(some)]
        expect({ ...one, consistency: 0 }).toEqual({ ...other, consistency: 0 })
        expect(one.consistency).toBeCloseTo(other.consistency ?? -1, 9)
      }),
    )
  })
})
