import type { KpiSheet, KpiStages } from '../../../server/api/kpi-sheet.ts'

export const sheet: KpiSheet = {
  schemaVersion: 1,
  currency: 'CNY',
  goals: [
    {
      metric: 'serviceLevel',
      goal: '客户不用等',
      target: 0.9,
      owner: '演示组长',
    },
    { metric: 'firstResponseSeconds', goal: '客户不用等', target: 60_000, owner: '演示组长' },
  ],
  targets: [{ metric: 'csat', part: '', dimension: 'channel', key: 'weibo', value: 0.8 }],
  inputs: [],
  views: [{ id: 'v1', name: '微博三十天', address: '/channels?span=30d&channel=weibo' }],
}

export const stages: KpiStages = {
  reached: 2,
  stages: [
    {
      stage: 3,
      checks: [
        { id: 'responseRate', met: true, value: 0.96, wanted: 0.9, n: 812 },
        {
          id: 'firstResponseSeconds.customerWait.calendar',
          met: true,
          value: 0.95,
          wanted: 0.8,
          n: 771,
        },
        { id: 'csat', met: false, value: null, wanted: 0.8, n: 0 },
      ],
    },
  ],
}
