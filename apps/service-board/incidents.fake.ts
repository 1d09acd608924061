import type { ClusterList } from '../../server/api/clusters.ts'

const hours = Array.from({ length: 24 }, (_, i) => (i < 21 ? 0 : ([1, 4, 9][i - 21] ?? 0)))

/** A cut of the water in one district, and an air fryer that smokes. */
export const incidents: ClusterList = {
  asOf: '2026-11-25T12:00:00.000Z',
  clusters: [
    {
      id: 'c-1',
      label: '滨江长河这边停水了，物业说水管爆了',
      size: 14,
      firstAt: '2026-11-25T09:10:00.000Z',
      lastAt: '2026-11-25T11:58:00.000Z',
      lastHour: 9,
      hourBefore: 4,
      hours,
      places: [
        { province: '浙江', city: '杭州', n: 11 },
        { province: '浙江', city: null, n: 1 },
      ],
      categories: [{ category: 'network', n: 13 }],
      members: [
        { conversation: 'v1', ticket: '4711', channel: 'weibo', at: '2026-11-25T11:58:00.000Z' },
        { conversation: 'v2', ticket: null, channel: 'wechat', at: '2026-11-25T11:57:00.000Z' },
      ],
    },
    {
      id: 'c-2',
      label: '<b>AF60</b> 空气炸锅用第二次就冒烟了',
      size: 3,
      firstAt: '2026-11-24T20:00:00.000Z',
      lastAt: '2026-11-25T06:00:00.000Z',
      lastHour: 0,
      hourBefore: 0,
      hours: hours.map(() => 0),
      places: [],
      categories: [],
      members: [
        { conversation: 'v3', ticket: '4712', channel: 'wechat', at: '2026-11-25T06:00:00.000Z' },
      ],
    },
  ],
}
