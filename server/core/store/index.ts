import type { Budgets, Lease, TokenKeeper } from './shared.ts'
import type { DocumentStore } from './documents.ts'
import type { DeadLetterStore, InboxStore, JournalStore } from './inbox.ts'
import type { DismissalStore, IntentStore } from './intents.ts'
import type { KpiStore } from './kpi.ts'
import type { LearningStore } from './learning.ts'
import type { OutboxStore, TouchedStore } from './outbox.ts'
import type { PeopleStore } from './people.ts'

/** Leases by name: pollers, refreshers, sweepers. */
export interface LeaseStore {
  take(options: {
    tenant: string
    key: string
    owner: string
    forMs: number
  }): Promise<Lease | undefined>
  release(tenant: string, lease: Lease): Promise<void>
}

/** Small values with a version: feed marks, webhook ids, admin settings, once-per-period marks. */
export interface KeptValues {
  get(tenant: string, key: string): Promise<string | undefined>
  set(tenant: string, key: string, value: string): Promise<void>
  /** The same for what can be found out again: a power cut may take it away. */
  note(tenant: string, key: string, value: string): Promise<void>
  /** True for the first caller within `forMs` (acknowledgements, warnings). */
  once(tenant: string, key: string, forMs: number): Promise<boolean>
  /** Removes periods that ended; answers how many. */
  sweep(): Promise<number>
}

/** Values sealed with the tenant's data key (AES-256-GCM; tenant + name as additional data). */
export interface SecretStore {
  get(tenant: string, name: string): Promise<string | undefined>
  set(tenant: string, name: string, value: string): Promise<void>
  /** Seal/open opaque metadata handed to outsiders (channel-framework metadata). */
  seal(tenant: string, purpose: string, text: string): Promise<string>
  /** undefined when it was not sealed by us for this tenant and purpose. */
  open(tenant: string, purpose: string, sealed: string): Promise<string | undefined>
}

/** Files handed to Zendesk by address, in chunks, for 24 h; also media kept back by privacy settings. */
export interface MediaStore {
  put(
    tenant: string,
    file: { name: string; contentType: string; bytes: Uint8Array },
    forMs: number,
  ): Promise<string>
  /** By its unguessable token. */
  get(
    token: string,
  ): Promise<{ tenant: string; name: string; contentType: string; bytes: Uint8Array } | undefined>
  sweep(): Promise<number>
}

/** Where mail waits on the local disk while the store is down; sealed, in order, crash-safe. */
export interface Spool {
  /** Resolves after fsync. */
  append(records: readonly Uint8Array[]): Promise<void>
  isEmpty(): boolean
  /** Hands records over in order; one that `write` rejects stays, with all after it. */
  drain(write: (record: Uint8Array) => Promise<void>): Promise<void>
  close(): Promise<void>
}

/** Everything durable. One implementation over Kysely for SQLite and PostgreSQL. */
export interface Store {
  readonly inbox: InboxStore
  readonly outbox: OutboxStore
  readonly touched: TouchedStore
  readonly deadLetters: DeadLetterStore
  readonly journal: JournalStore
  readonly budgets: Budgets
  readonly tokens: TokenKeeper
  readonly leases: LeaseStore
  readonly kept: KeptValues
  readonly secrets: SecretStore
  readonly media: MediaStore
  readonly documents: DocumentStore
  readonly intents: IntentStore
  readonly dismissals: DismissalStore
  readonly people: PeopleStore
  readonly kpi: KpiStore
  readonly learning: LearningStore
  /** Cheap liveness check of the engine. */
  ping(): Promise<void>
  /** Counts by state, for /metrics and the ledger checker. */
  counts(): Promise<Readonly<Record<string, number>>>
  close(): Promise<void>
}

export type * from './documents.ts'
export type * from './inbox.ts'
export type * from './intents.ts'
export type * from './kpi.ts'
export type * from './learning.ts'
export type * from './outbox.ts'
export type * from './people.ts'
export type * from './shared.ts'
