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
const wechat = (repliesLeft?: number): LintContext => ({
  channel: {
    kind: 'wechat',
    visibility: 'private',
    maxLength: 600,
    ...(repliesLeft !== undefined && { repliesLeft }),
  },
})
const wecom: LintContext = { channel: { kind: 'wecom', maxLength: 2048, unit: 'bytes' } }
const carries = (...media: ('text' | 'image' | 'voice' | 'video' | 'file')[]): LintContext => ({
  channel: { kind: 'weibo', media },
})

export const examples: RuleExamples = {
  flagged: [
    { draft: '长'.repeat(141), context: weibo },
    { draft: '长'.repeat(138), context: weibo },
    { draft: 'a'.repeat(280), context: weibo },
    { draft: `${'长'.repeat(138)} ^A17`, context: weibo },
    { draft: '停电给您添麻烦了，抱歉。'.repeat(12), context: weibo },
    { draft: `详情 https://example.com/a 和${'长'.repeat(126)}`, context: weibo },
    { draft: '您好', context: open(0, '2026-11-25T10:00:00+08:00') },
    { draft: '您好', context: open(3, '2026-11-24T09:59:59+08:00') },
    { draft: '退款已提交，三天到账。', context: open(2, '2026-11-23') },
    { draft: '床垫偏硬，适合腰不好的人。', context: wechat(0) },
    { draft: '长'.repeat(601), context: wechat() },
    { draft: '长'.repeat(601), context: wechat(1) },
    { draft: '长'.repeat(1201), context: wechat(2) },
    { draft: '长'.repeat(900), context: wechat(5) },
    { draft: '汉'.repeat(683), context: wecom },
    { draft: '汉'.repeat(2000), context: wecom },
    { draft: '见图', context: { ...carries('text'), attachments: [{ kind: 'image' }] } },
    {
      draft: '语音说明给您',
      context: { ...carries('text', 'image'), attachments: [{ kind: 'voice' }] },
    },
    {
      draft: '视频教程',
      context: { ...carries('text', 'image'), attachments: [{ kind: 'video' }] },
    },
    { draft: '合同在附件', context: { ...carries('text'), attachments: [{ kind: 'file' }] } },
    {
      draft: '您好，已为您登记。',
      context: { channel: { kind: 'weibo', visibility: 'private', repliesLeft: 0 } },
    },
    {
      draft: '长'.repeat(301),
      context: { channel: { kind: 'weibo', visibility: 'private', maxLength: 300 } },
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
    { draft: `https://example.com/a ${'长'.repeat(126)}`, context: weibo },
    { draft: '您好', context: open(1, '2026-11-25T10:00:00+08:00') },
    { draft: '您好', context: open(1, '2026-11-24') },
    { draft: '您好', context: open(1, '2026-11-24T10:00:00+08:00') },
    { draft: '长'.repeat(2000), context: { channel: { kind: 'wechat', visibility: 'private' } } },
    { draft: '长'.repeat(600), context: wechat() },
    { draft: '长'.repeat(600), context: wechat(1) },
    { draft: '汉'.repeat(682), context: wecom },
    { draft: '长'.repeat(500) },
    { draft: '见图', context: { ...carries('text', 'image'), attachments: [{ kind: 'image' }] } },
    { draft: '见图', context: { ...weibo, attachments: [{ kind: 'image' }] } },
    { draft: '两张图都在这里', context: { attachments: [{ kind: 'image' }, { kind: 'image' }] } },
    { draft: '您好', context: { channel: { kind: 'wechat', windowEndsAt: '2026-01-01' } } },
    { draft: '😀'.repeat(140), context: { channel: { kind: 'weibo', maxLength: 140 } } },
    { draft: '抱歉让您久等，今天18:00前发货。', context: weibo },
    { draft: '好的', context: { channel: { kind: 'wechat', repliesLeft: 4 } } },
    {
      draft: '长'.repeat(140),
      context: { ...weibo, roster: { code: 'A17', appended: false } },
    },
    { draft: '', context: weibo },
  ],
}
