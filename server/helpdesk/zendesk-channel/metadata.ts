import { RelayError } from '../../core/error.ts'
import type { SecretStore } from '../../core/store/index.ts'

const purpose = 'channel-instance'
const version = 1

interface InstanceMark {
  readonly tenant: string
  readonly account: string
}

function forged(): RelayError {
  return new RelayError('helpdesk.forged', 'The request did not verify.')
}

/**
 * The opaque text Zendesk keeps for an instance and hands back: sealed, so that it proves tenant and
 * account on every call. The tenant stands in front because it names the key.
 */
export async function sealMetadata(secrets: SecretStore, mark: InstanceMark): Promise<string> {
  const sealed = await secrets.seal(mark.tenant, purpose, JSON.stringify({ ...mark, version }))
  return `${mark.tenant}.${sealed}`
}

/** The account that metadata proves. Throws `helpdesk.forged`, the same whatever failed. */
export async function openMetadata(
  secrets: SecretStore,
  tenant: string,
  metadata: string | undefined,
): Promise<string> {
  const [named, sealed] = splitOnce(metadata ?? '')
  if (named !== tenant) throw forged()
  const text = await secrets.open(tenant, purpose, sealed)
  if (text === undefined) throw forged()
  const mark = JSON.parse(text) as InstanceMark & { version: number }
  if (mark.tenant !== tenant || mark.version !== version) throw forged()
  return mark.account
}

function splitOnce(text: string): readonly [string, string] {
  const dot = text.indexOf('.')
  return dot < 0 ? ['', ''] : [text.slice(0, dot), text.slice(dot + 1)]
}
