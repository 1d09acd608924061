import type { Identity } from '../../core/store/index.ts'
import { isRefused, type PeopleStores } from './file.ts'
import type { Asked, Profiles } from './profile.ts'
import type { ProfileFacts } from './profile-answer.ts'

export type Tier = 'vip' | 'standard'

interface TierDoors {
  readonly store: PeopleStores
  readonly profiles: Profiles
}

function tierIn(facts: ProfileFacts | undefined): Tier | undefined {
  return facts?.tier && (facts.tier.isVip ? 'vip' : 'standard')
}

/** The person's names on their platforms; where nothing was ever received, the platform is unknown. */
async function identitiesOf(
  { inbox }: PeopleStores,
  tenant: string,
  members: readonly Identity[],
): Promise<Asked['identities']> {
  const found = members.map(async ({ account, customer }) => {
    const [newest] = await inbox.conversationsOf(tenant, { account, customer, limit: 1 })
    return newest ? [{ channel: newest.channel, id: customer }] : []
  })
  return (await Promise.all(found)).flat()
}

/**
 * The tier of the person an identity belongs to, asked of the tenant's provider within its time;
 * undefined: it does not say, does not answer, or the customer does not want it asked.
 */
export async function readTier(
  { store, profiles }: TierDoors,
  tenant: string,
  of: Identity,
): Promise<Tier | undefined> {
  const members = await store.people.members(tenant, of)
  const { consents } = await store.people.records(tenant, members)
  if (isRefused(consents, 'profile')) return undefined
  const [identities, bindings] = await Promise.all([
    identitiesOf(store, tenant, members),
    store.people.openBindings(tenant, members),
  ])
  return tierIn((await profiles.read(tenant, { identities, bindings })).facts)
}

/** The tier as it was learnt last. Nobody is asked and nobody waits. */
export async function knownTier(
  { store, profiles }: TierDoors,
  tenant: string,
  { account, customer, channel }: Identity & { readonly channel: string },
): Promise<Tier | undefined> {
  const tier = tierIn(profiles.known(tenant, { channel, id: customer }))
  if (tier === undefined) return undefined
  // Who has refused since is not known any longer.
  const members = await store.people.members(tenant, { account, customer })
  const { consents } = await store.people.records(tenant, members)
  return isRefused(consents, 'profile') ? undefined : tier
}
