import * as z from 'zod/mini'
import type { Endpoint } from './endpoint.ts'
import { document, id, moment, person, version } from './scalars.ts'

export const accounts = z.object({
  accounts: z.array(z.object({ id, channel: z.string(), personaVersion: version })),
})

/** @public */
export type Accounts = z.output<typeof accounts>

export const listAccounts = {
  id: 'listAccounts',
  method: 'GET',
  path: '/accounts',
  summary: 'The connected accounts of the tenant',
  access: 'agent',
  answer: accounts,
} as const satisfies Endpoint

export const personaVersion = z.object({
  version,
  at: moment,
  /** null = seeded from the configuration file. */
  by: z.nullable(person),
})

export const persona = z.object({
  account: id,
  /** 0 = none yet. */
  version,
  /** See `PersonaDocument`; null while there is none. */
  document: z.nullable(document),
  /** Newest first. */
  versions: z.array(personaVersion),
})

export type Persona = z.output<typeof persona>

export const readPersona = {
  id: 'readPersona',
  method: 'GET',
  path: '/accounts/{account}/persona',
  summary: 'The persona document in force, or with `version` an earlier one, and its history',
  access: 'agent',
  query: ['version'],
  answer: persona,
} as const satisfies Endpoint

/** 400 names every wrong field by its path; 409 when somebody else saved first. */
export const writePersona = {
  id: 'writePersona',
  method: 'PUT',
  path: '/accounts/{account}/persona',
  summary: 'Puts a new version of the persona document in force',
  access: 'lead',
  needsPerson: true,
  refusals: [409],
  body: z.object({
    document,
    /** The version this one was made from; 0 = there was none. */
    ifVersion: version,
  }),
  answer: persona,
} as const satisfies Endpoint
