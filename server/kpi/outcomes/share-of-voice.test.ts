import { expect, it } from 'vitest'
import { saidOf, typed } from '../typed.fake.ts'
import { shareOfVoice } from './share-of-voice.ts'

it('is mentions of the brand over those and the named competitors’ (S4-03, S2-21)', () => {
  const mentions = [
    typed('brandMentions', 200, { of: 'weibo' }),
    typed('brandMentions', 100, { of: 'wechat' }),
    typed('competitorMentions', 500, { of: '甲' }),
    typed('competitorMentions', 200, { of: '乙' }),
  ]
  expect(saidOf(shareOfVoice, mentions)).toEqual({
    '': { value: 0.3, n: 1000, of: 1000, coverage: 1 },
  })
})
it('is no data with one side only, or where nobody is talked about', () => {
  expect(saidOf(shareOfVoice, [typed('brandMentions', 200)])).toBeUndefined()
  const silence = [typed('brandMentions', 0), typed('competitorMentions', 0)]
  expect(saidOf(shareOfVoice, silence)).toBeUndefined()
})
