import * as z from 'zod/mini'
import { cluster } from './clusters.ts'
import type { Endpoint } from './endpoint.ts'
import { count, heldFinding, id, moment, person, version, visibility } from './scalars.ts'

const share = z.number().check(z.minimum(0), z.maximum(1))
/** `answer`: what can be said at once; `result`: what the back office found. */
const kind = z.enum(['answer', 'result'])
/** Why somebody cannot be told. */
const leftOut = z.enum([
  'window_closed',
  'unreachable',
  'refused',
  'no_account',
  'too_long',
  'alike',
])
const text = z.string().check(z.minLength(1), z.maxLength(2000))

/** The ticket all tickets of the incident are linked to. */
const problem = z.object({ ticket: id, at: moment, by: person, linked: count, refused: count })

const dispatch = z.object({
  owner: z.string(),
  dueAt: moment,
  note: z.string(),
  at: moment,
  by: person,
  /** null: still out. */
  returnedAt: z.nullable(moment),
  result: z.nullable(z.string()),
  isOverdue: z.boolean(),
})

/** The answers its customers have so far. */
const answers = z.object({
  n: count,
  /** Mean likeness of all pairs; null with fewer than two. */
  consistency: z.nullable(share),
  /** The accepted one that says most of what all say. */
  recommended: z.nullable(z.object({ text: z.string(), ticket: z.nullable(id) })),
  /** Those that say something else, the oddest first, twenty at most. */
  odd: z.array(
    z.object({
      ticket: z.nullable(id),
      text: z.string(),
      likeness: share,
      because: z.enum(['numbers', 'words']),
    }),
  ),
})

const told = z.object({
  conversation: id,
  ticket: z.nullable(id),
  channel: z.string(),
  visibility: z.nullable(visibility),
  place: z.nullable(z.string()),
  /** null: nobody says. */
  followers: z.nullable(count),
  state: z.enum([
    'waiting',
    'queued',
    'sending',
    'sent',
    'held',
    'failed',
    'unknown',
    'cancelled',
    'left_out',
  ]),
  leftOut: z.nullable(leftOut),
})

/** One text on its way to everybody. */
const telling = z.object({
  kind,
  text: z.string(),
  by: person,
  at: moment,
  state: z.enum(['running', 'stopped', 'done']),
  /** Of all its people. */
  counts: z.object({
    total: count,
    waiting: count,
    underWay: count,
    sent: count,
    held: count,
    /** Failed, cancelled by a person, or of unknown outcome. */
    notSent: count,
    leftOut: count,
  }),
  /** Until the last of those who wait is told, ms, at the pace of each account. */
  remainingMs: count,
  /** In the order of telling, a hundred at most. */
  people: z.array(told),
})

export const incident = z.object({
  asOf: moment,
  version,
  id,
  /** null: it is over for so long that only what was done about it is known. */
  cluster: z.nullable(cluster),
  /** People, not messages. */
  people: count,
  state: z.enum(['open', 'dispatched', 'returned', 'told']),
  /** Whether the helpdesk can tie tickets to each other. */
  canLink: z.boolean(),
  problem: z.nullable(problem),
  dispatch: z.nullable(dispatch),
  answers,
  answer: z.nullable(telling),
  result: z.nullable(telling),
})
export type IncidentDetail = z.output<typeof incident>

export const incidentPreview = z.object({
  total: count,
  reachable: count,
  remainingMs: count,
  /** Likeness of the two texts on one account that are most alike. */
  closest: share,
  /** In the order of telling, a hundred at most. */
  people: z.array(
    z.object({
      conversation: id,
      ticket: z.nullable(id),
      channel: z.string(),
      visibility,
      followers: z.nullable(count),
      /** As it would be sent, without the agent's code. Plain text. */
      text: z.string(),
      leftOut: z.nullable(leftOut),
      /** Why it would be held; empty: it would go. */
      findings: z.array(heldFinding),
    }),
  ),
})
export type IncidentPreview = z.output<typeof incidentPreview>

export const incidentAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('problem') }),
  z.object({
    act: z.literal('dispatch'),
    owner: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
    dueAt: moment,
    note: z.string().check(z.maxLength(2000)),
  }),
  z.object({ act: z.literal('return'), result: text }),
  z.object({ act: z.literal('tell'), kind, text }),
  z.object({ act: z.literal('stop'), kind }),
])
export type IncidentAct = z.output<typeof incidentAct>

const path = '/clusters/{cluster}'

export const readIncident = {
  id: 'readIncident',
  method: 'GET',
  path,
  summary: 'One thing many customers write about, and what is done about it',
  access: 'agent',
  answer: incident,
} as const satisfies Endpoint

export const previewIncident = {
  id: 'previewIncident',
  method: 'POST',
  path: `${path}/preview`,
  summary: 'Who of an incident would be told what, in which order; nothing is sent',
  access: 'lead',
  body: z.object({ text }),
  answer: incidentPreview,
} as const satisfies Endpoint

export const actOnIncident = {
  id: 'actOnIncident',
  method: 'POST',
  path,
  summary:
    'Makes the problem ticket, dispatches, takes the dispatch back, tells everybody, or stops',
  access: 'lead',
  needsPerson: true,
  refusals: [409, 422],
  body: incidentAct,
  answer: incident,
} as const satisfies Endpoint
