import { describe, expect, it } from 'vitest'
import { matterOf, takesUp, traitsOf } from './echo.ts'

describe('echo of a matter', () => {
  it('names the matter without question words and politeness', () =>
    expect(matterOf('请问城东店周末几点开门？')).toEqual(['城东店周末', '开门']))
  it('takes pairs of long runs and strong single signs of short ones', () =>
    expect(traitsOf('停车位 裂 好')).toEqual(['停车', '车位', '裂']))
  it.each([
    ['周六10点营业', '周末几点开门'],
    ['43码给您留着', '能换大一码吗'],
    ['地下可以停', '有停车位吗'],
    ['快件在驿站', '包裹到哪了'],
  ])('hears %s take up %s', (reply, asked) => expect(takesUp(reply, asked)).toBe(true))
  it.each([
    ['城东店10点开门', '有停车位吗'],
    ['今天发货', '能开发票吗'],
  ])('does not hear %s take up %s', (reply, asked) => expect(takesUp(reply, asked)).toBe(false))
})
