import type { LintContext } from '../context.ts'
import type { RuleExamples } from '../rule.ts'

const weibo: LintContext = {
  channel: { kind: 'weibo', visibility: 'public', maxLength: 140, unit: 'weibo' },
  roster: { code: 'A17' },
}
const open = (repliesLeft: number, windowEndsAt: string): LintContext => ({
  now: '2026-11-24T10:00:00+08:00',
  channel: { kind: 'wechat', visibility: 'private', repliesLeft, windowEndsAt },
})

export const examples: RuleExamples = {
  flagged: [
    { draft: '长'.repeat(141), context: weibo },
    { draft: '长'.repeat(138), context: weibo },
    { draft: 'a'.repeat(280), context: weibo },
    { draft: '您好', context: open(0, '2026-11-25T10:00:00+08:00') },
    { draft: '您好', context: open(3, '2026-11-24T09:59:59+08:00') },
    {
      draft: '汉'.repeat(683),
      context: { channel: { kind: 'wecom', maxLength: 2048, unit: 'bytes' } },
    },
    {
      draft: '见图',
      context: { channel: { kind: 'weibo', media: ['text'] }, attachments: [{ kind: 'image' }] },
    },
  ],
  passing: [
    { draft: '长'.repeat(137), context: weibo },
    { draft: `${'长'.repeat(137)} ^A17`, context: weibo },
    { draft: 'a'.repeat(270), context: weibo },
    {
      draft: '详情 https://example.com/a/very/long/path/that/counts/as/ten/characters/only',
      context: weibo,
    },
    { draft: '您好', context: open(1, '2026-11-25T10:00:00+08:00') },
    { draft: '长'.repeat(2000), context: { channel: { kind: 'wechat', visibility: 'private' } } },
    {
      draft: '汉'.repeat(682),
      context: { channel: { kind: 'wecom', maxLength: 2048, unit: 'bytes' } },
    },
    {
      draft: '见图',
      context: {
        channel: { kind: 'wechat', media: ['text', 'image'] },
        attachments: [{ kind: 'image' }],
      },
    },
  ],
}
