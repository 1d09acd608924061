import { readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import type { Personas } from './care/personas.ts'
import type { Problem } from './config-file/problem.ts'
import type { ConfigFile } from './config-file/schema.ts'
import type { Log } from './core/log.ts'
import { readDocument, type PersonaDocument } from './persona/document.ts'

interface PersonaFiles {
  /** By `tenant/account`. */
  readonly documents: ReadonlyMap<string, PersonaDocument>
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
}

/** Larger than any real document: the whole file is read at once. */
const maxBytes = 4 * 1024 * 1024

function contentOf(name: string, folder: string): string | undefined {
  try {
    const text = readFileSync(isAbsolute(name) ? name : join(folder, name), 'utf8')
    return text.length > maxBytes ? '' : text.replace(/^\ufeff/, '')
  } catch {
    return undefined
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** The documents that accounts name. A file that is not there was warned of already: the store may hold it. */
export function readPersonas(config: ConfigFile, folder: string): PersonaFiles {
  const documents = new Map<string, PersonaDocument>()
  const problems: Problem[] = []
  const warnings: Problem[] = []

  function read(reference: string, place: { readonly path: string; readonly key: string }): void {
    const { path, key } = place
    if (!reference.startsWith('file:')) {
      problems.push({ path, message: 'must be written as "file:PATH"' })
      return
    }
    const text = contentOf(reference.slice('file:'.length), folder)
    if (text === undefined) return
    const value = parsed(text)
    if (value === undefined) {
      problems.push({ path, message: 'names a file that is not JSON' })
      return
    }
    const reading = readDocument(value)
    if (!reading.ok) {
      for (const one of reading.problems)
        problems.push({ path: `${path} > ${one.path}`, message: one.message })
      return
    }
    for (const name of reading.unknown)
      warnings.push({ path: `${path} > ${name}`, message: 'is not a key of a persona document' })
    documents.set(key, reading.document)
  }

  for (const [t, tenant] of config.tenants.entries())
    for (const [a, { id, persona }] of tenant.accounts.entries())
      if (persona !== undefined)
        read(persona, { path: `tenants.${t}.accounts.${a}.persona`, key: `${tenant.id}/${id}` })
  return { documents, problems, warnings }
}

/** The files seed, the store wins once a person has saved a version. */
export async function seedPersonas(
  personas: Personas,
  files: ReadonlyMap<string, PersonaDocument> | undefined,
  log: Log,
): Promise<void> {
  for (const [key, document] of files ?? []) {
    const [tenant = '', account = ''] = key.split('/')
    if ((await personas.seed(tenant, account, document)) === 'seeded')
      log.info('persona.seeded', { tenant, account })
  }
}
