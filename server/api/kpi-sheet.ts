import * as z from 'zod/mini'
import type { Endpoint } from './endpoint.ts'
import { id, moment, person, version } from './scalars.ts'

const said = z.string().check(z.maxLength(2000))
const month = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/))
const stage = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])

/**
 * What only people know. Money in the sheet's currency for the whole month, `loggedInHours` in hours, the rest counts of the month.
 * `competitorMentions` names the competitor in `of`, `impressions` and `brandMentions` the channel.
 */
export const typedInputKinds = [
  'staffCost',
  'programmeCost',
  'savedContactCost',
  'retainedMargin',
  'attributedSales',
  'loggedInHours',
  'brandMentions',
  'competitorMentions',
  'impressions',
] as const

const typedInput = z.object({
  id,
  kind: z.enum(typedInputKinds),
  of: z.optional(said),
  month,
  /** What is assumed; `low` and `high` where it is no measured value. */
  likely: z.number(),
  low: z.optional(z.number()),
  high: z.optional(z.number()),
  source: said,
  owner: said,
  at: moment,
})

/** One for each figure shown: what it is for, and what is wanted of it. Shares 0 to 1, durations in ms. */
const goal = z.object({ metric: id, goal: said, target: z.optional(z.number()), owner: said })

/** A target of one channel, group or tier instead of the company's own. `value` as the figure's: shares 0 to 1, durations in ms. */
const target = z.object({
  metric: id,
  part: z.string(),
  dimension: z.enum(['channel', 'account', 'group', 'tier']),
  key: z.string(),
  value: z.number(),
})

/** `address` is what stands behind `#` in the board's address. */
const view = z.object({ id, name: said, address: said, by: z.optional(person) })

const sheet = z.object({
  schemaVersion: z.literal(1),
  currency: z.string().check(z.length(3)),
  stage: z.optional(stage),
  goals: z.array(goal).check(z.maxLength(200)),
  targets: z.array(target).check(z.maxLength(500)),
  inputs: z.array(typedInput).check(z.maxLength(2000)),
  views: z.array(view).check(z.maxLength(200)),
  /** The span that later ones are compared with. */
  baseline: z.optional(z.object({ from: moment, to: moment })),
})

export const emptySheet: KpiSheet = {
  schemaVersion: 1,
  currency: 'CNY',
  goals: [],
  targets: [],
  inputs: [],
  views: [],
}

const answer = z.object({
  version,
  document: sheet,
  /** When this version was saved and by whom. Absent: nobody has saved one. */
  saved: z.optional(z.object({ at: moment, by: z.nullable(person) })),
})

export const readKpiSheet = {
  id: 'readKpiSheet',
  method: 'GET',
  path: '/kpi/sheet',
  summary: 'Stage, goals, targets, typed-in inputs and saved views of the board',
  access: 'agent',
  answer,
} as const satisfies Endpoint

/** Kept in versions with who and when; refused when somebody else saved since `ifVersion`. */
export const writeKpiSheet = {
  id: 'writeKpiSheet',
  method: 'PUT',
  path: '/kpi/sheet',
  summary: 'Saves what the board is judged by',
  access: 'lead',
  needsPerson: true,
  refusals: [409],
  body: z.object({ ifVersion: version, document: sheet }),
  answer,
} as const satisfies Endpoint

const reached = z.object({
  stage,
  /** What has to be before this stage, computed from data; `n` = what it was judged on. `id`: the figure's, and its part behind a dot. */
  checks: z.array(
    z.object({
      id,
      met: z.boolean(),
      value: z.nullable(z.number()),
      wanted: z.number(),
      n: z.number(),
    }),
  ),
})

export const readKpiStages = {
  id: 'readKpiStages',
  method: 'GET',
  path: '/kpi/stages',
  summary: 'Which stage of maturity the figures have reached',
  access: 'agent',
  answer: z.object({ reached: stage, stages: z.array(reached) }),
} as const satisfies Endpoint

export type KpiSheet = z.output<typeof sheet>
export type TypedInput = z.output<typeof typedInput>
export type KpiStages = z.output<(typeof readKpiStages)['answer']>
