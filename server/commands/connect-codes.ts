import { environment } from '../config.ts'
import { createLog } from '../log.ts'
import { openStore } from '../store/index.ts'
import { channelFrameworkOf } from '../wiring.ts'
import { createHttpDoor } from '../wire/http-door.ts'
import { systemClock } from '../wire/system-clock.ts'
import { configOf, readFlags, type Command } from './command.ts'

/** What an admin types into Zendesk's "add account" page to prove that this relay is theirs. */
export const connectCodes: Command = async (argv) => {
  const { values } = readFlags(argv, ['config'])
  const config = configOf(values)
  if (!config) return 1
  const log = createLog(environment().logLevel)
  const masterKey = Buffer.from(config.masterKey, 'base64')
  const store = await openStore({ url: config.store, masterKey, clock: systemClock, log })
  const doors = {
    http: createHttpDoor({ clock: systemClock, log }),
    clock: systemClock,
    log,
    store,
  }
  try {
    for (const tenant of config.tenants.filter(({ zendesk }) => zendesk.port === 'channel')) {
      for (const { id } of tenant.accounts) {
        const code = await channelFrameworkOf(config, tenant, doors).connectCodeOf(id)
        process.stdout.write(`${tenant.id} ${id} ${code}\n`)
      }
    }
    return 0
  } finally {
    await store.close()
  }
}
