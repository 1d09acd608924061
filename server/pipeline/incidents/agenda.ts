import type { Runtime } from '../runtime.ts'
import type { ClusterSource } from './people.ts'
import { createIncidents } from './record.ts'

/** Which incidents something is to be done about: old ones cost nothing. */
export interface Agenda {
  /** What somebody did, what is under way, what has grown; from time to time everything. */
  due(): Promise<readonly string[]>
  /** Begins with one; the answer is told whether there is more to do. */
  begin(cluster: string): (isLive: boolean) => void
  /** What was due was not done. */
  forget(): void
}

const allEveryMs = 60_000

export function createAgenda(
  { store, clock }: Pick<Runtime, 'store' | 'clock'>,
  tenant: string,
  source: ClusterSource,
): Agenda {
  const incidents = createIncidents(store)
  const watched = new Map<string, { readonly size: number; readonly isLive: boolean }>()
  let [seenStamp, lookedAt] = ['', -Infinity]
  const sizeOf = (cluster: string): number => source.get(cluster)?.members.length ?? 0

  return {
    async due() {
      const stamp = await incidents.stamp(tenant)
      const now = clock.now()
      if (stamp === seenStamp && now - lookedAt < allEveryMs)
        return [...watched].flatMap(([cluster, { size, isLive }]) =>
          isLive || size !== sizeOf(cluster) ? [cluster] : [],
        )
      ;[seenStamp, lookedAt] = [stamp, now]
      return incidents.list(tenant)
    },
    begin(cluster) {
      const size = sizeOf(cluster)
      return (isLive) => watched.set(cluster, { size, isLive })
    },
    forget() {
      lookedAt = -Infinity
    },
  }
}
