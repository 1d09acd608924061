import * as z from 'zod/mini'

const short = z.string().check(z.minLength(1), z.maxLength(80))
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))

/** What a company's own system knows of a customer. Everything may be missing; what is unknown to us is dropped. */
export const profileFacts = z.object({
  tier: z.optional(z.object({ isVip: z.boolean(), label: short })),
  /** Newest first. */
  purchases: z.optional(
    z.array(z.object({ at: day, name: short, amount: z.optional(short) })).check(z.maxLength(20)),
  ),
  bill: z.optional(
    z.object({ period: short, amount: short, dueAt: z.optional(day), isPaid: z.boolean() }),
  ),
})

export type ProfileFacts = z.output<typeof profileFacts>
