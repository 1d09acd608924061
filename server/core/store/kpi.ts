/** How far the upkeep of figures has read the journal, and what its rows were made by. */
export interface KpiReader {
  /** The last journal entry taken in. */
  readonly seq: number
  /** What reads the journal; another one means that everything is made anew. */
  readonly derivation: string
  /** What folds facts into figures (metrics, targets, schedule); another one makes buckets anew. */
  readonly view: string
  /** When everything that was known was last taken in, epoch ms; 0 = not yet. */
  readonly at: number
  /** When the newest entry was written, epoch ms; null = there was none. */
  readonly newestAt: number | null
}

/**
 * Conversations whose facts may depend on one another, as one person's do on all channels: the unit whose
 * facts are derived anew when something happens in it.
 */
export interface KpiCircle {
  readonly id: string
  /** Journal records about it, one JSON object a line; in order of the journal but where circles were joined. */
  readonly records: string
  /** JSON: digests of its facts by the hour they belong to. */
  readonly hours: string
  /** Counts the changes of its records; goes back with `putFacts`. */
  readonly wanted: number
}

/** What a stretch of the journal brings: all of it is written or nothing. */
export interface KpiPage {
  /** Where the reader must stand, and where it stands afterwards. */
  readonly after: number
  readonly reader: KpiReader
  /** What belongs to a circle from now on: conversations, customers, tickets. */
  readonly members: readonly (readonly [member: string, circle: string])[]
  /** Records to append, each with its line end. Their circles become due. */
  readonly records: readonly (readonly [circle: string, lines: string])[]
  /** Circles that are part of another one now; their facts go. */
  readonly absorbed: readonly string[]
}

/** Facts of circles, derived anew. Their hours become due. */
export interface KpiFacts {
  readonly circles: readonly (Omit<KpiCircle, 'records'> & {
    /** When its facts change next by time alone, epoch ms. */
    readonly changesAt: number | null
  })[]
  /** By hour (epoch ms of its start) and circle, JSON; '' = no longer any. Only what changed. */
  readonly facts: readonly {
    readonly hour: number
    readonly circle: string
    readonly body: string
    /** Somebody in it waits for an answer. */
    readonly isOpen: boolean
  }[]
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
  circlesOf(
    tenant: string,
    members: readonly string[],
  ): Promise<readonly (readonly [string, string])[]>
  circles(tenant: string, ids: readonly string[]): Promise<readonly KpiCircle[]>
  /** Takes a page in. Throws `store.lease_lost` when the reader stands elsewhere: another process was faster. */
  take(tenant: string, page: KpiPage): Promise<void>
  /** Circles with new records, or whose facts time alone has changed by then. */
  dueCircles(tenant: string, at: number, limit: number): Promise<readonly KpiCircle[]>
  /** Throws `store.lease_lost` when a circle has changed since it was read. */
  putFacts(tenant: string, facts: KpiFacts): Promise<void>
  /** Notes that everything was up to date at that moment. */
  touch(tenant: string, at: number): Promise<void>
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
  /** The same of all hours, of those only in which somebody waits; the longest wait first. */
  openFacts(tenant: string, limit: number): Promise<readonly string[]>
  /** The first hour there are facts of, epoch ms of its start. */
  firstHour(tenant: string): Promise<number | undefined>
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
