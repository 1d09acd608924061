import * as z from 'zod'

const word = z.string().min(1, { error: 'must not be empty' }).max(60)

const category = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9_-]{1,40}$/, { error: 'must be 1 to 40 small letters, digits, - or _' })
    .describe('names it in tickets and figures; one of the built-in ids adds keywords to that one'),
  keywords: z
    .array(word)
    .min(1, { error: 'must name at least one keyword' })
    .describe('words that speak for it'),
})

const landmark = z.strictObject({
  name: word.describe('as customers write it'),
  province: word.describe('short Chinese name: 广东'),
  city: word.describe('short Chinese name: 深圳').optional(),
  district: word.describe('short Chinese name: 南山').optional(),
})

/** What is read from customers' words before a ticket is made. */
export const understanding = z.strictObject({
  on: z
    .boolean()
    .describe(
      'read place, time, category, mood and threats from what customers write; no text leaves the relay',
    )
    .default(true),
  raisesPriority: z
    .boolean()
    .describe(
      'raise a new ticket’s priority where its words press (a threat of regulators, media or courts)',
    )
    .default(true),
  learns: z
    .boolean()
    .describe(
      'learn every night from what agents set right, and read with it where that is better; off = the shipped models alone',
    )
    .default(true),
  categories: z.array(category).describe('own categories and keywords').default([]),
  products: z.array(word).describe('products and services by the names customers use').default([]),
  landmarks: z.array(landmark).describe('places known by a name of their own').default([]),
})
