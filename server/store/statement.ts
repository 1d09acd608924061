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
function placeholders(rows: number, columns: number): string {
  const row = `(${Array.from({ length: columns }, () => '?').join(', ')})`
  return Array.from({ length: rows }, () => row).join(', ')
}

const lengths = [64, 48, 32, 24, 16, 12, 8, 6, 4, 3, 2, 1]

/** Few pieces of few different lengths: every length is a statement of its own to prepare. */
export function pieces<T>(rows: readonly T[]): readonly (readonly T[])[] {
  const cut: (readonly T[])[] = []
  for (let at = 0; at < rows.length;) {
    const rest = rows.length - at
    const length = lengths.find((one) => one <= rest) ?? 1
    cut.push(rows.slice(at, (at += length)))
  }
  return cut
}

/** Runs for any number of rows; what follows the rows among the parameters is the same for all. */
export type ManyRows<Row> = (
  tx: Db,
  rows: readonly (readonly unknown[])[],
  after?: readonly unknown[],
) => Promise<readonly Row[]>

/** A statement about many rows at once, from its text for `(?, ?), (?, ?)`. */
export function manyRows<Row>(
  engine: EngineKind,
  columns: number,
  textOf: (values: string) => string,
): ManyRows<Row> {
  const made = new Map<number, Statement<Row>>()
  function ofLength(n: number): Statement<Row> {
    const known = made.get(n)
    if (known) return known
    const fresh = statement<Row>(engine, textOf(placeholders(n, columns)))
    made.set(n, fresh)
    return fresh
  }
  return async (tx, rows, after = []) => {
    const answered: Row[] = []
    for (const piece of pieces(rows))
      answered.push(...(await ofLength(piece.length)(tx, [...piece.flat(), ...after])))
    return answered
  }
}

export function multiInsert<Row>(
  engine: EngineKind,
  options: { readonly table: string; readonly columns: readonly string[]; readonly tail: string },
): ManyRows<Row> {
  const { table, columns, tail } = options
  const head = `insert into ${table} (${columns.join(', ')}) values`
  return manyRows(engine, columns.length, (values) => `${head} ${values} ${tail}`)
}
