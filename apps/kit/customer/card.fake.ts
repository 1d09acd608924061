import type { CustomerFile } from '../../../server/api/customers.ts'

const noon = '2026-11-25T12:00:00Z'
const never = { contact: null, linking: null, profile: null }
const agent = { id: '7', name: '演示客服一' }

/** One customer on Weibo, with something in every part. */
export const weiboCard: CustomerFile = {
  of: { account: 'wb', customer: '1001' },
  name: '演示_小李',
  identities: [
    {
      account: 'wb',
      customer: '1001',
      channel: 'weibo',
      label: '演示_小李',
      lastAt: noon,
      link: null,
      consent: never,
      contactWord: null,
    },
  ],
  stage: {
    value: 'acquainted',
    days: { contact: 4, thanks: 2, recommends: 0, private: 3 },
  },
  influence: {
    level: 'strong',
    because: ['followers'],
    followers: 128_000,
    verified: 'person',
    reposts: null,
  },
  profile: {
    state: 'ready',
    at: noon,
    facts: {
      tier: { isVip: true, label: '金卡' },
      purchases: [{ at: '2026-10-02', name: '千兆宽带', amount: '198元/月' }],
      bill: { period: '2026-10', amount: '198.00元', dueAt: '2026-11-30', isPaid: false },
    },
  },
  bindings: [
    {
      id: 'b1',
      of: { account: 'wb', customer: '1001' },
      kind: 'phone',
      shown: '…5678',
      at: noon,
      by: agent,
    },
  ],
  preferences: { address: '李女士', language: 'zh-Hant', by: agent, at: noon },
  promises: [
    {
      reply: 'r1',
      start: 4,
      text: '我们会在今天18点前回复您结果',
      madeAt: noon,
      dueAt: '2026-11-25T18:00:00+08:00',
      state: 'broken',
      markedBy: null,
    },
  ],
  timeline: [
    {
      at: noon,
      from: 'customer',
      channel: 'weibo',
      visibility: 'public',
      ticket: '7',
      text: '<img src=x onerror=alert(1)>太差了，什么时候修好？',
      anger: 2,
    },
    {
      at: '2026-11-24T12:00:00Z',
      from: 'brand',
      channel: 'wechat',
      visibility: 'private',
      ticket: '6',
      text: '非常抱歉，我们会在今天18点前回复您结果。',
      anger: null,
    },
  ],
  acts: [],
}

/** The same with a WeChat identity linked to it by an agent. */
export const linkedCard: CustomerFile = {
  ...weiboCard,
  identities: [
    ...weiboCard.identities.map((one) => ({
      ...one,
      link: { how: 'first' as const, at: noon, by: agent },
    })),
    {
      account: 'wx',
      customer: 'oA1',
      channel: 'wechat',
      label: '…oA1',
      lastAt: noon,
      link: { how: 'customer_word', at: noon, by: agent },
      consent: { ...never, contact: 'granted' },
      contactWord: { at: noon, source: 'agent', by: agent },
    },
  ],
  acts: [
    {
      id: 'act-1',
      kind: 'link',
      how: 'customer_word',
      at: noon,
      by: agent,
      identities: [
        { account: 'wb', customer: '1001' },
        { account: 'wx', customer: 'oA1' },
      ],
      isUndone: false,
    },
  ],
}
