import { RelayError } from '../core/error.ts'
import { channelFrameworkOf } from '../wiring.ts'
import { createHttpDoor } from '../wire/http-door.ts'
import { systemClock } from '../wire/system-clock.ts'
import { configOf, readFlags, type Command } from './command.ts'
import { withStore } from './with-store.ts'

/** What an admin types into Zendesk's "add account" page to prove that this relay is theirs. */
export const connectCodes: Command = async (argv) => {
  const { values } = readFlags(argv, ['config'])
  const config = configOf(values)
  if (!config) return 1
  const tenants = config.tenants.filter(({ zendesk }) => zendesk.port === 'channel')
  if (tenants.length === 0)
    throw new RelayError('config.invalid', 'No tenant of this file has "port": "channel".')
  return withStore(config, async ({ store, log }) => {
    const http = createHttpDoor({ clock: systemClock, log })
    const doors = { http, clock: systemClock, log, store }
    for (const tenant of tenants) {
      for (const { id } of tenant.accounts) {
        const code = await channelFrameworkOf(config, tenant, doors).connectCodeOf(id)
        process.stdout.write(`${tenant.id} ${id} ${code}\n`)
      }
    }
    return 0
  })
}
