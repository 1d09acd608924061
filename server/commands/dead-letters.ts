import { RelayError } from '../core/error.ts'
import { environment } from '../config.ts'
import { createLog } from '../log.ts'
import { openStore } from '../store/index.ts'
import { systemClock } from '../wire/system-clock.ts'
import type { DeadLetter, Store } from '../core/store/index.ts'
import { configOf, readFlags, type Command } from './command.ts'

async function list(store: Store, tenant: string | undefined): Promise<number> {
  const letters = await store.deadLetters.list({
    ...(tenant !== undefined && { tenant }),
    limit: 1000,
  })
  for (const letter of letters) process.stdout.write(`${JSON.stringify(letter)}\n`)
  return 0
}

async function replay(store: Store, chosen: readonly DeadLetter[]): Promise<number> {
  let replayed = 0
  for (const letter of chosen)
    if (await store.deadLetters.replay(letter.tenant, letter.id)) replayed += 1
  process.stdout.write(`replayed ${replayed} of ${chosen.length}\n`)
  return replayed === chosen.length ? 0 : 1
}

async function quarantined(
  store: Store,
  tenants: readonly string[],
  release: string | undefined,
): Promise<number> {
  for (const tenant of tenants) {
    for (const stored of await store.inbox.quarantine(tenant)) {
      const isChosen = release === 'all' || release === stored.id
      const isReleased = isChosen && (await store.inbox.releaseQuarantined(tenant, stored.id))
      const { id, account, receivedAt, message } = stored
      const line = {
        tenant,
        id,
        account,
        receivedAt,
        sentAt: message.sentAt,
        kind: message.platformKind,
        released: isReleased,
      }
      process.stdout.write(`${JSON.stringify(line)}\n`)
    }
  }
  return 0
}

/**
 * `dead-letters list [--tenant ID]`, `replay --id ID | --all [--tenant ID] [--code CODE]`,
 * `quarantine [--release ID|all]`. JSON lines on stdout.
 */
export const deadLetters: Command = async (argv) => {
  const { values, positionals } = readFlags(
    argv,
    ['config', 'tenant', 'id', 'code', 'release'],
    ['all'],
  )
  const config = configOf(values)
  if (!config) return 1
  const log = createLog(environment().logLevel)
  const masterKey = Buffer.from(config.masterKey, 'base64')
  const store = await openStore({ url: config.store, masterKey, clock: systemClock, log })
  const tenant = typeof values['tenant'] === 'string' ? values['tenant'] : undefined
  try {
    switch (positionals[0]) {
      case 'list':
        return await list(store, tenant)
      case 'quarantine': {
        const release = typeof values['release'] === 'string' ? values['release'] : undefined
        return await quarantined(
          store,
          tenant ? [tenant] : config.tenants.map(({ id }) => id),
          release,
        )
      }
      case 'replay': {
        const all = await store.deadLetters.list({
          ...(tenant !== undefined && { tenant }),
          limit: 10_000,
        })
        const chosen = all.filter(
          (letter) =>
            (values['all'] === true && (values['code'] ?? letter.code) === letter.code) ||
            letter.id === values['id'],
        )
        return await replay(store, chosen)
      }
      default:
        throw new RelayError(
          'config.invalid',
          'Say what to do: dead-letters list | replay --id ID | replay --all | quarantine',
        )
    }
  } finally {
    await store.close()
  }
}
