import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

export type EngineKind = 'sqlite' | 'postgres'
export type Db = Kysely<Tables>

export interface Engine {
  readonly kind: EngineKind
  readonly db: Db
  /** Runs work in one transaction; on SQLite it takes the write lock at once. Work may run twice. */
  readonly transaction: <T>(work: (tx: Db) => Promise<T>) => Promise<T>
  /**
   * The same without waiting for the disk: what it wrote survives this process at once, but a power
   * cut only after `flush` or any later `transaction`.
   */
  readonly lightly: <T>(work: (tx: Db) => Promise<T>) => Promise<T>
  /** Resolves when everything committed so far survives a power cut. */
  readonly flush: () => Promise<void>
  /** Wall clock of the engine minus the machine's own, ms; 0 on SQLite. */
  readonly skewMs: () => Promise<number>
  readonly close: () => Promise<void>
}
