import { RelayError } from '../core/error.ts'
import { postgresEngine } from './engine-postgres.ts'
import type { Engine } from './engine.ts'
import { sqliteEngine } from './engine-sqlite.ts'
import { driverCode } from './store-error.ts'

/** Two address families that both refuse are one error with an empty text. */
function reasonOf(cause: unknown): string {
  const text = cause instanceof Error ? cause.message.split('\n', 1)[0] : undefined
  return text === undefined || text === '' ? driverCode(cause) : text
}

/** Opens `sqlite:PATH` or `postgres://…`. Throws `store.unavailable` in one clear line. */
export async function openEngine(url: string): Promise<Engine> {
  try {
    if (url.startsWith('sqlite:')) return await sqliteEngine(url.slice('sqlite:'.length))
    return await postgresEngine(url)
  } catch (cause) {
    const place = url.startsWith('sqlite:') ? url : 'postgres'
    throw new RelayError(
      'store.unavailable',
      `The store ${place} cannot be opened: ${reasonOf(cause)}`,
      { cause },
    )
  }
}
