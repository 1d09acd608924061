import type { JournalEntry, JournalRecord } from '../core/journal.ts'
import type { StoredMessage } from '../core/store/inbox.ts'
import type { Store } from '../core/store/index.ts'
import { createClusters, type ClusterItem, type Clusters } from '../understanding/clusters.ts'

/** An item of a cluster and where it stands. Places and categories only where the engine is sure of them. */
export interface ClusterMember {
  readonly filing: string
  readonly conversation: string
  readonly at: number
  readonly province: string | undefined
  readonly city: string | undefined
  readonly category: string | undefined
}

/** What is known of one tenant's clusters: its journal, folded. */
export interface ClusterFold {
  readonly clusters: Pick<Clusters, 'get' | 'list'>
  member(filing: string): ClusterMember | undefined
  /** In the order of the journal. */
  take(record: JournalRecord): Promise<void>
  /** Puts what nobody has put anywhere yet; answers what the journal has to say of it. */
  decide(now: number): Promise<readonly JournalEntry[]>
}

function wordsOf(members: readonly StoredMessage[]): string {
  return members
    .filter(({ isAnswerable }) => isAnswerable)
    .flatMap(({ message }) => message.parts)
    .flatMap((part) => (part.type === 'text' ? [part.text] : []))
    .join('\n')
}

function textIn({ detail }: JournalRecord, key: string): string | undefined {
  const value = detail?.[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Marketing and closers are nobody's incident. */
function isCandidate({ type, detail }: JournalRecord): boolean {
  const isNoise = detail?.['relevance'] === 'noise' && detail['relevanceDecided'] === true
  return type === 'understood' && !isNoise
}

function memberOf(record: JournalRecord): ClusterMember | undefined {
  const { filing, conversation, at } = record
  if (filing === undefined || conversation === undefined) return undefined
  const isInText = record.detail?.['placeSource'] === 'text'
  const isSure = record.detail?.['categoryDecided'] === true
  return {
    filing,
    conversation,
    at,
    province: isInText ? textIn(record, 'province') : undefined,
    city: isInText ? textIn(record, 'city') : undefined,
    category: isSure ? textIn(record, 'category') : undefined,
  }
}

export function createClusterFold(tenant: string, inbox: Store['inbox']): ClusterFold {
  const clusters = createClusters()
  const members = new Map<string, ClusterMember>()
  /** Understood, and put nowhere yet. */
  const waiting = new Map<string, ClusterMember>()

  async function itemOf({ filing, conversation, at, city }: ClusterMember): Promise<ClusterItem> {
    const messages = await inbox.membersOf(tenant, { conversation, filing })
    return { id: filing, text: wordsOf(messages), at, ...(city !== undefined && { city }) }
  }

  /** Somebody put it there: another process, or this one in an earlier life. */
  async function place(record: JournalRecord): Promise<void> {
    const member = record.filing === undefined ? undefined : waiting.get(record.filing)
    const into = textIn(record, 'cluster')
    if (!member || into === undefined) return
    waiting.delete(member.filing)
    clusters.add({ ...(await itemOf(member)), into })
  }

  function entriesFor(cluster: string, now: number): readonly JournalEntry[] {
    const those = clusters.get(cluster)?.members ?? []
    // One alone is nothing to tell of; with the second both are.
    const told = those.length === 2 ? those : those.slice(-1)
    return told.flatMap(({ id }) => {
      const member = members.get(id)
      if (!member) return []
      const { filing, conversation } = member
      return [{ type: 'clustered', at: now, filing, conversation, detail: { cluster } } as const]
    })
  }

  return {
    clusters,
    member: (filing) => members.get(filing),
    async take(record) {
      if (record.type === 'clustered') return place(record)
      const member = isCandidate(record) ? memberOf(record) : undefined
      if (!member || members.has(member.filing)) return
      members.set(member.filing, member)
      waiting.set(member.filing, member)
    },
    async decide(now) {
      const entries: JournalEntry[] = []
      for (const member of waiting.values()) {
        const { cluster, isNew } = clusters.add(await itemOf(member))
        if (!isNew) entries.push(...entriesFor(cluster, now))
      }
      waiting.clear()
      return entries
    },
  }
}
