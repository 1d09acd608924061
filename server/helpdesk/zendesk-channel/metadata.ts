import { RelayError } from '../../core/error.ts'
import type { ZendeskChannelOptions } from './options.ts'

const purpose = 'channel-instance'

type Doors = Pick<ZendeskChannelOptions, 'tenant' | 'instances' | 'doors'>

interface InstanceMark {
  readonly tenant: string
  readonly account: string
  /** Counts how often the account was saved in Zendesk. */
  readonly version: number
}

/** Versions of one account's metadata: the newest handed out and the newest Zendesk has shown. */
interface Versions {
  readonly issued: number
  readonly seen: number
}

function forged(): RelayError {
  return new RelayError('helpdesk.forged', 'The request did not verify.')
}

function versionKey(account: string): string {
  return `channel-version:${account}`
}

async function versionsOf({ tenant, doors }: Doors, account: string): Promise<Versions> {
  const text = await doors.kept.get(tenant, versionKey(account))
  return text === undefined ? { issued: 0, seen: 0 } : (JSON.parse(text) as Versions)
}

function keep({ tenant, doors }: Doors, account: string, versions: Versions): Promise<void> {
  return doors.kept.set(tenant, versionKey(account), JSON.stringify(versions))
}

/**
 * The opaque text Zendesk keeps for an instance and hands back: sealed, so that it proves tenant and
 * account on every call. The tenant stands in front because it names the key.
 */
export async function sealMetadata(options: Doors, account: string): Promise<string> {
  const { tenant, doors } = options
  const { issued, seen } = await versionsOf(options, account)
  const mark: InstanceMark = { tenant, account, version: issued + 1 }
  await keep(options, account, { issued: mark.version, seen })
  return `${tenant}.${await doors.secrets.seal(tenant, purpose, JSON.stringify(mark))}`
}

/**
 * The account that metadata proves. What was sealed before an account was saved anew stays good until
 * Zendesk shows the newer seal, since the page may never have come back to Zendesk; then it is stale.
 * Throws `helpdesk.forged`, the same whatever failed.
 */
export async function openMetadata(options: Doors, metadata: string | undefined): Promise<string> {
  const { tenant, doors, instances } = options
  const [named, sealed] = splitOnce(metadata ?? '')
  const text = named === tenant ? await doors.secrets.open(tenant, purpose, sealed) : undefined
  if (text === undefined) throw forged()
  const { account, version } = JSON.parse(text) as InstanceMark
  if (!instances.some((instance) => instance.account === account)) throw forged()
  const versions = await versionsOf(options, account)
  if (version < versions.seen) throw forged()
  if (version > versions.seen) await keep(options, account, { ...versions, seen: version })
  return account
}

function splitOnce(text: string): readonly [string, string] {
  const dot = text.indexOf('.')
  return dot < 0 ? ['', ''] : [text.slice(0, dot), text.slice(dot + 1)]
}
