import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge } from './guide.ts'
import { knownFor, slotsIn } from './slots.ts'

const marks = [
  '[称呼]',
  '【订单号】',
  '{{姓名}}',
  '{name}',
  '____',
  '[微笑]',
  '您好',
  '，',
  'XX元',
  '\n',
]

describe('slotsIn', () => {
  it('names each gap as it stands, in order, with what belongs there', () => {
    const text = '{{姓名}}您好，订单[订单号]退款____元，[微笑]工单{{ticket.id}}。'
    expect(slotsIn(text).map(({ text: slot, label }) => [slot, label])).toEqual([
      ['{{姓名}}', '姓名'],
      ['[订单号]', '订单号'],
      ['____', ''],
    ])
  })

  it('answers spans inside the text that do not overlap, whatever is written', () => {
    const texts = fc
      .array(fc.oneof(fc.constantFrom(...marks), fc.string({ maxLength: 8 })), { maxLength: 12 })
      .map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(texts, (text) => {
        let at = 0
        for (const slot of slotsIn(text)) {
          expect(slot.start).toBeGreaterThanOrEqual(at)
          expect(text.slice(slot.start, slot.end)).toBe(slot.text)
          expect(slot.end).toBeGreaterThan(slot.start)
          at = slot.end
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('knows who is addressed and the service number, and nothing else', () => {
    const context = { customer: { name: '王女士' }, ticket: { serviceNo: 'FW1' } }
    const known = (text: string) => slotsIn(text).map((slot) => knownFor(slot, context))
    expect(known('[称呼]您好，[工单号]，[订单号]，[产品名称]')).toEqual([
      '王女士',
      'FW1',
      undefined,
      undefined,
    ])
  })
})

describe('an open slot', () => {
  it('is a block in public and in private, with the fix where the ticket tells it (S3-35)', () => {
    for (const visibility of ['public', 'private'] as const) {
      const context = {
        channel: { kind: 'wechat', visibility },
        customer: { name: '王女士' },
      } as const
      const [finding] = judge('[称呼]您好，退款今天已提交。', context)
      expect(finding).toMatchObject({ rule: 'W-P8', severity: 'block', start: 0, end: 4 })
      expect(finding?.fix).toEqual([{ start: 0, end: 4, text: '王女士' }])
    }
    const [unknown] = judge('订单[订单号]的退款今天已提交。', {})
    expect(unknown).toMatchObject({ rule: 'W-P8' })
    expect(unknown?.fix).toBeUndefined()
  })
})
