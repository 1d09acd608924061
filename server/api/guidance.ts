import * as z from 'zod/mini'
import { casework } from './casework.ts'
import type { Endpoint } from './endpoint.ts'
import {
  cause,
  count,
  document,
  heldFinding,
  id,
  moment,
  person,
  version,
  visibility,
} from './scalars.ts'
import { understood } from './understanding.ts'

export const deliveryState = z.enum([
  'queued',
  'held',
  'sending',
  'sent',
  'failed',
  'unknown',
  'cancelled',
])

/** A public reply of an agent on its way to the customer. */
export const delivery = z.object({
  replyId: id,
  state: deliveryState,
  /** When the state was reached. */
  at: moment,
  writtenAt: moment,
  author: person,
  /** What the agent wrote, without the code. Plain text: never markup. */
  text: z.string(),
  /** How many messages it takes on the channel, and how many of them the customer has. */
  parts: z.object({ total: count, sent: count }),
  cause: z.optional(cause),
  /** Why it was held; empty otherwise. */
  findings: z.array(heldFinding),
})

export const customer = z.object({
  id,
  name: z.nullable(z.string()),
  identities: z.array(
    z.object({
      channel: z.string(),
      account: id,
      /** As the channel names them; shortened where it says nothing to people. */
      label: z.string(),
    }),
  ),
  /** Their last contacts on the channels of this tenant, newest first. */
  lastContacts: z.array(
    z.object({
      at: moment,
      channel: z.string(),
      visibility,
      ticket: z.nullable(id),
      /** The beginning of what they wrote. */
      text: z.string(),
    }),
  ),
})

/** A post of the public thread: the root first, the one answered last. */
export const post = z.object({
  id,
  text: z.nullable(z.string()),
  author: z.nullable(z.string()),
  /** https address on the platform. */
  link: z.nullable(z.string()),
  isDeleted: z.boolean(),
  isTruncated: z.boolean(),
  reposts: z.nullable(count),
  comments: z.nullable(count),
})

export const thread = z.object({
  id,
  /** What the platform writes before an answer by itself, e.g. `回复@张三:`. */
  lead: z.nullable(z.string()),
  posts: z.array(post),
  /** People in sight of it as far as the platform says: the author's followers; null = unknown. */
  audience: z.nullable(count),
})

export const replyWindow = z.object({
  /** null = unlimited until `endsAt`. */
  repliesLeft: z.nullable(count),
  /** null = never opened. */
  endsAt: z.nullable(moment),
  serverNow: moment,
})

export const guidance = z.object({
  ticket: id,
  /** The relay's clock at the moment of the answer. */
  serverNow: moment,
  /** null: the relay does not serve this ticket; rules advise with an empty context. */
  account: z.nullable(z.object({ id, channel: z.string(), isConnected: z.boolean() })),
  channel: z.nullable(z.string()),
  visibility: z.nullable(visibility),
  /** What the gate will judge by, except what depends on the draft. See `LintContext`. */
  context: document,
  personaVersion: version,
  crisis: z.object({ on: z.boolean(), version }),
  /** null where the channel has no window. */
  window: z.nullable(replyWindow),
  /** Newest first. */
  deliveries: z.array(delivery),
  customer: z.nullable(customer),
  /** What the customer wrote since the last answer, oldest first. */
  said: z.array(
    z.object({
      message: id,
      text: z.string(),
      at: moment,
      /** Absent where nothing is read from what customers write. */
      understood: z.optional(understood),
    }),
  ),
  thread: z.nullable(thread),
  /** Absent: the relay does not serve this ticket. */
  casework: z.optional(casework),
})

export type Guidance = z.output<typeof guidance>
export type Delivery = z.output<typeof delivery>
/** @public */
export type DeliveryState = z.output<typeof deliveryState>
export type CustomerCard = z.output<typeof customer>
export type PublicThread = z.output<typeof thread>
/** @public */
export type ReplyWindow = z.output<typeof replyWindow>

export const readGuidance = {
  id: 'readGuidance',
  method: 'GET',
  path: '/tickets/{ticketId}/guidance',
  summary: 'Everything the sidebar needs beside one ticket',
  access: 'agent',
  answer: guidance,
} as const satisfies Endpoint

export const pulse = z.object({
  serverNow: moment,
  crisisVersion: version,
  /** Opaque; changes when a reply of the ticket changes its state, or the window does. */
  deliveriesVersion: z.string(),
  /** Opaque; changes when the customer writes, or their tier is learnt. */
  messagesVersion: z.string(),
  personaVersion: version,
  /** Of what agents say about the case; absent without a ticket of ours. */
  caseworkVersion: z.optional(version),
})

/** @public */
export type Pulse = z.output<typeof pulse>

/** Cheap enough for every 5 seconds: read the guidance again when a version differs. */
export const readPulse = {
  id: 'readPulse',
  method: 'GET',
  path: '/pulse',
  summary: 'What changed, as versions; `ticket` names the ticket in sight',
  access: 'agent',
  query: ['ticket'],
  answer: pulse,
} as const satisfies Endpoint
