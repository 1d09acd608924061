import type { Clock } from '../core/clock.ts'
import type { Log } from '../core/log.ts'
import type { Db, Engine } from './engine.ts'
import type { Mint } from './ids.ts'
import type { Keyring } from './keyring.ts'

/** What every part of the store works with. */
export interface StoreContext {
  readonly engine: Engine
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly mint: Mint
  readonly keyring: Keyring
  /** The store's own time: the machine's on SQLite, the server's on PostgreSQL. */
  readonly now: () => number
}
