import { RelayError } from '../core/error.ts'
import { systemClock } from '../wire/system-clock.ts'
import { createHttpDoor } from '../wire/http-door.ts'
import { consentOf } from '../wiring.ts'
import { configOf, readFlags, type Command } from './command.ts'
import { withStore } from './with-store.ts'

/** The address an admin opens to let the relay into their Zendesk; the running relay takes the answer. */
export const connect: Command = async (argv) => {
  const { values } = readFlags(argv, ['config'])
  const config = configOf(values)
  if (!config) return 1
  return withStore(config, async ({ store, log }) => {
    const doors = {
      http: createHttpDoor({ clock: systemClock, log }),
      clock: systemClock,
      log,
      store,
    }
    const consents = config.tenants.flatMap((tenant) => consentOf(config, tenant, doors) ?? [])
    if (consents.length === 0) {
      throw new RelayError(
        'config.invalid',
        'No tenant of this file has the grant "authorization_code"; the others need no consent.',
      )
    }
    for (const consent of consents)
      process.stdout.write(`${consent.tenant} ${await consent.begin()}\n`)
    return 0
  })
}
