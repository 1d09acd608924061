import * as z from 'zod/mini'
import type { Endpoint } from './endpoint.ts'
import { count, id, moment } from './scalars.ts'

const share = z.number().check(z.minimum(0), z.maximum(1))
/** `decided` false: a guess, a person should look. */
const judged = <T extends z.ZodMiniType>(value: T) =>
  z.object({ value, confidence: share, decided: z.boolean() })
const level = z.nullable(z.string())

/** What a message says, as far as the relay can tell. Offsets are UTF-16 units of the text as shown. */
export const understood = z.object({
  where: z.nullable(
    z.object({
      province: level,
      city: level,
      district: level,
      source: z.enum(['text', 'geo', 'ip', 'profile']),
      confidence: share,
    }),
  ),
  when: z.nullable(
    z.object({
      start: moment,
      end: moment,
      grain: z.enum(['minute', 'hour', 'part', 'day', 'week', 'month']),
    }),
  ),
  category: judged(z.string()),
  product: z.nullable(z.string()),
  polarity: judged(z.enum(['negative', 'neutral', 'positive'])),
  /** `confidence`: that the level is 2 at least. */
  anger: z.object({ level: count, confidence: share, decided: z.boolean() }),
  escalation: judged(z.enum(['none', 'regulator', 'media', 'legal'])),
  abuse: judged(z.boolean()),
  relevance: judged(z.enum(['demand', 'talk', 'noise'])),
  urgency: z.object({
    level: z.enum(['low', 'normal', 'high', 'urgent']),
    score: z.number(),
    because: z.array(z.object({ reason: z.string(), points: z.number() })),
  }),
  evidence: z.array(z.object({ field: z.string(), start: count, end: count })),
})

export type Understood = z.output<typeof understood>

/** What an agent says a message says. Kept with the message as a label to learn from. */
export const correction = z.discriminatedUnion('field', [
  z.object({ message: id, field: z.literal('category'), value: id }),
  z.object({
    message: id,
    field: z.literal('polarity'),
    value: z.enum(['negative', 'neutral', 'positive']),
  }),
  z.object({
    message: id,
    field: z.literal('relevance'),
    value: z.enum(['demand', 'talk', 'noise']),
  }),
  z.object({
    message: id,
    field: z.literal('place'),
    value: z.object({ province: level, city: level, district: level }),
  }),
])

export type Correction = z.output<typeof correction>

/** Counts in the figures from now on, and is what the tenant's own model learns from. */
export const correctUnderstanding = {
  id: 'correctUnderstanding',
  method: 'POST',
  path: '/tickets/{ticketId}/understanding',
  summary: 'Sets right what a message was understood to say',
  access: 'agent',
  needsPerson: true,
  body: correction,
  answer: z.object({ recorded: z.literal(true) }),
} as const satisfies Endpoint
