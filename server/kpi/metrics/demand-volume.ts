import { defineMetric } from '../define-metric.ts'
import { count, distinct } from '../shapes.ts'

/** What reached us. */
export const demandVolume = defineMetric({
  id: 'demandVolume',
  family: 'scale',
  stage: 1,
  unit: 'count',
  version: 1,
  over: 'item',
  title: { zh: '诉求量', en: 'Demand volume' },
  formula: {
    zh: '期间内发布到我方任一账号的来信条数，按平台编号去重；致谢等结束语和垃圾信息计入。另列：不含结束语和垃圾信息的条数、发信客户数（跨渠道已关联的算一人）、诉求涉及的问题数。客户数和问题数在 4096 以内准确，以上为估计（标准误差约 1.6%）。',
    en: 'Inbound items published to any of our accounts in the period, each platform id once; closers (谢谢 and the like) and spam count. Beside it: the items without closers and spam, the different customers (linked identities are one), and the different issues asked about. Customers and issues are exact up to 4,096, estimated above (standard error about 1.6 %).',
  },
  exclusions: [{ zh: '我方自己的内容回流', en: 'Echoes of our own words' }],
  among: ({ kind }) => kind !== 'echo',
  parts: {
    all: { title: { zh: '全部来信', en: 'All items' }, shape: count },
    withoutSpamAndClosers: {
      title: { zh: '不含结束语和垃圾信息', en: 'Without spam and closers' },
      shape: count,
      among: ({ kind }) => kind === 'demand',
    },
    customers: { title: { zh: '客户数', en: 'Customers' }, shape: distinct },
    issues: {
      title: { zh: '问题数', en: 'Issues' },
      shape: distinct,
      among: ({ kind, issue }) => kind === 'demand' && issue !== undefined,
    },
  },
  contributions: ({ person, issue }) => [
    { part: 'all', value: 1 },
    { part: 'withoutSpamAndClosers', value: 1 },
    { part: 'customers', value: 1, key: person },
    ...(issue === undefined ? [] : [{ part: 'issues', value: 1, key: issue }]),
  ],
})
