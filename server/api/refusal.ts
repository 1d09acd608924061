import * as z from 'zod/mini'
import { heldFinding, words } from './scalars.ts'

/** What every answer other than 2xx carries. */
export const refusal = z.object({
  error: z.object({
    /** A code of `docs/errors.md`. */
    code: z.string(),
    message: words,
    /** What is wrong in the body, field by field. */
    problems: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
    /** What the gate found in a rewritten text. */
    findings: z.optional(z.array(heldFinding)),
  }),
})

export type Refusal = z.output<typeof refusal>
