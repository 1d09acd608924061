import { describe, expect, it } from 'vitest'
import type { LintContext } from './context.ts'
import { factClashesIn } from './facts-clash.ts'
import { knownFrom } from './known.ts'
import { tooSoonIn } from './same-day.ts'
import { statementsIn } from './statements.ts'

const context: LintContext = {
  now: '2026-05-12T15:00:00+08:00',
  inbound: [{ text: '退货邮费我垫了16块，运费险赔多少？我110斤穿什么码' }],
  ticket: {
    facts: {
      insurance: '运费险赔9元',
      late: '安装迟到补偿60元',
      size: 'M码适合100到118斤',
      refundDays: '3个工作日',
    },
  },
}

function clashes(draft: string): readonly string[] {
  const statements = statementsIn(draft, context.now)
  return factClashesIn(statements, knownFrom(context)).map(({ start, end }) =>
    statements.normal.text.slice(start, end),
  )
}

describe('amounts and the fact they speak of', () => {
  it('clash where the fact gives another one, though the customer wrote that number', () => {
    expect(clashes('运费险赔16元。')).toEqual(['16元'])
    expect(clashes('运费险赔9元，您垫的16元差一点。')).toEqual([])
  })

  it('clash where a gift is not the sum that the ticket knows', () => {
    expect(clashes('安装晚了赔您200元。')).toEqual(['200元'])
    expect(clashes('误工费赔您200元。')).toEqual(['200元'])
    expect(clashes('安装晚了补偿60元。')).toEqual([])
    expect(clashes('补偿最多200元，我去申请。')).toEqual([])
  })

  it('agree where a range holds the amount', () => {
    expect(clashes('110斤适合M码。')).toEqual([])
  })
})

describe('a day that is too soon', () => {
  it('is one before the working days the ticket speaks of', () => {
    const soon = (draft: string) => tooSoonIn(statementsIn(draft, context.now), knownFrom(context))
    expect(soon('退款明天就到账。')).toHaveLength(1)
    expect(soon('退款5月20日就到账。')).toEqual([])
    expect(soon('明天没到账再说。')).toEqual([])
  })
})
