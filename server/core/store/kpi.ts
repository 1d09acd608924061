/** How far the upkeep of figures has read the journal, and what its rows were made by. */
export interface KpiReader {
  /** The last journal entry taken in. */
  readonly seq: number
  /** What reads the journal; another one means that everything is made anew. */
  readonly derivation: string
  /** What folds facts into figures (metrics, targets, schedule); another one makes buckets anew. */
  readonly view: string
  /** Everything up to this moment was taken in when it was last looked at, epoch ms. */
  readonly at: number
}

/**
 * Conversations whose facts may depend on one another, as one person's do on all channels. The unit
 * that is derived anew when something happens in it.
 */
export interface KpiCircle {
  readonly id: string
  /** Raw events, one JSON object a line. */
  readonly events: string
  /** JSON: digest of its facts by the hour they belong to. */
  readonly hours: string
  /** When its facts change next by time alone, epoch ms. */
  readonly changesAt: number | null
}

/** What one look at the journal leads to: all of it is written or nothing. */
export interface KpiPage {
  /** Where the reader must stand, and where it stands afterwards. */
  readonly after: number
  readonly reader: KpiReader
  /** Conversations, customers and items that belong to a circle from now on. */
  readonly members: readonly (readonly [member: string, circle: string])[]
  readonly circles: readonly KpiCircle[]
  /** Circles that are part of another one now. */
  readonly absorbed: readonly string[]
  /** Facts by hour (epoch ms of its start) and circle, JSON; '' = no longer any. Their hours become due. */
  readonly facts: readonly { readonly hour: number; readonly circle: string; readonly body: string }[]
}

/** Of an hour or a day. */
export type KpiGrain = 'hour' | 'day'

/** One bucket of one slice. The slice names dimensions, the value theirs; '' for everything. */
export interface KpiCell {
  readonly slice: string
  readonly value: string
  /** JSON object of states by metric, one `"metric":state` a line. */
  readonly body: string
}

/** All that is known of an hour or a day. */
export interface KpiBucket {
  /** Every slice there may be rows of. */
  readonly slices: readonly string[]
  readonly cells: readonly KpiCell[]
}

/** An hour whose buckets are older than its facts, or than what time alone changed. */
export interface KpiHour {
  readonly hour: number
  /** Counts the changes of its facts; goes back with `putCells`. */
  readonly wanted: number
}

/** Figures kept ready: facts by hour, and buckets by hour, day and slice. Every row can be made anew from the journal. */
export interface KpiStore {
  reader(tenant: string): Promise<KpiReader | undefined>
  /** Forgets everything and begins at the journal's first entry. */
  restart(tenant: string, reader: KpiReader): Promise<void>
  /** Facts stay, every bucket is due. */
  restate(tenant: string, reader: KpiReader): Promise<void>
  /** Newest entry of the journal; 0 = none. */
  journalEnd(tenant: string): Promise<number>
  /** The circles of those members that have one. */
  circlesOf(tenant: string, members: readonly string[]): Promise<readonly (readonly [string, string])[]>
  circles(tenant: string, ids: readonly string[]): Promise<readonly KpiCircle[]>
  /** Circles whose facts time alone has changed by then, and that changed soonest. */
  dueCircles(tenant: string, at: number, limit: number): Promise<readonly KpiCircle[]>
  /** Throws `store.lease_lost` when the reader stands elsewhere: another process was faster. */
  commit(tenant: string, page: KpiPage): Promise<void>
  /** Hours to fold anew at that moment, the latest hour first. */
  dueHours(tenant: string, at: number, limit: number): Promise<readonly KpiHour[]>
  /** Facts of hours that start in a span, as committed, in order of hour and circle; `after` goes on. */
  facts(
    tenant: string,
    span: {
      readonly from: number
      readonly until: number
      readonly after?: { readonly hour: number; readonly circle: string }
      readonly limit: number
    },
  ): Promise<readonly { readonly hour: number; readonly circle: string; readonly body: string }[]>
  /** Replaces the buckets of an hour; it is due again when time changes a figure, epoch ms. */
  putHour(
    tenant: string,
    hour: KpiHour & KpiBucket & { readonly changesAt: number | null },
  ): Promise<void>
  /** Replaces the buckets of a day (epoch ms of its start). */
  putDay(tenant: string, day: number, bucket: KpiBucket): Promise<void>
  /** Buckets of a slice by their starts; of one value and of some metrics only, where given. Ascending. */
  cells(
    tenant: string,
    of: {
      readonly grain: KpiGrain
      readonly slice: string
      readonly starts: readonly number[]
      readonly value?: string
      readonly metrics?: readonly string[]
    },
  ): Promise<readonly { readonly start: number; readonly value: string; readonly body: string }[]>
}
