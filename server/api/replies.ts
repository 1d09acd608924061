import * as z from 'zod/mini'
import type { Endpoint } from './endpoint.ts'
import { delivery } from './guidance.ts'
import { id, moment, visibility } from './scalars.ts'

export const heldReply = z.object({
  ...delivery.shape,
  ticket: z.nullable(id),
  account: id,
  channel: z.nullable(z.string()),
  visibility: z.nullable(visibility),
  customerName: z.nullable(z.string()),
})

export const heldReplies = z.object({
  /** Longest waiting first. */
  replies: z.array(heldReply),
  hasMore: z.boolean(),
})

export type HeldReply = z.output<typeof heldReply>
/** @public */
export type HeldReplies = z.output<typeof heldReplies>

export const listHeldReplies = {
  id: 'listHeldReplies',
  method: 'GET',
  path: '/replies/held',
  summary: 'All replies that wait for a person’s decision',
  access: 'agent',
  answer: heldReplies,
} as const satisfies Endpoint

/**
 * `release`, `reject`: a held reply. `rewrite`: a held or failed one; the new text passes the same gate
 * (422 with the findings where it does not). `has-it`: an unconfirmed one the customer has. `send-again`:
 * an unconfirmed or failed one.
 */
export const replyAct = z.object({
  act: z.enum(['release', 'reject', 'rewrite', 'has-it', 'send-again']),
  /** For `rewrite`. */
  text: z.optional(z.string().check(z.maxLength(20_000))),
  reason: z.optional(z.string().check(z.maxLength(500))),
  /** `at` of the delivery as the person saw it: refused (409) when it has changed since. */
  seenAt: z.optional(moment),
})

export type ReplyAct = z.input<typeof replyAct>

export const actOnReply = {
  id: 'actOnReply',
  method: 'POST',
  path: '/replies/{replyId}/act',
  summary: 'A person’s recorded decision on a held, failed or unconfirmed reply',
  access: 'agent',
  needsPerson: true,
  refusals: [409, 422],
  body: replyAct,
  answer: z.object({ reply: delivery }),
} as const satisfies Endpoint
