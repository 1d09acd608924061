import * as z from 'zod/mini'
import type { Endpoint } from './endpoint.ts'
import { count, id, moment } from './scalars.ts'

export const intent = z.object({
  /** The composer's plain text at the moment of saving. Only a digest of it is kept. */
  draft: z.string().check(z.maxLength(100_000)),
  /** Error findings the agent chose to send in spite of; a block cannot be overridden here. */
  overrides: z
    .array(z.object({ rule: id, reason: z.string().check(z.maxLength(500)) }))
    .check(z.maxLength(100)),
})

/** @public */
export type Intent = z.input<typeof intent>

/** Recorded at save; tells the relay who wrote what, and holds for this very text only. */
export const recordIntent = {
  id: 'recordIntent',
  method: 'POST',
  path: '/tickets/{ticketId}/intents',
  summary: 'Records who is about to save which reply, and which error findings they override',
  access: 'agent',
  body: intent,
  answer: z.object({ intentId: id, expiresAt: moment }),
} as const satisfies Endpoint

/** A finding waved aside while typing. Neither draft nor customer text is sent. */
export const recordDismissal = {
  id: 'recordDismissal',
  method: 'POST',
  path: '/tickets/{ticketId}/dismissals',
  summary: 'Counts that an agent dismissed a rule’s finding',
  access: 'agent',
  body: z.object({ rule: id }),
  answer: z.object({ recorded: z.boolean() }),
} as const satisfies Endpoint

export const dismissals = z.object({
  rules: z.array(
    z.object({
      rule: id,
      count,
      /** Different agents who dismissed it. */
      agents: count,
      lastAt: moment,
    }),
  ),
})

/** @public */
export type Dismissals = z.output<typeof dismissals>

/** Most dismissed first: a rule that nags is found here. */
export const listDismissals = {
  id: 'listDismissals',
  method: 'GET',
  path: '/dismissals',
  summary: 'How often each rule’s findings were dismissed',
  access: 'lead',
  answer: dismissals,
} as const satisfies Endpoint
