import type { ConfigFile } from '../config.ts'
import { RelayError } from '../core/error.ts'
import type { DeadLetter, Store } from '../core/store/index.ts'
import { configOf, readFlags, type Command, type Flags } from './command.ts'
import { withStore } from './with-store.ts'

const limit = 10_000

interface Chosen {
  readonly tenants: readonly string[]
  readonly id: string | undefined
  readonly code: string | undefined
  readonly release: string | undefined
  readonly isAll: boolean
}

function printLine(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

async function lettersOf(store: Store, { tenants }: Chosen): Promise<readonly DeadLetter[]> {
  const found: DeadLetter[] = []
  for (const tenant of tenants) found.push(...(await store.deadLetters.list({ tenant, limit })))
  if (found.length >= limit)
    process.stderr.write(`Only the oldest ${limit} of a tenant are looked at.\n`)
  return found
}

async function list(store: Store, chosen: Chosen): Promise<number> {
  for (const letter of await lettersOf(store, chosen)) printLine(letter)
  return 0
}

async function replay(store: Store, chosen: Chosen): Promise<number> {
  const { id, code, isAll } = chosen
  if (id === undefined && !isAll)
    throw new RelayError('config.invalid', 'Say which: dead-letters replay --id ID, or --all')
  const letters = (await lettersOf(store, chosen)).filter(
    (letter) => (isAll || letter.id === id) && (code === undefined || letter.code === code),
  )
  if (!isAll && letters.length === 0)
    throw new RelayError('config.invalid', `No open dead letter has the id ${id ?? ''}.`)
  let replayed = 0
  for (const letter of letters)
    if (await store.deadLetters.replay(letter.tenant, letter.id)) replayed += 1
  process.stdout.write(`replayed ${replayed} of ${letters.length}\n`)
  return replayed === letters.length ? 0 : 1
}

/** Lists old callbacks; with `release`, lets one or all of them go on. */
async function quarantine(store: Store, { tenants, release }: Chosen): Promise<number> {
  let released = 0
  for (const tenant of tenants) {
    for (const stored of await store.inbox.quarantine(tenant)) {
      const { id, account, receivedAt, message } = stored
      const isChosen = release === 'all' || release === id
      const isReleased = isChosen && (await store.inbox.releaseQuarantined(tenant, id))
      if (isReleased) released += 1
      const { sentAt, platformKind: kind } = message
      printLine({ tenant, id, account, receivedAt, sentAt, kind, released: isReleased })
    }
  }
  if (release !== undefined && release !== 'all' && released === 0)
    throw new RelayError('config.invalid', `Nothing in quarantine has the id ${release}.`)
  return 0
}

const actions: Readonly<Record<string, (store: Store, chosen: Chosen) => Promise<number>>> = {
  list,
  replay,
  quarantine,
}

function textOf(values: Flags, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

function chosenBy(config: ConfigFile, values: Flags): Chosen {
  const tenant = textOf(values, 'tenant')
  const known = config.tenants.map(({ id }) => id)
  if (tenant !== undefined && !known.includes(tenant))
    throw new RelayError('config.invalid', `No tenant is named ${tenant}.`)
  return {
    tenants: tenant === undefined ? known : [tenant],
    id: textOf(values, 'id'),
    code: textOf(values, 'code'),
    release: textOf(values, 'release'),
    isAll: values['all'] === true,
  }
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
  const [name = '', ...more] = positionals
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined
  if (!action || more.length > 0)
    throw new RelayError(
      'config.invalid',
      'Say what to do: dead-letters list | replay --id ID | replay --all | quarantine',
    )
  const config = configOf(values)
  if (!config) return 1
  const chosen = chosenBy(config, values)
  return withStore(config, ({ store }) => action(store, chosen))
}
