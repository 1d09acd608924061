import * as z from 'zod/mini'
import type { Endpoint } from './endpoint.ts'
import { id, moment, person, version } from './scalars.ts'

export const crisis = z.object({
  on: z.boolean(),
  version,
  /** The accounts it is on for; null = all. */
  accounts: z.nullable(z.array(id)),
  /** When and by whom it was last switched; null = never. */
  switched: z.nullable(z.object({ at: moment, by: person })),
})

export type Crisis = z.output<typeof crisis>

export const readCrisis = {
  id: 'readCrisis',
  method: 'GET',
  path: '/crisis',
  summary: 'Whether only locked wording may be sent',
  access: 'agent',
  answer: crisis,
} as const satisfies Endpoint

/** In force at once for the relay's gate; open composers follow with their next pulse. */
export const switchCrisis = {
  id: 'switchCrisis',
  method: 'PUT',
  path: '/crisis',
  summary: 'Switches crisis wording on or off',
  access: 'lead',
  needsPerson: true,
  body: z.object({ on: z.boolean(), accounts: z.optional(z.array(id).check(z.minLength(1))) }),
  answer: crisis,
} as const satisfies Endpoint
