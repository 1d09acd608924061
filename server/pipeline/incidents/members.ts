import type { IncidentVersion } from './record.ts'
import { joinedOf, type ClusterSource } from './people.ts'
import type { Runtime } from '../runtime.ts'

/** Who belongs to an incident, also when what finds incidents has long forgotten it. */
export interface Membership {
  readonly members: readonly {
    readonly conversation: string
    readonly place?: string | undefined
  }[]
  /** Tickets that are linked, and those that cannot be. */
  readonly linked: readonly string[]
  readonly refused: readonly string[]
  /** Tickets of which the journal says that they are with the back office. */
  readonly dispatched: readonly string[]
}

const none: Membership = { members: [], linked: [], refused: [], dispatched: [] }

function keyOf(cluster: string): string {
  return `incident-members:${cluster}`
}

export async function keptMembership(
  { store }: Pick<Runtime, 'store'>,
  tenant: string,
  cluster: string,
): Promise<Membership> {
  const text = await store.kept.get(tenant, keyOf(cluster))
  return text === undefined ? none : (JSON.parse(text) as Membership)
}

export async function keepMembership(
  { store }: Pick<Runtime, 'store'>,
  tenant: string,
  cluster: string,
  membership: Membership,
): Promise<void> {
  await store.kept.set(tenant, keyOf(cluster), JSON.stringify(membership))
}

/** Those known before with those who joined since. */
export function withJoined(
  known: Membership,
  source: ClusterSource,
  { cluster }: Pick<IncidentVersion, 'cluster'>,
): Membership {
  const members = new Map(known.members.map((one) => [one.conversation, one]))
  for (const { conversation, place } of joinedOf(source, cluster))
    members.set(conversation, { conversation, place: place ?? members.get(conversation)?.place })
  return { ...known, members: [...members.values()] }
}
