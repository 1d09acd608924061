import type { ClusterList } from '../../api/clusters.ts'
import type { ClusterMember, ClusterWatch } from '../../jobs/cluster-watch.ts'
import type { Cluster } from '../../understanding/clusters.ts'
import { iso, type Call, type Handler } from './call.ts'

type Shown = ClusterList['clusters'][number]

const leastByDefault = 3
const mostClusters = 200
const mostMembers = 100
const hourMs = 3_600_000
const hoursShown = 24

/** How often each of them occurs, the most first. */
function counted(values: readonly (string | undefined)[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const value of values)
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
}

function placesOf(members: readonly ClusterMember[]): Shown['places'] {
  const named = members.map(({ province, city }) =>
    province === undefined ? undefined : `${province}/${city ?? ''}`,
  )
  return counted(named).map(([name, n]) => {
    const [province = '', city = ''] = name.split('/')
    return { province, city: city === '' ? null : city, n }
  })
}

/** By hour up to now, the oldest first. */
function hoursOf(times: readonly number[], now: number): number[] {
  const hours = Array.from({ length: hoursShown }, () => 0)
  for (const at of times) {
    const hour = hoursShown - 1 - Math.floor((now - at) / hourMs)
    const before = hours[hour]
    if (before !== undefined) hours[hour] = before + 1
  }
  return hours
}

async function membersOf(
  { runtime, session }: Pick<Call, 'runtime' | 'session'>,
  members: readonly ClusterMember[],
): Promise<Shown['members']> {
  const newest = [...members].sort((a, b) => b.at - a.at).slice(0, mostMembers)
  return Promise.all(
    newest.map(async ({ conversation, at }) => {
      const row = await runtime.store.inbox.conversation(session.tenant.tenant.id, conversation)
      const { ticket, channel = '' } = row ?? {}
      return { conversation, ticket: ticket?.id ?? null, channel, at: iso(at) }
    }),
  )
}

export async function clusterShown(
  call: Pick<Call, 'runtime' | 'session'>,
  watch: ClusterWatch,
  cluster: Cluster,
): Promise<Shown> {
  const known = cluster.members.flatMap(({ id }) => watch.member(id) ?? [])
  const hours = hoursOf(
    cluster.members.map(({ at }) => at),
    call.runtime.clock.now(),
  )
  return {
    id: cluster.id,
    label: cluster.label,
    size: cluster.members.length,
    firstAt: iso(cluster.firstAt),
    lastAt: iso(cluster.lastAt),
    lastHour: hours.at(-1) ?? 0,
    hourBefore: hours.at(-2) ?? 0,
    hours,
    places: placesOf(known),
    categories: counted(known.map(({ category }) => category)).map(([category, n]) => ({
      category,
      n,
    })),
    members: await membersOf(call, known),
  }
}

export const listClusters: Handler<'listClusters'> = async (call) => {
  const asOf = iso(call.runtime.clock.now())
  const watch = call.session.tenant.clusters
  if (!watch) return { asOf, clusters: [] }
  const least = Math.max(2, Math.trunc(Number(call.query['least'])) || leastByDefault)
  const found = watch.clusters(least).slice(0, mostClusters)
  return { asOf, clusters: await Promise.all(found.map((one) => clusterShown(call, watch, one))) }
}
