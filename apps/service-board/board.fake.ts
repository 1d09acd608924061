import { incidentAnswers, overdueDispatches } from './incident/incident.fake.ts'
import type { KpiSheet } from '../../server/api/kpi-sheet.ts'
import type {
  KpiAttention,
  KpiCatalogue,
  KpiFigure,
  KpiHours,
  KpiMap,
  KpiMetric,
  KpiReport,
  KpiTickets,
} from '../../server/api/kpi.ts'
import { provinces } from '../kit/charts/provinces.ts'
import { RelayProblem, type Relay } from '../kit/relay.ts'
import { funnel } from './funnel.fake.ts'
import { sheet, stages } from './sheet/sheet.fake.ts'

export const noon = '2026-11-25T04:00:00Z'
const dayMs = 86_400_000
const session = {
  user: { id: '7', role: 'lead' },
  tenant: { id: 'acme', name: 'Acme', timeZone: 'Asia/Shanghai' },
} as ReturnType<Relay['session']>

type Given = Pick<KpiMetric, 'id' | 'family' | 'stage' | 'unit'> & {
  readonly parts?: readonly string[]
}

const given: readonly (Given & { readonly zh: string; readonly en: string })[] = [
  {
    id: 'demandVolume',
    family: 'scale',
    stage: 1,
    unit: 'count',
    parts: ['all', 'withoutSpamAndClosers', 'customers', 'issues'],
    zh: '诉求量',
    en: 'Demand volume',
  },
  {
    id: 'listeningCoverage',
    family: 'scale',
    stage: 1,
    unit: 'share',
    zh: '聆听覆盖率',
    en: 'Listening coverage',
  },
  {
    id: 'firstResponseSeconds',
    family: 'service',
    stage: 1,
    unit: 'ms',
    parts: [
      'customerWait.calendar',
      'customerWait.business',
      'teamWait.calendar',
      'teamWait.business',
    ],
    zh: '首次响应时间',
    en: 'First response time',
  },
  {
    id: 'everyResponseSeconds',
    family: 'service',
    stage: 1,
    unit: 'ms',
    parts: ['', 'business'],
    zh: '每次响应时间',
    en: 'Every-response time',
  },
  {
    id: 'serviceLevel',
    family: 'service',
    stage: 1,
    unit: 'share',
    parts: ['calendar', 'business'],
    zh: '服务水平',
    en: 'Service level',
  },
  {
    id: 'responseRate',
    family: 'service',
    stage: 1,
    unit: 'share',
    zh: '响应率',
    en: 'Response rate',
  },
  {
    id: 'mentionCoverage',
    family: 'service',
    stage: 1,
    unit: 'share',
    zh: '提及覆盖率',
    en: 'Mention coverage',
  },
  {
    id: 'resolutionTime',
    family: 'service',
    stage: 2,
    unit: 'ms',
    parts: ['first.calendar', 'first.business'],
    zh: '解决时长',
    en: 'Resolution time',
  },
  {
    id: 'qualityMapScore',
    family: 'quality',
    stage: 3,
    unit: 'score',
    zh: '体验分',
    en: 'Experience score',
  },
  { id: 'csat', family: 'quality', stage: 2, unit: 'share', zh: '满意度', en: 'CSAT' },
  {
    id: 'transferRate',
    family: 'quality',
    stage: 2,
    unit: 'share',
    zh: '转接率',
    en: 'Transfer rate',
  },
  {
    id: 'fcr',
    family: 'quality',
    stage: 3,
    unit: 'share',
    parts: ['', '1', '3', '7'],
    zh: '首次联系解决率',
    en: 'First contact resolution',
  },
  {
    id: 'costPerContact',
    family: 'efficiency',
    stage: 4,
    unit: 'money',
    zh: '单次成本',
    en: 'Cost per contact',
  },
  { id: 'repostCount', family: 'scale', stage: 1, unit: 'count', zh: '转发数', en: 'Reposts' },
]

const metrics: KpiMetric[] = given.map(({ zh, en, parts = [''], ...rest }) => ({
  ...rest,
  parts: [...parts],
  version: 1,
  title: { zh, en },
  formula: { zh: `${zh}的算法：分子 ÷ 分母。`, en: `How ${en} is computed: hits ÷ all.` },
  exclusions: [{ zh: '机器人回复', en: 'Replies of bots' }],
}))

export const catalogue: KpiCatalogue = {
  stage: 2,
  timeZone: 'Asia/Shanghai',
  targets: {
    serviceLevelSeconds: { calendar: 900, business: 600 },
    fcrDays: 7,
    reopenDays: 7,
    mentionHours: 24,
  },
  metrics,
}

/** The same number for the same words, 0 to 1: figures that look alive and never change. */
function chance(...words: readonly (string | number)[]): number {
  let hash = 2166136261
  for (const sign of words.join('|')) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16777619)
  return ((hash ^ (hash >>> 15)) >>> 0) / 4294967296
}

function figureOf({ id, unit }: KpiMetric, part: string, seed: string, n: number): KpiFigure {
  const luck = chance(id, part, seed)
  const of = Math.ceil(n * (1.02 + chance(seed, id) * 0.1))
  const measured = { n, of, coverage: n / of }
  if (unit === 'ms') {
    const base = (id === 'resolutionTime' ? 95 * 60_000 : 55_000) * (0.6 + luck * 0.8)
    const p90 = Math.round((base * 4.2) / 1000) * 1000
    return {
      p50: Math.round(base / 1000) * 1000,
      p90,
      p95: Math.round(p90 * 1.5),
      mean: Math.round(base * 1.6),
      ...measured,
    }
  }
  if (unit === 'share') {
    const value = id === 'transferRate' ? 0.06 + luck * 0.08 : 0.82 + luck * 0.16
    return {
      value,
      ...measured,
      ...(id === 'csat' && { wilson95: { low: value - 0.03, high: Math.min(1, value + 0.02) } }),
    }
  }
  return { value: unit === 'count' ? n : Math.round(luck * 900) / 100, n, of: n, coverage: 1 }
}

type Query = Readonly<Record<string, string | undefined>>

const groupKeys: Readonly<Record<string, readonly string[]>> = {
  channel: ['wechat', 'weibo', 'wecom'],
  account: ['wx', 'wb', 'kf'],
  group: ['售前', '售后'],
  agent: ['演示客服一', '演示客服二', '演示客服三'],
  category: ['网络故障', '账单', '退换货', '使用咨询', '建议', ''],
  province: ['广东', '浙江', '四川'],
  city: ['深圳', '广州'],
  tier: ['金卡', '普通'],
}

function reading(metric: KpiMetric, seed: string, n: number) {
  return Object.fromEntries(metric.parts.map((part) => [part, figureOf(metric, part, seed, n)]))
}

/** Of all that was asked: how much each was measured on. */
const parts: Readonly<Record<string, number>> = {
  firstResponseSeconds: 0.95,
  resolutionTime: 0.86,
  csat: 0.31,
}

export function reportFor({ from = noon, to = noon, by, metrics: wanted = '' }: Query): KpiReport {
  const [begin, end] = [Date.parse(from), Math.min(Date.parse(to), Date.parse(noon))]
  const step = Date.parse(to) - begin <= 2 * dayMs ? 3_600_000 : dayMs
  const moments = Array.from(
    { length: Math.max(0, Math.ceil((end - begin) / step)) },
    (_, at) => begin + at * step,
  )
  const ids = wanted.split(',')
  return {
    from,
    to,
    asOf: noon,
    newestAt: noon,
    metrics: metrics
      .filter(({ id }) => ids.includes(id))
      .map((metric) => ({
        id: metric.id,
        reading: reading(
          metric,
          from,
          40 + Math.round(moments.length * 170 * (parts[metric.id] ?? 1)),
        ),
        groups: (groupKeys[by ?? ''] ?? []).map((key, at) => ({
          key,
          reading: reading(metric, key + from, Math.round(900 / (at + 1.4))),
        })),
        trend: moments.map((at) => ({
          at: new Date(at).toISOString(),
          reading: reading(metric, String(at), Math.round(120 + chance(at) * 120)),
        })),
      })),
  }
}

function pile(total: number, minutes: number): KpiAttention['unanswered'] {
  return {
    total,
    rows: Array.from({ length: Math.min(total, 100) }, (_, at) => ({
      conversation: `c${minutes}-${at}`,
      ticket: at === 2 ? null : String(4200 + minutes + at),
      channel: ['weibo', 'wechat', 'wecom'][at % 3] ?? 'weibo',
      account: ['wb', 'wx', 'kf'][at % 3] ?? 'wb',
      since: new Date(Date.parse(noon) - (minutes * 60_000) / (at + 1)).toISOString(),
    })),
  }
}

export const attention: KpiAttention = {
  asOf: noon,
  unanswered: pile(12, 134),
  uncoveredMentions: pile(3, 61),
  closingWindows: {
    total: 1,
    rows: pile(1, 5).rows.map((row) => ({
      ...row,
      since: new Date(Date.parse(noon) + 42 * 60_000).toISOString(),
    })),
  },
  unconfirmedSends: pile(0, 1),
  heldReplies: pile(2, 18),
  overdueDispatches,
}

export const tickets: KpiTickets = {
  total: 214,
  rows: pile(60, 90).rows.map(({ since, ...row }, at) => ({
    ...row,
    at: since,
    value: 12_000 + at * 7_000,
  })),
}

const busy = (at: number): number => {
  const [day, hour] = [Math.floor(at / 24), at % 24]
  const wave = Math.exp(-((hour - 11) ** 2) / 14) + 1.25 * Math.exp(-((hour - 20.5) ** 2) / 5)
  return Math.round((0.3 + wave * (day > 4 ? 11 : 8) * (0.85 + chance(at) * 0.3)) * 10) / 10
}

export const hours: KpiHours = {
  from: '2026-10-28T00:00:00Z',
  to: noon,
  weeks: 4,
  demand: Array.from({ length: 168 }, (_, at) => busy(at)),
  staffed: Array.from({ length: 168 }, (_, at) =>
    at % 24 >= 9 && at % 24 < 21 && at < 120
      ? 1
      : at >= 120 && at % 24 >= 10 && at % 24 < 18
        ? 1
        : 0,
  ),
  uncoveredPeaks: [140, 141, 164, 165],
  agentsNeeded: Array.from({ length: 168 }, (_, at) =>
    busy(at) < 1 ? 0 : Math.ceil(busy(at) / 3.2) + 1,
  ),
}

export function mapFor({ province }: Query): KpiMap {
  const whole = provinces.map(({ id }) => {
    const n = Math.round(chance(id, 'n') ** 2 * 240)
    const isFew = n < 10
    return {
      province: id,
      city: null,
      n,
      score: isFew ? null : Math.round(15 + chance(id) * 80),
      change: isFew ? null : Math.round((chance(id, 'c') - 0.5) * 20),
    }
  })
  const cities = ['深圳', '广州', '东莞', '佛山', '韶关'].map((city) => ({
    province: '广东',
    city,
    n: Math.round(chance(city) * 80),
    score: city === '韶关' ? null : Math.round(20 + chance(city) * 70),
    change: city === '韶关' ? null : 3,
  }))
  const places =
    province === undefined
      ? [...whole, ...cities]
      : [...whole, ...cities].filter((one) => one.province === province)
  return { from: noon, to: noon, minimum: 10, places }
}

/** What the relay answers to one call, by the endpoint's id. */
export function answerTo(id: string, query: Query): unknown {
  const answers: Readonly<Record<string, () => unknown>> = {
    readKpiCatalogue: () => catalogue,
    readKpiReport: () => reportFor(query),
    readKpiAttention: () => attention,
    readKpiTickets: () => tickets,
    readKpiHours: () => hours,
    readKpiMap: () => mapFor(query),
    readKpiStages: () => stages,
    readKpiFunnel: () => funnel,
    ...incidentAnswers,
  }
  return answers[id]?.()
}

export interface FakeBoardRelay {
  readonly relay: Relay
  readonly asked: { readonly id: string; readonly query: Query }[]
  /** Answers of its own by endpoint id; a `RelayProblem` is thrown. Change it while it runs. */
  readonly own: Record<string, unknown>
  /** Epoch ms; turn it on. */
  clock: number
  /** What is saved; change it to be the somebody who saved meanwhile. */
  sheet: { version: number; document: KpiSheet }
}

/** Keeps the sheet as the relay does: in versions, and never over somebody else's. */
function sheetAnswer(fake: FakeBoardRelay, id: string, body: unknown): unknown {
  if (id !== 'writeKpiSheet') return id === 'readKpiSheet' ? fake.sheet : undefined
  const given = body as { readonly ifVersion: number; readonly document: KpiSheet }
  if (given.ifVersion !== fake.sheet.version) return new RelayProblem('refused', 409)
  fake.sheet = { version: given.ifVersion + 1, document: given.document }
  return fake.sheet
}

/** A relay with a believable month that answers by endpoint and remembers what it was asked. */
export function fakeBoardRelay(own: Record<string, unknown> = {}): FakeBoardRelay {
  const fake: FakeBoardRelay = {
    own,
    asked: [],
    clock: Date.parse(noon) + 4_000,
    sheet: { version: 3, document: sheet },
    relay: {
      session: () => session,
      now: () => fake.clock,
      call: (async ({ id }: { id: string }, more: { query?: Query; body?: unknown } = {}) => {
        fake.asked.push({ id, query: more.query ?? {} })
        const known = sheetAnswer(fake, id, more.body) ?? answerTo(id, more.query ?? {})
        const answer = id in own ? own[id] : known
        if (answer instanceof RelayProblem) throw answer
        return typeof answer === 'function'
          ? (answer as (query: Query) => unknown)(more.query ?? {})
          : answer
      }) as Relay['call'],
    },
  }
  return fake
}
