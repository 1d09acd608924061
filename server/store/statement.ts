import { CompiledQuery } from 'kysely'
import type { Db, EngineKind } from './engine.ts'

/**
 * A statement of the hot path, written once with `?` for its parameters: building it anew for every
 * message would cost more than running it.
 */
export type Statement<Row> = (tx: Db, parameters: readonly unknown[]) => Promise<readonly Row[]>

/** PostgreSQL numbers its parameters. The texts here hold no `?` of their own. */
function numbered(text: string): string {
  let n = 0
  return text.replace(/\?/g, () => `$${++n}`)
}

export function statement<Row>(engine: EngineKind, text: string): Statement<Row> {
  const dialect = engine === 'postgres' ? numbered(text) : text
  return async (tx, parameters) => {
    const { rows } = await tx.executeQuery<Row>(CompiledQuery.raw(dialect, [...parameters]))
    return rows
  }
}

/** `(?, ?), (?, ?)` for a number of rows. */
export function placeholders(rows: number, columns: number): string {
  const row = `(${Array.from({ length: columns }, () => '?').join(', ')})`
  return Array.from({ length: rows }, () => row).join(', ')
}

/** Rows in chunks, one statement per chunk size, texts made once. */
export function multiInsert<Row>(
  engine: EngineKind,
  options: {
    readonly table: string
    readonly columns: readonly string[]
    readonly tail: string
    readonly maxRows?: number
  },
): (tx: Db, rows: readonly (readonly unknown[])[]) => Promise<readonly Row[]> {
  const { table, columns, tail, maxRows = 64 } = options
  const made = new Map<number, Statement<Row>>()
  function ofSize(n: number): Statement<Row> {
    const known = made.get(n)
    if (known) return known
    const text = `insert into ${table} (${columns.join(', ')}) values ${placeholders(n, columns.length)} ${tail}`
    const fresh = statement<Row>(engine, text)
    made.set(n, fresh)
    return fresh
  }
  return async (tx, rows) => {
    const answered: Row[] = []
    for (let at = 0; at < rows.length; at += maxRows) {
      const part = rows.slice(at, at + maxRows)
      answered.push(...(await ofSize(part.length)(tx, part.flat())))
    }
    return answered
  }
}
