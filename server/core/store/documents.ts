import type { JournalEntry } from '../journal.ts'

/** Who did something in the helpdesk. */
export interface Actor {
  readonly id: string
  readonly name?: string
}

/** One version of a document that people edit (a persona, a case, the crisis switch). Never changed once written. */
export interface DocumentVersion {
  readonly tenant: string
  readonly name: string
  /** Counts from 1. */
  readonly version: number
  /** JSON text. */
  readonly body: string
  readonly at: number
  /** undefined = not a person: seeded from the configuration file. */
  readonly by: Actor | undefined
}

export interface NewDocument {
  readonly name: string
  readonly body: string
  readonly by?: Actor
  /** The version it was made from (0 = there was none); without it the newest one is followed. */
  readonly ifVersion?: number
  /** What the journal says of it; without them `settings_changed`. */
  readonly entries?: readonly Omit<JournalEntry, 'at'>[]
}

export interface DocumentStore {
  current(tenant: string, name: string): Promise<DocumentVersion | undefined>
  version(tenant: string, name: string, version: number): Promise<DocumentVersion | undefined>
  /** Newest first, without the bodies. */
  history(
    tenant: string,
    name: string,
    limit: number,
  ): Promise<readonly Omit<DocumentVersion, 'body'>[]>
  /** undefined = somebody else saved first. The journal gets its entries in the same transaction. */
  put(tenant: string, document: NewDocument): Promise<DocumentVersion | undefined>
}
