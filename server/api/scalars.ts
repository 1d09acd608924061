import * as z from 'zod/mini'

/** An id minted by us or by a platform: opaque text. */
export const id = z.string().check(z.minLength(1), z.maxLength(200))
/** A moment, ISO 8601 with offset. */
export const moment = z.iso.datetime({ offset: true })
/** Counts up whenever what it belongs to changes; 0 = never set. */
export const version = z.int().check(z.minimum(0))
export const count = z.int().check(z.minimum(0))
/** Text in both languages of the product; the app shows the one its user reads. */
export const words = z.object({ zh: z.string(), en: z.string() })
export const visibility = z.enum(['public', 'private'])
export const role = z.enum(['agent', 'lead', 'admin'])
/** What a ticket is about. */
export const ticketType = z.enum([
  'complaint',
  'question',
  'emotional',
  'presales',
  'aftersales',
  'technical',
  'praise',
])
/** A person of the helpdesk. */
export const person = z.object({ id, name: z.optional(z.string()) })
/** Documents whose own schema stands in the persona room; named here, checked there. */
export const document = z.record(z.string(), z.unknown())

/** A wording rule's finding on a reply that was held. */
export const heldFinding = z.object({
  rule: z.string(),
  severity: z.enum(['block', 'error']),
  message: words,
})

/** Why something was refused or failed: a code of `docs/errors.md` and how to say it. */
export const cause = z.object({ code: z.string(), message: words })

export type Role = z.output<typeof role>
/** @public */
export type HeldFinding = z.output<typeof heldFinding>
export type Cause = z.output<typeof cause>
