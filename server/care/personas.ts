import type { Actor, DocumentVersion, Store } from '../core/store/index.ts'
import { readDocument, type DocumentProblem, type PersonaDocument } from '../persona/document.ts'

/** The persona in force for an account; version 0 = there is none. */
export interface PersonaInForce {
  readonly version: number
  readonly document: PersonaDocument | undefined
}

type Heads = readonly Omit<DocumentVersion, 'body'>[]

export type PersonaSaving =
  | { readonly outcome: 'saved'; readonly version: number }
  | { readonly outcome: 'invalid'; readonly problems: readonly DocumentProblem[] }
  | { readonly outcome: 'changed_meanwhile' }

/** Persona documents of accounts, in versions. */
export interface Personas {
  inForce(tenant: string, account: string): Promise<PersonaInForce>
  /** undefined = there is no such version. */
  version(tenant: string, account: string, version: number): Promise<PersonaInForce | undefined>
  history(tenant: string, account: string): Promise<Heads>
  save(
    tenant: string,
    account: string,
    change: { readonly document: unknown; readonly ifVersion: number; readonly by: Actor },
  ): Promise<PersonaSaving>
  /** From the configuration file: followed until a person has saved one, then left alone. */
  seed(tenant: string, account: string, document: PersonaDocument): Promise<'kept' | 'seeded'>
}

const maxVersionsShown = 50

function nameOf(account: string): string {
  return `persona:${account}`
}

function documentIn(body: string): PersonaDocument | undefined {
  const reading = readDocument(JSON.parse(body))
  return reading.ok ? reading.document : undefined
}

export function createPersonas({ documents }: Pick<Store, 'documents'>): Personas {
  /** A version never changes, so one reading of the newest serves until there is a newer one. */
  const read = new Map<string, PersonaInForce>()

  function understood(key: string, { version, body }: DocumentVersion): PersonaInForce {
    const known = read.get(key)
    if (known?.version === version) return known
    const fresh = { version, document: documentIn(body) }
    read.set(key, fresh)
    return fresh
  }

  return {
    async inForce(tenant, account) {
      const current = await documents.current(tenant, nameOf(account))
      return current
        ? understood(`${tenant}/${account}`, current)
        : { version: 0, document: undefined }
    },
    async version(tenant, account, version) {
      const found = await documents.version(tenant, nameOf(account), version)
      return found && { version, document: documentIn(found.body) }
    },
    history: (tenant, account) => documents.history(tenant, nameOf(account), maxVersionsShown),
    async save(tenant, account, { document, ifVersion, by }) {
      const reading = readDocument(document)
      if (!reading.ok) return { outcome: 'invalid', problems: reading.problems }
      if (reading.unknown.length > 0) {
        // Left out in silence, a mistyped key would be lost work.
        const message = 'is not a key of a persona document'
        return { outcome: 'invalid', problems: reading.unknown.map((path) => ({ path, message })) }
      }
      const body = JSON.stringify(reading.document)
      const saved = await documents.put(tenant, { name: nameOf(account), body, ifVersion, by })
      return saved ? { outcome: 'saved', version: saved.version } : { outcome: 'changed_meanwhile' }
    },
    async seed(tenant, account, document) {
      const name = nameOf(account)
      const body = JSON.stringify(document)
      const current = await documents.current(tenant, name)
      if (current?.body === body || current?.by) return 'kept'
      const ifVersion = current?.version ?? 0
      return (await documents.put(tenant, { name, body, ifVersion })) ? 'seeded' : 'kept'
    },
  }
}
