import { describe, expect, it } from 'vitest'
import type { LintContext } from './context.ts'
import { judge } from './guide.ts'

const at = (visibility: 'public' | 'private'): LintContext => ({
  channel: { kind: visibility === 'public' ? 'weibo' : 'wechat', visibility },
})
const leak = { inbound: [{ text: '洗衣机漏水，地板都泡了' }] }

function rulesOn(draft: string, context: LintContext = {}): readonly string[] {
  return judge(draft, context).map(({ rule }) => rule)
}

describe('what the brand never does and always does', () => {
  it('speaks no private opinion, and the brand’s own “we suggest” passes (S0-01)', () => {
    expect(rulesOn('我个人认为这个价格已经很低了。')).toContain('W-P2')
    expect(rulesOn('我们建议您先选月付，随时可以换。')).not.toContain('W-P2')
  })

  it('names a next step in an answer to a problem (S0-03)', () => {
    expect(rulesOn('非常抱歉，给您添麻烦了。', leak)).toContain('W-E7')
    expect(rulesOn('非常抱歉，师傅明天10点上门。', leak)).not.toContain('W-E7')
  })

  it('leaves no bare refusal standing, and offers other words where it can (S0-04)', () => {
    const finding = judge('抱歉，这个我们没办法。', leak).find(({ rule }) => rule === 'W-P3')
    expect(finding?.message.zh).not.toBe('')
    expect('抱歉，这个我们没办法。'.slice(finding?.start, finding?.end)).toContain('没办法')
    expect(rulesOn('这个我们办不到，不过可以帮您转给门店。', leak)).not.toContain('W-P3')
  })

  it('gives no verdict on people in public; warm words pass (S0-09)', () => {
    expect(rulesOn('您这种人我们见多了，就想占便宜。', at('public'))).toContain('W-X2')
    expect(rulesOn('照片拍得真好看，谢谢分享。', at('public'))).not.toContain('W-X2')
  })

  it('takes no side on a divided topic (S0-11)', () => {
    const topics = [{ id: '阶梯电价', words: ['阶梯电价'], verdict: 'hold' as const }]
    expect(rulesOn('我们坚决支持阶梯电价。', { ...at('public'), topics })).toContain('W-X1')
    expect(rulesOn('阶梯电价的分档标准是这样的。', { ...at('public'), topics })).not.toContain(
      'W-X1',
    )
  })

  it('chases no trend with a foreign hashtag; the thread’s own passes (S0-12)', () => {
    const draft = '#某明星离婚# 都在看热闹，不如来看看跑鞋。'
    expect(rulesOn(draft, { ...at('public'), thread: { hashtags: [] } })).toContain('W-X3')
    const own: LintContext = { ...at('public'), thread: { hashtags: ['某明星离婚'] } }
    expect(rulesOn(draft, own)).not.toContain('W-X3')
  })

  it('sends nobody to the phone only (S0-17)', () => {
    expect(rulesOn('请您拨打客服热线咨询。', leak)).toContain('W-S10')
    expect(rulesOn('我来帮您登记，今天18点前回复您。', leak)).not.toContain('W-S10')
  })

  it('asks for something personal in a template (S0-18)', () => {
    const text = '您好，感谢您的咨询，我们的营业时间为每天10:00至22:00，欢迎光临。'
    const context: LintContext = {
      macros: [{ id: 'm1', text }],
      inbound: [{ text: '城东店周末几点开门？有停车位吗' }],
      brand: { places: ['东风路'] },
      customer: { name: '王女士' },
    }
    expect(rulesOn(text, context)).toContain('W-P4')
    const own = '您好，王女士，城东店周末也是10:00至22:00，门口有停车位，欢迎光临。'
    expect(rulesOn(own, context)).not.toContain('W-P4')
  })

  it('is stricter in public than in private for the same words (S2-01)', () => {
    const severity = (context: LintContext) =>
      judge('您的电话13812345678已登记', context).find(({ rule }) => rule === 'W-S1')?.severity
    expect([severity(at('public')), severity(at('private'))]).toEqual(['block', 'warning'])
  })

  it('moves a matter to where the channel policy has it belong (S1-28)', () => {
    const policy: LintContext = {
      matters: [
        { name: '账单', words: ['扣费', '账单'], belongs: 'private' },
        { name: '营业时间', words: ['几点', '开门'], belongs: 'public' },
      ],
    }
    const hint = (text: string, draft: string, visibility: 'public' | 'private') =>
      judge(draft, { ...at(visibility), ...policy, inbound: [{ text }] }).find(
        ({ rule }) => rule === 'W-S3',
      )?.message.en
    const bill = '这个月怎么多扣费了20元'
    expect(hint(bill, '已为您查，今天18点前答复。', 'public')).toContain('账单')
    expect(hint(bill, '请私信我们，今天18点前查清。', 'public')).toBeUndefined()
    expect(hint(bill, '已为您查，今天18点前答复。', 'private')).toBeUndefined()
    expect(hint('城东店几点开门', '城东店10点开门。', 'public')).toBeUndefined()
    expect(hint('城东店几点开门，还有我的账单', '城东店10点开门。', 'public')).toContain('账单')
  })

  it('ends an own post with something to answer (S0-38)', () => {
    const post: LintContext = { proactive: true, channel: { kind: 'weibo', form: 'post' } }
    const silent = '新款跑鞋上架，43码齐全。'
    const rule = 'W-I1'
    expect(rulesOn(silent, post)).toContain(rule)
    expect(rulesOn(`${silent}你平时跑多远？评论里聊聊。`, post)).not.toContain(rule)
  })
})
