import * as z from 'zod/mini'
import type { Endpoint } from './endpoint.ts'
import { count, id, moment, person, visibility } from './scalars.ts'

/** One customer as one account knows them. */
export const identity = z.object({ account: id, customer: id })

/** `first`: the identity the others were linked to. */
export const linkHow = z.enum(['unionid', 'customer_word', 'agent', 'first'])
export const stage = z.enum(['stranger', 'half_acquainted', 'acquainted', 'friend'])
export const influenceLevel = z.enum(['ordinary', 'notable', 'strong', 'major'])
export const influenceFact = z.enum(['followers', 'verified', 'reposts'])
export const verified = z.enum([
  'person',
  'government',
  'company',
  'media',
  'campus',
  'site',
  'app',
  'organisation',
  'talent',
])
export const consentKind = z.enum(['contact', 'linking', 'profile'])
export const consentValue = z.enum(['granted', 'refused'])
export const consentSource = z.enum(['agent', 'own_words', 'unfollowed'])
export const bindingKind = z.enum(['phone', 'account_number'])

const short = z.string().check(z.maxLength(200))

/** How this customer likes to be treated, as agents wrote it down. Plain text: never markup. */
export const preferences = z.object({
  address: z.optional(short),
  language: z.optional(z.enum(['zh-Hans', 'zh-Hant', 'en'])),
  hours: z.optional(short),
  note: z.optional(short),
})

export const knownIdentity = z.object({
  ...identity.shape,
  channel: z.nullable(z.string()),
  /** As the channel names them; shortened where it says nothing to people. */
  label: z.string(),
  lastAt: z.nullable(moment),
  /** Why it belongs to this person; null = it stands alone. */
  link: z.nullable(z.object({ how: linkHow, at: moment, by: z.nullable(person) })),
  /** What was said last; null = never asked. */
  consent: z.object({
    contact: z.nullable(consentValue),
    linking: z.nullable(consentValue),
    profile: z.nullable(consentValue),
  }),
  /** Where the word about being written to first is known from: `by` where an agent wrote it down. */
  contactWord: z.nullable(z.object({ at: moment, source: consentSource, by: z.nullable(person) })),
})

/** From the company's own system; each part may be missing. */
export const profileFacts = z.object({
  tier: z.nullable(z.object({ isVip: z.boolean(), label: z.string() })),
  purchases: z.array(
    z.object({ at: z.string(), name: z.string(), amount: z.nullable(z.string()) }),
  ),
  bill: z.nullable(
    z.object({
      period: z.string(),
      amount: z.string(),
      dueAt: z.nullable(z.string()),
      isPaid: z.boolean(),
    }),
  ),
})

export const promise = z.object({
  reply: id,
  start: count,
  text: z.string(),
  madeAt: moment,
  /** null = no definite time was named. */
  dueAt: z.nullable(moment),
  state: z.enum(['open', 'kept', 'late', 'broken', 'renewed', 'unchecked']),
  /** Who said so, where a person did. */
  markedBy: z.nullable(person),
})

export const linkAct = z.object({
  id,
  kind: z.enum(['link', 'unlink', 'undo']),
  how: z.nullable(linkHow),
  at: moment,
  /** null = the relay, because the platform says so. */
  by: z.nullable(person),
  identities: z.array(identity),
  isUndone: z.boolean(),
})

export const contact = z.object({
  at: moment,
  from: z.enum(['customer', 'brand']),
  channel: z.string(),
  visibility,
  ticket: z.nullable(id),
  text: z.string(),
  /** 0 calm … 3 furious; null = nothing can be told. */
  anger: z.nullable(z.int().check(z.minimum(0), z.maximum(3))),
})

/** One person over all channels. */
export const customerFile = z.object({
  of: identity,
  name: z.nullable(z.string()),
  /** The one in sight first. */
  identities: z.array(knownIdentity),
  /** With the days on which each sign was seen. */
  stage: z.object({
    value: stage,
    days: z.object({ contact: count, thanks: count, recommends: count, private: count }),
  }),
  /** By a table of thresholds; null = the platform does not say. */
  influence: z.object({
    level: influenceLevel,
    /** The facts that reach the level. */
    because: z.array(influenceFact),
    followers: z.nullable(count),
    verified: z.nullable(verified),
    reposts: z.nullable(count),
  }),
  profile: z.object({
    state: z.enum(['none', 'ready', 'unknown', 'stale', 'away', 'refused']),
    at: z.nullable(moment),
    facts: z.nullable(profileFacts),
  }),
  bindings: z.array(
    z.object({ id, of: identity, kind: bindingKind, shown: z.string(), at: moment, by: person }),
  ),
  preferences: z.object({ ...preferences.shape, by: z.nullable(person), at: z.nullable(moment) }),
  /** Newest first. */
  promises: z.array(promise),
  timeline: z.array(contact),
  acts: z.array(linkAct),
})

export const customerAnswer = z.object({
  serverNow: moment,
  /** null: nobody of ours stands behind this ticket or user. */
  customer: z.nullable(customerFile),
})

export type CustomerFile = z.output<typeof customerFile>
export type KnownIdentity = z.output<typeof knownIdentity>
export type Identity = z.output<typeof identity>
/** @public */
export type CustomerPreferences = z.output<typeof preferences>

/** The card of a customer: of a ticket, of a user of the helpdesk, or of the external id that user bears. */
export const readCustomer = {
  id: 'readCustomer',
  method: 'GET',
  path: '/customer',
  summary: 'One person over all channels; `ticket`, `user` or `external` says who',
  access: 'agent',
  query: ['ticket', 'user', 'external'],
  answer: customerAnswer,
} as const satisfies Endpoint

export const suggestions = z.object({
  suggestions: z.array(
    z.object({
      ...identity.shape,
      channel: z.nullable(z.string()),
      label: z.string(),
      why: z.enum(['same_number', 'same_name']),
      lastAt: z.nullable(moment),
    }),
  ),
})

/** Likeness only: linking is a person's act. */
export const suggestLinks = {
  id: 'suggestLinks',
  method: 'POST',
  path: '/customer/suggestions',
  summary: 'Who looks like the same person',
  access: 'agent',
  body: z.object({ of: identity }),
  answer: suggestions,
} as const satisfies Endpoint

/** What every act has in common: it is recorded under the agent's name and answers the new card. */
const act = { method: 'POST', access: 'agent', needsPerson: true, answer: customerAnswer } as const

/** 409: the customer refuses. */
export const linkCustomer = {
  ...act,
  id: 'linkCustomer',
  path: '/customer/link',
  summary: 'Holds another identity for the same person',
  refusals: [409],
  body: z.object({ of: identity, to: identity, how: z.enum(['customer_word', 'agent']) }),
} as const satisfies Endpoint

export const unlinkCustomer = {
  ...act,
  id: 'unlinkCustomer',
  path: '/customer/unlink',
  summary: 'Parts an identity from the person; answers the card of `of`',
  body: z.object({ of: identity, identity }),
} as const satisfies Endpoint

/** 409: somebody has moved on since. */
export const undoLink = {
  ...act,
  id: 'undoLink',
  path: '/customer/undo',
  summary: 'Takes back a link or unlink; both sides are as before',
  refusals: [409],
  body: z.object({ of: identity, act: id }),
} as const satisfies Endpoint

export const bindNumber = {
  ...act,
  id: 'bindNumber',
  path: '/customer/bindings',
  summary: 'Keeps a phone or account number of the customer, sealed; only its end is ever shown',
  body: z.object({
    of: identity,
    kind: bindingKind,
    value: z.string().check(z.regex(/^[0-9A-Za-z+\-().\s\uFF10-\uFF19]{4,40}$/)),
  }),
} as const satisfies Endpoint

export const unbindNumber = {
  ...act,
  id: 'unbindNumber',
  path: '/customer/bindings/end',
  summary: 'Forgets a bound number',
  body: z.object({ of: identity, binding: id }),
} as const satisfies Endpoint

export const recordConsent = {
  ...act,
  id: 'recordConsent',
  path: '/customer/consent',
  summary: 'Keeps what the customer allows; refusing to be linked parts the identity at once',
  body: z.object({ of: identity, identity, kind: consentKind, value: consentValue }),
} as const satisfies Endpoint

export const setPreferences = {
  ...act,
  id: 'setPreferences',
  method: 'PUT',
  path: '/customer/preferences',
  summary: 'Keeps how the customer likes to be treated',
  body: z.object({ of: identity, preferences }),
} as const satisfies Endpoint

export const markPromise = {
  ...act,
  id: 'markPromise',
  path: '/customer/promises',
  summary: 'Says whether a promise was kept that no reply shows',
  body: z.object({ of: identity, reply: id, start: count, value: z.enum(['kept', 'broken']) }),
} as const satisfies Endpoint
