import type { IncidentDetail, IncidentPreview } from '../../../server/api/incidents.ts'
import type { KpiAttention } from '../../../server/api/kpi.ts'
import { incidents } from '../incidents.fake.ts'

const lead = { id: '50', name: '演示主管' }
const text = '滨江停水是主水管破裂，抢修人员已在现场，预计今晚20:00恢复供水，恢复后会在这里告诉您。'
const person = {
  conversation: 'v1',
  ticket: '4711',
  channel: 'weibo',
  visibility: 'public',
  place: '杭州',
  followers: 12_400,
} as const

/** With the back office, late, and the first answer on its way. */
export const incidentDetail: IncidentDetail = {
  asOf: '2026-11-25T12:00:00.000Z',
  version: 4,
  id: 'c-1',
  cluster: incidents.clusters[0] ?? null,
  people: 13,
  state: 'dispatched',
  canLink: true,
  problem: { ticket: '4800', at: '2026-11-25T10:00:00.000Z', by: lead, linked: 12, refused: 1 },
  dispatch: {
    owner: '管网抢修',
    dueAt: '2026-11-25T11:30:00.000Z',
    note: '长河路主管，先到先修',
    at: '2026-11-25T10:05:00.000Z',
    by: lead,
    returnedAt: null,
    result: null,
    isOverdue: true,
  },
  answers: {
    n: 6,
    consistency: 0.62,
    recommended: { text, ticket: '4711' },
    odd: [{ ticket: '4712', text: '<i>预计</i>今晚23:00恢复', likeness: 0.18, because: 'numbers' }],
  },
  answer: {
    kind: 'answer',
    text,
    by: lead,
    at: '2026-11-25T11:40:00.000Z',
    state: 'running',
    counts: { total: 13, waiting: 4, underWay: 1, sent: 6, held: 1, notSent: 0, leftOut: 1 },
    remainingMs: 40_000,
    people: [
      { ...person, state: 'sent', leftOut: null },
      { ...person, conversation: 'v5', ticket: '4713', state: 'held', leftOut: null },
      {
        ...person,
        conversation: 'v2',
        ticket: null,
        channel: 'wechat',
        visibility: 'private',
        followers: null,
        state: 'left_out',
        leftOut: 'window_closed',
      },
    ],
  },
  result: null,
}

const incidentPreview: IncidentPreview = {
  total: 13,
  reachable: 12,
  remainingMs: 130_000,
  closest: 0.78,
  people: [
    {
      conversation: 'v1',
      ticket: '4711',
      channel: 'weibo',
      visibility: 'public',
      followers: 12_400,
      text: `您好，关于您说的杭州这件事：${text}`,
      leftOut: null,
      findings: [
        {
          rule: 'W-A1',
          severity: 'error',
          message: { zh: '不要猜测原因', en: 'Do not guess the cause' },
        },
      ],
    },
    {
      conversation: 'v2',
      ticket: null,
      channel: 'wechat',
      visibility: 'private',
      followers: null,
      text: '',
      leftOut: 'window_closed',
      findings: [],
    },
  ],
}

export const overdueDispatches: KpiAttention['overdueDispatches'] = {
  total: 1,
  rows: [
    {
      conversation: 'c-1',
      ticket: '4800',
      channel: '',
      account: '管网抢修',
      since: '2026-11-25T02:25:00.000Z',
    },
  ],
}

export const incidentAnswers = {
  listClusters: () => incidents,
  readIncident: () => incidentDetail,
  previewIncident: () => incidentPreview,
  actOnIncident: () => incidentDetail,
}
