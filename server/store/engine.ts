import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

export type EngineKind = 'sqlite' | 'postgres'
export type Db = Kysely<Tables>

export interface Engine {
  readonly kind: EngineKind
  readonly db: Db
  /** Runs work in one transaction; on SQLite it takes the write lock at once. Work may run twice. */
  readonly transaction: <T>(work: (tx: Db) => Promise<T>) => Promise<T>
  /** Wall clock of the engine minus the machine's own, ms; 0 on SQLite. */
  readonly skewMs: () => Promise<number>
  readonly close: () => Promise<void>
}
