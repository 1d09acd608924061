import { randomBytes } from 'node:crypto'

/** A store address for one relay, and how to remove what was made for it. */
export interface TestDatabase {
  readonly url: string
  drop(): Promise<void>
}

export interface DatabaseKind {
  readonly name: string
  readonly create: (folder: string) => Promise<TestDatabase>
}

const serverUrl = process.env['TEST_DATABASE_URL']

async function onServer<T>(
  work: (sql: (text: string) => Promise<unknown>) => Promise<T>,
): Promise<T> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    return await work((text) => client.query(text))
  } finally {
    await client.end()
  }
}

async function createPostgres(): Promise<TestDatabase> {
  const name = `wq_${randomBytes(6).toString('hex')}`
  await onServer((sql) => sql(`create database ${name}`))
  const url = new URL(serverUrl ?? '')
  url.pathname = `/${name}`
  return {
    url: url.toString(),
    drop: async () => {
      await onServer((sql) => sql(`drop database if exists ${name} with (force)`))
    },
  }
}

const sqlite: DatabaseKind = {
  name: 'SQLite',
  create: (folder) =>
    Promise.resolve({ url: `sqlite:${folder}/relay.db`, drop: () => Promise.resolve() }),
}

function kinds(): readonly DatabaseKind[] {
  if (serverUrl === undefined) return [sqlite]
  const postgres: DatabaseKind = { name: 'PostgreSQL', create: createPostgres }
  // Where SQLite was tested already, a second run need not repeat it.
  return process.env['TEST_DATABASE_ONLY'] === 'postgres' ? [postgres] : [sqlite, postgres]
}

/** SQLite always; PostgreSQL where TEST_DATABASE_URL names a server. */
export const databases: readonly DatabaseKind[] = kinds()

/** Which engine is left out here and why, for the titles of what is not run; undefined when none is. */
export const missingDatabase =
  serverUrl === undefined ? 'PostgreSQL: TEST_DATABASE_URL names no server' : undefined
