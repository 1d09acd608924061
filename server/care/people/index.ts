import type { Clock } from '../../core/clock.ts'
import { RelayError } from '../../core/error.ts'
import type { Actor, Identity, Likeness, LinkOutcome } from '../../core/store/index.ts'
import type { MoodReader } from '../situation.ts'
import { isRefused, readPersonFile, type PeopleStores, type PersonFile } from './file.ts'
import { noProfiles, type Profiles } from './profile.ts'
import { plainMood } from './signals.ts'
import { knownTier, readTier, type Tier } from './tier.ts'

/** Persons as agents see and change them. */
export interface People {
  read(
    tenant: string,
    asked: { readonly of: Identity; readonly masks: boolean },
  ): Promise<PersonFile>
  /** Throws `customer.no_consent` where one of the two persons does not want it. */
  link(
    tenant: string,
    wanted: {
      readonly from: Identity
      readonly to: Identity
      readonly how: 'customer_word' | 'agent'
      readonly by: Actor
    },
  ): Promise<LinkOutcome>
  /** Keeps the customer's word; who does not want to be linked is parted from the others at once. */
  consent(
    tenant: string,
    wanted: Identity & {
      readonly kind: 'contact' | 'linking' | 'profile'
      readonly value: 'granted' | 'refused'
      readonly by: Actor
    },
  ): Promise<void>
  likely(tenant: string, of: Identity): Promise<readonly Likeness[]>
  /** Asks the tenant's provider, within its time; undefined = no tier is known. */
  tier(tenant: string, of: Identity): Promise<Tier | undefined>
  /** What was learnt last; nobody is asked. */
  knownTier(tenant: string, of: Identity & { readonly channel: string }): Promise<Tier | undefined>
}

const suggestionsShown = 5

export function createPeople(options: {
  readonly store: PeopleStores
  readonly clock: Clock
  readonly moodOf?: MoodReader | undefined
  readonly profiles?: Profiles | undefined
}): People {
  const { store, clock, moodOf = plainMood, profiles = noProfiles } = options
  const { people } = store
  const doors = { store, clock, moodOf, profiles, memory: {} }

  async function refusesLinking(tenant: string, of: Identity): Promise<boolean> {
    const { consents } = await people.records(tenant, await people.members(tenant, of))
    return isRefused(consents, 'linking')
  }
  return {
    read: (tenant, asked) => readPersonFile(doors, tenant, asked),
    async link(tenant, wanted) {
      for (const one of [wanted.from, wanted.to])
        if (await refusesLinking(tenant, one))
          throw new RelayError('customer.no_consent', 'The customer refused to be linked.')
      return people.link(tenant, wanted)
    },
    async consent(tenant, wanted) {
      await people.consent(tenant, wanted)
      const { account, customer, kind, value, by } = wanted
      if (kind === 'linking' && value === 'refused')
        await people.unlink(tenant, { identity: { account, customer }, by })
    },
    tier: (tenant, of) => readTier(doors, tenant, of),
    knownTier: (tenant, of) => knownTier(doors, tenant, of),
    async likely(tenant, of) {
      return people.likely(tenant, await people.members(tenant, of), suggestionsShown)
    },
  }
}
