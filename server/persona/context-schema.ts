import * as z from 'zod/mini'
import type { LintContext } from './context.ts'
import { momentIn } from './moments.ts'

const dated = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2}))?$/
const time = z.string().check(
  z.refine((text) => dated.test(text) && momentIn(text) !== undefined, {
    error: 'must be a time (ISO 8601 with offset) or a date (YYYY-MM-DD)',
  }),
)
const text = z.string()
const texts = z.array(text)
const amount = z.number().check(z.nonnegative())

const channel = z.object({
  kind: z.enum(['weibo', 'wechat', 'wecom']),
  visibility: z.optional(z.enum(['public', 'private'])),
  form: z.optional(z.enum(['post', 'comment', 'message'])),
  maxLength: z.optional(amount),
  unit: z.optional(z.enum(['chars', 'bytes', 'weibo'])),
  repliesLeft: z.optional(amount),
  windowEndsAt: z.optional(time),
  media: z.optional(z.array(z.enum(['text', 'image', 'voice', 'video', 'file']))),
  emojiBudget: z.optional(amount),
})

const customer = z.object({
  name: z.optional(text),
  tier: z.optional(z.enum(['standard', 'vip'])),
  style: z.optional(z.enum(['plain', 'detailed', 'formal'])),
  mood: z.optional(
    z.object({
      polarity: z.enum(['negative', 'neutral', 'positive']),
      anger: z.literal([0, 1, 2, 3]),
    }),
  ),
})

const ticket = z.object({
  type: z.optional(
    z.enum(['complaint', 'question', 'emotional', 'presales', 'aftersales', 'technical', 'praise']),
  ),
  status: z.optional(z.enum(['new', 'open', 'pending', 'hold', 'solved', 'closed'])),
  investigating: z.optional(z.boolean()),
  serviceNo: z.optional(text),
  waitingSince: z.optional(time),
  required: z.optional(z.array(z.object({ key: text, label: text }))),
  facts: z.optional(z.record(text, text)),
})

const wording = z.object({
  id: text,
  topic: text,
  text,
  validFrom: z.optional(time),
  validTo: z.optional(time),
  owner: z.optional(text),
})

const authority = z.object({
  compensationYuan: z.optional(amount),
  refundYuan: z.optional(amount),
  discountPercent: z.optional(amount),
  fastestHours: z.optional(
    z.object({
      reply: z.optional(amount),
      repair: z.optional(amount),
      refund: z.optional(amount),
      delivery: z.optional(amount),
    }),
  ),
})

/** What an admin edits: one document for each account. */
export const documentFields = {
  persona: z.optional(
    z.object({
      name: text,
      selfReference: z.optional(text),
      address: z.optional(z.enum(['您', '你'])),
    }),
  ),
  brand: z.optional(
    z.object({
      name: z.optional(text),
      products: z.optional(texts),
      servicePhones: z.optional(texts),
      places: z.optional(texts),
      hosts: z.optional(texts),
    }),
  ),
  competitors: z.optional(texts),
  terms: z.optional(z.array(z.object({ use: text, not: texts }))),
  jargon: z.optional(z.array(z.object({ term: text, plain: text }))),
  wording: z.optional(z.array(wording)),
  macros: z.optional(z.array(z.object({ id: text, text }))),
  praise: z.optional(z.array(z.object({ id: text, words: texts, text }))),
  topics: z.optional(
    z.array(z.object({ id: text, words: texts, verdict: z.enum(['engage', 'hold', 'pr']) })),
  ),
  matters: z.optional(
    z.array(z.object({ name: text, words: texts, belongs: z.enum(['public', 'private']) })),
  ),
  rumours: z.optional(z.array(z.object({ claim: text, words: texts, fact: text }))),
  sensitive: z.optional(z.array(z.object({ word: text, class: z.enum(['block', 'error']) }))),
  authority: z.optional(authority),
  policy: z.optional(
    z.object({
      serviceNoInFirstReply: z.optional(z.boolean()),
      progressMinutes: z.optional(amount),
      secondReader: z.optional(
        z.object({ reposts: z.optional(amount), audience: z.optional(amount) }),
      ),
      solveNeeds: z.optional(z.array(z.enum(['complaint', 'question', 'emotional', 'aftersales']))),
      replyMinutes: z.optional(amount),
    }),
  ),
  crisis: z.optional(
    z.object({ on: z.boolean(), locked: texts, scope: z.optional(z.enum(['public', 'all'])) }),
  ),
}

export const contextSchema = z.object({
  ...documentFields,
  now: z.optional(time),
  channel: z.optional(channel),
  customer: z.optional(customer),
  inbound: z.optional(z.array(z.object({ text, at: z.optional(time) }))),
  earlier: z.optional(
    z.array(z.object({ from: z.enum(['customer', 'brand']), text, at: z.optional(time) })),
  ),
  recommended: z.optional(z.object({ text })),
  ticket: z.optional(ticket),
  roster: z.optional(
    z.object({
      code: text,
      codes: z.optional(texts),
      appended: z.optional(z.boolean()),
      mayAnswerPublicly: z.optional(z.boolean()),
    }),
  ),
  thread: z.optional(
    z.object({ hashtags: texts, reposts: z.optional(amount), audience: z.optional(amount) }),
  ),
  proactive: z.optional(z.boolean()),
  undocumented: z.optional(z.boolean()),
  attachments: z.optional(
    z.array(
      z.object({
        kind: z.enum(['image', 'voice', 'video', 'file']),
        qr: z.optional(z.boolean()),
      }),
    ),
  ),
})

type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]-?: Plain<Exclude<T[Key], undefined>> }
    : T
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never
/** Compiles only while schema and type agree in every field. */
export const schemaMatchesType: Same<
  Plain<z.output<typeof contextSchema>>,
  Plain<LintContext>
> = true

export type ContextReading =
  | { readonly ok: true; readonly context: LintContext }
  | { readonly ok: false; readonly path: string; readonly message: string }

function pathOf(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>(
    (path, key) => (typeof key === 'number' ? `${path}[${key}]` : `${path}.${String(key)}`),
    'context',
  )
}

const kinds: Readonly<Record<string, string>> = {
  string: 'must be text',
  number: 'must be a number',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must be an object {…}',
  record: 'must be an object {…}',
}

/** What is wrong with a value, for whoever wrote it. */
export function wrongWith(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? 'is of the wrong type'
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`
    case 'too_small':
      return `must be at least ${String(issue.minimum)}`
    default:
      return issue.message
  }
}

/** Checks a lint context of unknown origin: the first wrong field by its path; unknown fields are dropped. */
export function readContext(value: unknown): ContextReading {
  const result = contextSchema.safeParse(value)
  if (result.success) return { ok: true, context: result.data as LintContext }
  const [issue] = result.error.issues
  return {
    ok: false,
    path: pathOf(issue?.path ?? []),
    message: issue ? wrongWith(issue) : 'is not valid',
  }
}
