import * as z from 'zod/mini'
import type { Endpoint } from './endpoint.ts'
import { count, id, moment } from './scalars.ts'

const member = z.object({
  conversation: id,
  /** null: none yet. */
  ticket: z.nullable(id),
  channel: z.string(),
  at: moment,
})

/** Something that happened, as many customers tell of it. */
export const cluster = z.object({
  /** Stays the same while it lives. */
  id,
  /** A customer's own words, personal data masked. Plain text: never markup. */
  label: z.string(),
  size: count,
  firstAt: moment,
  lastAt: moment,
  /** How many came in the last hour, and in the one before. */
  lastHour: count,
  hourBefore: count,
  /** By hour of the last 24, the oldest first. */
  hours: z.array(count).check(z.length(24)),
  /** Where it is, as far as customers say so; the most first. */
  places: z.array(z.object({ province: z.string(), city: z.nullable(z.string()), n: count })),
  categories: z.array(z.object({ category: z.string(), n: count })),
  /** The newest first, a hundred at most. */
  members: z.array(member),
})

export const clusterList = z.object({ asOf: moment, clusters: z.array(cluster) })
export type ClusterList = z.output<typeof clusterList>

export const listClusters = {
  id: 'listClusters',
  method: 'GET',
  path: '/clusters',
  summary: 'What many customers write about at once, the largest first',
  access: 'agent',
  query: ['least'],
  answer: clusterList,
} as const satisfies Endpoint
