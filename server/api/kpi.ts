import * as z from 'zod/mini'
import type { Endpoint } from './endpoint.ts'
import { typedInputKinds } from './kpi-sheet.ts'
import { count, id, moment, words } from './scalars.ts'

const family = z.enum(['scale', 'service', 'quality', 'efficiency'])
const unit = z.enum(['count', 'ms', 'share', 'score', 'money', 'ratio'])
const stage = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
/** What a figure is; its text says how it is computed, whole. */
const metric = z.object({
  id,
  family,
  stage,
  unit,
  version: count,
  title: words,
  formula: words,
  exclusions: z.array(words),
  /** The variants shown side by side, '' first where there is only one. */
  parts: z.array(z.string()),
  /** What each part is called. */
  partTitles: z.optional(z.record(z.string(), words)),
  /** Which role answers for the formula. */
  owner: z.optional(words),
  /** Digest of what is said above: another formula has another one. */
  hash: z.optional(z.string()),
  /** What people type in for it, by kind; without it everything is read from the journal. */
  inputs: z.optional(z.array(z.enum(typedInputKinds))),
})

/** Durations in ms. `values`: all of them, where there are too few for percentiles. */
const figure = z.object({
  value: z.optional(z.number()),
  p50: z.optional(z.number()),
  p90: z.optional(z.number()),
  p95: z.optional(z.number()),
  mean: z.optional(z.number()),
  values: z.optional(z.array(z.number())),
  n: count,
  of: z.optional(count),
  coverage: z.optional(z.number()),
  wilson95: z.optional(z.object({ low: z.number(), high: z.number() })),
})

/** By part; a part without data is left out. */
const reading = z.record(z.string(), figure)

/** What is wanted by part, in the figure's own unit; from the sheet. */
const wanted = z.optional(z.record(z.string(), z.number()))

/** One typed-in input that went into a figure: the share of its month that lies in the span, and what that makes. */
const term = z.object({
  kind: z.enum(typedInputKinds),
  of: z.optional(z.string()),
  month: z.string(),
  share: z.number(),
  likely: z.number(),
  low: z.number(),
  high: z.number(),
  source: z.string(),
  owner: z.string(),
})

export const kpiCatalogue = z.object({
  /** Where the company stands, by its admin’s word: metrics of later stages stay folded. */
  stage,
  timeZone: z.string(),
  targets: z.object({
    serviceLevelSeconds: z.object({ calendar: z.number(), business: z.number() }),
    fcrDays: z.number(),
    reopenDays: z.number(),
    mentionHours: z.number(),
  }),
  metrics: z.array(metric),
})

const span = { from: moment, to: moment }

export const kpiReport = z.object({
  ...span,
  /** The moment the figures hold for. */
  asOf: moment,
  /** When the newest event that went in happened; null: none ever did. */
  newestAt: z.nullable(moment),
  metrics: z.array(
    z.object({
      id,
      /** null: no data. */
      reading: z.nullable(reading),
      /** One for each value of the dimension asked for, the largest first; '' = not said. */
      groups: z.array(z.object({ key: z.string(), reading, targets: wanted })),
      /** By day of the tenant’s time zone, or by hour in a span of two days at most. Ascending, gaps left out. */
      trend: z.array(z.object({ at: moment, reading })),
      /** Of the channel, account, group or tier that is filtered, else the company's own. */
      targets: wanted,
      /** What people typed in for it, where it rests on that. */
      terms: z.optional(z.array(term)),
    }),
  ),
})

/** The items, episodes or turns behind a figure. */
export const kpiTickets = z.object({
  total: count,
  rows: z.array(
    z.object({
      conversation: id,
      /** null: none yet. */
      ticket: z.nullable(id),
      channel: z.string(),
      account: z.string(),
      at: moment,
      /** What it adds to the figure: ms, 1 or 0 of a share, 1 of a count. */
      value: z.number(),
    }),
  ),
})

const waiting = z.object({
  conversation: id,
  ticket: z.nullable(id),
  channel: z.string(),
  account: z.string(),
  since: moment,
})

/** What needs a person now. The longest wait first, a hundred of each at most beside how many there are. */
const pile = z.object({ total: count, rows: z.array(waiting) })

export const kpiAttention = z.object({
  asOf: moment,
  unanswered: pile,
  uncoveredMentions: pile,
  /** Private conversations whose reply window ends within six hours; `since` = its end. */
  closingWindows: pile,
  unconfirmedSends: pile,
  heldReplies: pile,
  /** Dispatches that should be back; `conversation` = the incident, `ticket` its problem, `since` = when they were due. */
  overdueDispatches: pile,
})

/** Share of the week’s demand by the hour, 7 × 24 from Monday 0:00 in the tenant’s time zone. */
export const kpiHours = z.object({
  ...span,
  weeks: z.number(),
  /** Items asking for something, mean per hour. */
  demand: z.array(z.number()).check(z.length(168)),
  /** Whether the schedule has people at work, by share of the hour. */
  staffed: z.array(z.number()).check(z.length(168)),
  /** Hours of the week with demand above the upper tenth and nobody at work. */
  uncoveredPeaks: z.array(z.int()),
  /** Agents needed to meet the service level by Erlang C; null: no data to say it from. */
  agentsNeeded: z.nullable(z.array(z.int()).check(z.length(168))),
})

/** Mood by place: (100·positive + 50·neutral + 0·negative) ÷ n. */
export const kpiMap = z.object({
  ...span,
  /** Places of fewer judged episodes are not coloured. */
  minimum: count,
  places: z.array(
    z.object({
      province: z.string(),
      city: z.nullable(z.string()),
      n: count,
      /** null: too few. */
      score: z.nullable(z.number()),
      /** Against the span of the same length before; null: too few then or now. */
      change: z.nullable(z.number()),
    }),
  ),
})

/** What every question of a span may be narrowed to. */
export const kpiFilters = [
  'from',
  'to',
  'channel',
  'account',
  'group',
  'agent',
  'category',
  'province',
  'city',
  'tier',
] as const

export const readKpiCatalogue = {
  id: 'readKpiCatalogue',
  method: 'GET',
  path: '/kpi/catalogue',
  summary: 'What each figure is and how it is computed',
  access: 'agent',
  answer: kpiCatalogue,
} as const satisfies Endpoint

export const readKpiReport = {
  id: 'readKpiReport',
  method: 'GET',
  path: '/kpi/report',
  summary: 'Figures of a span, by a dimension and over time',
  access: 'agent',
  query: [...kpiFilters, 'by', 'metrics'],
  answer: kpiReport,
} as const satisfies Endpoint

export const readKpiTickets = {
  id: 'readKpiTickets',
  method: 'GET',
  path: '/kpi/tickets',
  summary: 'The tickets behind a figure',
  access: 'agent',
  query: [...kpiFilters, 'metric', 'part', 'limit'],
  answer: kpiTickets,
} as const satisfies Endpoint

export const readKpiAttention = {
  id: 'readKpiAttention',
  method: 'GET',
  path: '/kpi/attention',
  summary: 'What needs a person now',
  access: 'agent',
  answer: kpiAttention,
} as const satisfies Endpoint

export const readKpiHours = {
  id: 'readKpiHours',
  method: 'GET',
  path: '/kpi/hours',
  summary: 'Demand by hour of the week against staffed hours',
  access: 'agent',
  query: kpiFilters,
  answer: kpiHours,
} as const satisfies Endpoint

export const readKpiMap = {
  id: 'readKpiMap',
  method: 'GET',
  path: '/kpi/map',
  summary: 'Mood by place',
  access: 'agent',
  query: kpiFilters,
  answer: kpiMap,
} as const satisfies Endpoint

export type KpiMetric = z.output<typeof metric>
export type KpiFigure = z.output<typeof figure>
export type KpiReading = z.output<typeof reading>
export type KpiCatalogue = z.output<typeof kpiCatalogue>
export type KpiReport = z.output<typeof kpiReport>
export type KpiTickets = z.output<typeof kpiTickets>
export type KpiAttention = z.output<typeof kpiAttention>
export type KpiHours = z.output<typeof kpiHours>
export type KpiMap = z.output<typeof kpiMap>
