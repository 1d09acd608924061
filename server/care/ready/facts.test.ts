import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LintContext } from '../../persona/context.ts'
import { mayBeNamed, mayBeReused, reusableIn } from './facts.ts'

const context: LintContext = {
  now: '2026-11-26T14:20:00+08:00',
  channel: { kind: 'wechat', visibility: 'private' },
  wording: [
    { id: 'a', topic: '上门维修', text: '宽带报修后24小时内联系您，城区48小时内上门。' },
    { id: 'b', topic: '话费礼包', text: '充一百元送三十元话费。', validTo: '2026-11-25' },
  ],
  // What the customer named is no proof of it.
  inbound: [{ text: '上次你们说充一百元送三十元，还说12小时内上门' }],
}

describe('mayBeReused', () => {
  it('takes no digit of an approved figure for the figure: 8 is not 48', () => {
    expect(mayBeReused('城区8内上门。', context)).toBe(false)
  })

  it.each([
    ['what the approved wording says today', '城区48小时内上门。'],
    ['the same in Chinese numerals', '城区四十八小时内上门。'],
    ['a step to take', '请拔下光猫电源再插上，重启一次。'],
    ['where to look', '请打开网页查看光猫的灯。'],
  ])('takes %s', (_what, sentence) => {
    expect(mayBeReused(sentence, context)).toBe(true)
  })

  it.each([
    ['a figure nobody approved', '城区12小时内上门。'],
    ['an approved figure said of something else', '城区24小时内上门。'],
    ['an offer that has ended', '充一百元送三十元话费。'],
    ['a policy without a figure', '这个可以免费更换。'],
    ['a promise of another day', '明天上午我们联系您。'],
    ['what was true of another case', '已为您报修。'],
    ['the name of another customer', '王女士，请重启光猫。'],
    ['a number of another customer', '请登录尾号为13912345678的账号查看。'],
    ['a door of another customer', '请打开幸福小区3号楼2单元501的网页。'],
    ['a gap to be filled in', '请登录{{ticket.requester.name}}的账号查看。'],
    ['what the rules hold back', '请打开网页输入您的服务密码发给我们。'],
    ['small talk that answers nothing', '祝您生活愉快！'],
  ])('leaves out %s', (_what, sentence) => {
    expect(mayBeReused(sentence, context)).toBe(false)
  })

  it('leaves out the name the customer had then, whatever it looks like', () => {
    const sentence = '小确幸，请重启光猫。'
    expect(mayBeReused(sentence, context)).toBe(true)
    expect(mayBeReused(sentence, context, { customerName: '小确幸' })).toBe(false)
  })

  it('lets no figure through that no statement in force holds, in whatever sentence', () => {
    const frame = fc.constantFrom(
      '请打开网页查看{}。',
      '重启{}后再登录。',
      '城区{}内上门。',
      '{}，请刷新页面。',
    )
    const unit = fc.constantFrom('元', '小时', '天', 'GB', '折', '')
    const n = fc.integer({ min: 2, max: 99_999 }).filter((one) => ![24, 48].includes(one))
    fc.assert(
      fc.property(frame, n, unit, (words, figure, of) => {
        // Two days are 48 hours.
        fc.pre(!(of === '天' && (figure === 2 || figure === 1)))
        expect(mayBeReused(words.replace('{}', `${figure}${of}`), context)).toBe(false)
      }),
    )
  })
})

describe('reusableIn', () => {
  it('keeps of an earlier reply what is still true and nobody else’s', () => {
    const reply = '王女士您好！请重启光猫再试一次。城区12小时内上门。城区48小时内上门。已为您登记。'
    expect(reusableIn(reply, context)).toEqual(['请重启光猫再试一次。', '城区48小时内上门。'])
  })
})

describe('mayBeNamed', () => {
  it.each([
    ['光猫红灯怎么处理', true],
    ['充值满500元怎么领奖', false],
    ['13912345678的问题', false],
    ['<b>红灯</b>', false],
  ])('%s: %s', (title, isFit) => {
    expect(mayBeNamed(title, context)).toBe(isFit)
  })
})
