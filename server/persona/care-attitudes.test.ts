import { describe, expect, it } from 'vitest'
import type { LintContext } from './context.ts'
import { judge } from './guide.ts'
import type { Severity } from './rule.ts'

const now = '2026-03-18T10:00:00+08:00'
const upset: LintContext = {
  now,
  channel: { kind: 'weibo', visibility: 'public' },
  inbound: [{ text: '洗衣机又漏水了，地板都泡了，太气人了！' }],
  customer: { mood: { polarity: 'negative', anger: 2 } },
  ticket: { type: 'complaint' },
}

function severityOf(rule: string, draft: string, context: LintContext = {}): Severity | undefined {
  return judge(draft, context).find((finding) => finding.rule === rule)?.severity
}

describe('what careful service looks like in words', () => {
  it('lets only approved wording in force be used, and names what contradicts it (S1-08)', () => {
    const battery = { topic: 'M3换电池' }
    const wording = [
      {
        ...battery,
        id: 'w1',
        text: 'M3换电池199元',
        validFrom: '2026-03-01',
        validTo: '2026-12-31',
      },
      {
        ...battery,
        id: 'w0',
        text: 'M3换电池99元限时优惠',
        validFrom: '2025-11-01',
        validTo: '2025-12-31',
      },
    ]
    expect(severityOf('W-A8', 'M3换电池99元限时优惠，门店可取。', { now, wording })).toBe('error')
    expect(severityOf('W-A8', 'M3换电池199元，门店可取。', { now, wording })).toBeUndefined()
  })

  it('uses the company’s own terms and offers them for others (S3-12)', () => {
    const context: LintContext = { terms: [{ use: '微桥搬家', not: ['换机助手'] }] }
    const finding = judge('用换机助手传照片。', context).find(({ rule }) => rule === 'W-A6')
    expect(finding?.fix?.map(({ text }) => text)).toEqual(['微桥搬家'])
    expect(severityOf('W-A6', '用微桥搬家传照片。', context)).toBeUndefined()
  })

  it('tells of progress unasked once a customer has waited as long as the policy says (S3-27)', () => {
    const waiting = (waitingSince: string): LintContext => ({
      now,
      ticket: { waitingSince },
      policy: { progressMinutes: 60 },
    })
    const idle = '请耐心等待。'
    expect(severityOf('W-E6', idle, waiting('2026-03-18T08:30:00+08:00'))).toBe('warning')
    expect(severityOf('W-E6', idle, waiting('2026-03-18T09:30:00+08:00'))).toBeUndefined()
    const told = '师傅已出发，今天14点前到，到了给您打电话。'
    expect(severityOf('W-E6', told, waiting('2026-03-18T08:30:00+08:00'))).toBeUndefined()
  })

  it('warns of playful emoji before an angry customer (S3-42)', () => {
    expect(severityOf('W-P6', '抱歉让您久等😂今天发出。', upset)).toBe('warning')
    expect(severityOf('W-P6', '抱歉让您久等，今天发出。', upset)).toBeUndefined()
  })

  it('asks for warm words first, then for the reason, the act and the time (S0-33, S3-48, S4-14)', () => {
    expect(severityOf('W-L2', '进水阀老化，明天10点上门。', upset)).toBe('error')
    const excuse = '因为进水阀老化，洗衣机才漏水，非常抱歉，明天10点上门。'
    expect(severityOf('W-E5', excuse, upset)).toBe('warning')
    expect(severityOf('W-E7', '洗衣机漏水把地板泡了，真的很抱歉。', upset)).toBe('warning')
    const whole =
      '洗衣机漏水把地板泡了，真的很抱歉，换谁都着急。进水阀老化了，师傅明天10点上门更换。'
    for (const rule of ['W-L2', 'W-E5', 'W-E7'])
      expect(severityOf(rule, whole, upset)).toBeUndefined()
  })

  it('offers nothing for sale while a complaint is open (S3-55)', () => {
    const draft = '漏水的事真的抱歉，师傅明天10点上门。新款洗衣机现在第二件半价，要不要一起带走？'
    expect(severityOf('W-V2', draft, upset)).toBe('error')
    const solved: LintContext = { ticket: { type: 'presales' } }
    expect(severityOf('W-V2', '新款洗衣机现在第二件半价。', solved)).toBeUndefined()
  })

  it('meets a rumour with the fact beside it, never with the claim alone (S4-05)', () => {
    const rumours = [{ claim: '下月涨价', words: ['涨价'], fact: '现有套餐价格不变' }]
    const context: LintContext = { channel: { kind: 'weibo', visibility: 'public' }, rumours }
    expect(severityOf('W-X5', '听说是要涨价，您要办就抓紧。', context)).toBe('error')
    expect(
      severityOf('W-X5', '网传涨价不实，现有套餐价格不变，您放心用。', context),
    ).toBeUndefined()
  })

  it('speaks as one persona under one signature, and never gives up on a case (S3-10, S4-15)', () => {
    const context: LintContext = {
      persona: { name: '小桥', selfReference: '小桥' },
      roster: { code: '^A01', codes: ['^A01', '^B02'] },
      channel: { kind: 'weibo', visibility: 'public' },
    }
    expect(severityOf('W-P1', '您好，我是小微，马上为您查询流量。', context)).toBe('warning')
    expect(severityOf('W-P7', '已为您处理。^B02', context)).toBe('block')
    expect(severityOf('W-P3', '抱歉，这个我们没办法。', context)).toBe('warning')
    const own = '您好，小桥马上为您查询流量，今天12点前告诉您。'
    for (const rule of ['W-P1', 'W-P7', 'W-P3'])
      expect(severityOf(rule, own, context)).toBeUndefined()
  })

  it('gives the service number with the first reply (S0-35)', () => {
    const context: LintContext = {
      ticket: { serviceNo: 'F2031' },
      policy: { serviceNoInFirstReply: true },
      earlier: [{ from: 'customer', text: '没网了' }],
    }
    const draft = '抱歉让您久等，已为您报修，明天9:30上门。'
    expect(severityOf('W-S9', draft, context)).toBe('hint')
    expect(severityOf('W-S9', `${draft}服务编号F2031。`, context)).toBeUndefined()
  })
})
