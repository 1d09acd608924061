import * as z from 'zod/mini'
import type { Endpoint } from './endpoint.ts'
import { kpiFilters } from './kpi.ts'
import { count, moment } from './scalars.ts'

/** The stretches of an episode from the customer's publication to the solve, in their order. */
export const funnelStages = ['wait', 'firstTouch', 'work', 'dispatch', 'close'] as const

const span = z.object({
  /** ms. The means of the stages add up to the mean of the whole. */
  mean: z.number(),
  /** ms, nearest rank. The medians of stages do not add up. */
  median: z.number(),
})

export const kpiFunnel = z.object({
  from: moment,
  to: moment,
  asOf: moment,
  /** Episodes answered by a person and solved, of all episodes that began in the span. */
  n: count,
  of: count,
  /** null: no data. */
  total: z.nullable(span),
  /** All five in order, or none where there is no data. `share`: of the mean of the whole. */
  stages: z.array(
    z.object({ stage: z.enum(funnelStages), ...span.shape, share: z.nullable(z.number()) }),
  ),
})

export const readKpiFunnel = {
  id: 'readKpiFunnel',
  method: 'GET',
  path: '/kpi/funnel',
  summary: 'Where the time from the first word to the solve goes, stage by stage',
  access: 'agent',
  query: kpiFilters,
  answer: kpiFunnel,
} as const satisfies Endpoint

export type KpiFunnel = z.output<typeof kpiFunnel>
