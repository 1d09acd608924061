import { RelayError } from '../../core/error.ts'
import type { JournalEntry } from '../../core/journal.ts'
import type { Actor, Store } from '../../core/store/index.ts'

/** Where an incident stands between the customers and the back office. */
export type IncidentState = 'open' | 'dispatched' | 'returned' | 'told'
/** `answer`: what can be said at once; `result`: what the back office found. */
export type TellingKind = 'answer' | 'result'

/** Why somebody of the incident is left out of a telling. */
export type LeftOut =
  'window_closed' | 'unreachable' | 'refused' | 'no_account' | 'too_long' | 'alike'

export interface ToBeTold {
  /** Of the person, whatever conversation they write in. */
  readonly key: string
  readonly conversation: string
  readonly account: string
  readonly followers: number | null
  readonly place: string | null
  /** Which of the wordings theirs is. */
  readonly variant: number
  readonly leftOut?: LeftOut
}

/** One text for everybody of an incident; who is told, and in which order, is settled when it begins. */
export interface Telling {
  readonly kind: TellingKind
  readonly text: string
  readonly by: Actor
  /** Epoch ms, as all times here. */
  readonly at: number
  readonly people: readonly ToBeTold[]
  readonly stoppedAt?: number
  readonly doneAt?: number
}

export interface Dispatch {
  /** Person or department of the back office, as the lead wrote it. */
  readonly owner: string
  readonly dueAt: number
  readonly note: string
  readonly at: number
  readonly by: Actor
  readonly returnedAt?: number
  readonly result?: string
}

export interface IncidentRecord {
  readonly cluster: string
  readonly state: IncidentState
  readonly problem?: { readonly ticket: string; readonly at: number; readonly by: Actor }
  readonly dispatch?: Dispatch
  readonly answer?: Telling
  readonly result?: Telling
}

export interface IncidentVersion extends IncidentRecord {
  /** 0 = nobody has done anything about it yet. */
  readonly version: number
}

/** What a change makes of a record; `undefined` = nothing is to be changed. */
export interface Changed {
  readonly record: IncidentRecord
  readonly entries: readonly Omit<JournalEntry, 'at'>[]
  readonly by?: Actor
}

export interface Incidents {
  read(tenant: string, cluster: string): Promise<IncidentVersion>
  /** Clusters somebody did something about, the newest first. */
  list(tenant: string): Promise<readonly string[]>
  /** Another text whenever something was done about one of them. Cheap. */
  stamp(tenant: string): Promise<string>
  /** Tried again when somebody else saved first. Throws what `change` throws. */
  change(
    tenant: string,
    cluster: string,
    change: (before: IncidentVersion) => Changed | undefined,
  ): Promise<IncidentVersion>
}

const listName = 'incidents'
const stampKey = 'incidents:stamp'
/** Older ones have long been told. */
const mostListed = 500
const rounds = 5

function nameOf(cluster: string): string {
  return `incident:${cluster}`
}

/** Everything a lead does about what happened to many, each step once and in the journal. */
export function createIncidents({ documents, kept }: Pick<Store, 'documents' | 'kept'>): Incidents {
  async function read(tenant: string, cluster: string): Promise<IncidentVersion> {
    const current = await documents.current(tenant, nameOf(cluster))
    if (!current) return { cluster, state: 'open', version: 0 }
    return { ...(JSON.parse(current.body) as IncidentRecord), version: current.version }
  }

  async function list(tenant: string): Promise<readonly string[]> {
    const current = await documents.current(tenant, listName)
    return current ? (JSON.parse(current.body) as string[]) : []
  }

  /** Before the record itself: an incident nobody finds would never be told. */
  async function enlist(tenant: string, cluster: string): Promise<void> {
    for (let round = 0; round < rounds; round++) {
      const current = await documents.current(tenant, listName)
      const known = current ? (JSON.parse(current.body) as string[]) : []
      if (known.includes(cluster)) return
      const body = JSON.stringify([cluster, ...known].slice(0, mostListed))
      const ifVersion = current?.version ?? 0
      if (await documents.put(tenant, { name: listName, body, ifVersion, entries: [] })) return
    }
    throw new RelayError('store.unavailable', 'Others change the list of incidents all the time.')
  }

  return {
    read,
    list,
    stamp: async (tenant) => (await kept.get(tenant, stampKey)) ?? '',
    async change(tenant, cluster, change) {
      for (let round = 0; round < rounds; round++) {
        const before = await read(tenant, cluster)
        const changed = change(before)
        if (!changed) return before
        if (before.version === 0) await enlist(tenant, cluster)
        const { record, entries, by } = changed
        const saved = await documents.put(tenant, {
          name: nameOf(cluster),
          body: JSON.stringify(record),
          ifVersion: before.version,
          ...(by && { by }),
          entries,
        })
        if (!saved) continue
        // Lost with the power, it is made good by the next look at all of them.
        await kept.note(tenant, stampKey, `${cluster}:${saved.version}`)
        return { ...record, version: saved.version }
      }
      throw new RelayError('store.unavailable', 'Others change the same incident all the time.')
    },
  }
}
