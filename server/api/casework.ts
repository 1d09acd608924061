import * as z from 'zod/mini'
import type { Endpoint } from './endpoint.ts'
import { id, moment, person, ticketType, version, words } from './scalars.ts'

/** One step of the playbook. */
const step = z.object({
  id,
  label: words,
  hint: words,
  /** Belongs to what a solved ticket needs, where the policy asks for it. */
  isRequired: z.boolean(),
  /** When and by whom; `by` null = somebody of the installation. null = open. */
  done: z.nullable(z.object({ at: moment, by: z.nullable(person) })),
})

/** How far the handling of a case is. */
export const casework = z.object({
  version,
  type: z.object({
    value: ticketType,
    /** An agent said so, the customer's words say so clearly, or it is a guess. */
    source: z.enum(['agent', 'signs', 'guess']),
    /** The customer's words it was read from. Plain text. */
    signs: z.array(z.string()),
  }),
  /** null: nothing is to be handled. Steps in the order they are best done in. */
  playbook: z.nullable(
    z.object({
      id: z.enum(['complaint', 'question', 'emotional', 'aftersales']),
      /** True: the ticket is not to be solved while a required step is open. */
      isNeeded: z.boolean(),
      steps: z.array(step),
    }),
  ),
})

export type Casework = z.output<typeof casework>

export const caseAct = z.object({
  /** Whose playbook is meant; with this the ticket's type is confirmed. */
  type: ticketType,
  step: z.optional(z.object({ id, isDone: z.boolean() })),
})

/** Kept with the time and the agent, and in the journal. A step may be done before an earlier one. */
export const recordCasework = {
  id: 'recordCasework',
  method: 'POST',
  path: '/tickets/{ticketId}/casework',
  summary: 'Confirms a ticket’s type, and ticks or unticks a step of its playbook',
  access: 'agent',
  body: caseAct,
  answer: casework,
} as const satisfies Endpoint
