import { environment, type ConfigFile } from '../config.ts'
import type { Log } from '../core/log.ts'
import type { Store } from '../core/store/index.ts'
import { createLog } from '../log.ts'
import { openStore } from '../store/index.ts'
import { systemClock } from '../wire/system-clock.ts'

interface Opened {
  readonly store: Store
  readonly log: Log
}

/** Opens the store of a configuration for one command and closes it again, whatever happens. */
export async function withStore<T>(
  config: ConfigFile,
  work: (opened: Opened) => Promise<T>,
): Promise<T> {
  const { logLevel } = environment()
  // A command says what it has to say on stdout; its log is for faults.
  const log = createLog(logLevel === 'info' ? 'error' : logLevel)
  const masterKey = Buffer.from(config.masterKey, 'base64')
  const store = await openStore({ url: config.store, masterKey, clock: systemClock, log })
  try {
    return await work({ store, log })
  } finally {
    await store.close()
  }
}
