import type { Actor } from '../core/store/documents.ts'
import type { Identity } from '../core/store/people.ts'

/** A row's person; undefined = nobody, the relay itself. */
export function actorIn(row: { readonly by_id: string | null; readonly by_name: string | null }) {
  const { by_id: id, by_name: name } = row
  if (id === null) return undefined
  return { id, ...(name !== null && { name }) } satisfies Actor
}

/** What only a person does. */
export function personIn(row: Parameters<typeof actorIn>[0]): Actor {
  return actorIn(row) ?? { id: '' }
}

export function byColumns(by: Actor | undefined) {
  return { by_id: by?.id ?? null, by_name: by?.name ?? null }
}

/** Unambiguous whatever stands in a platform's id. */
export function nameOf({ account, customer }: Identity): string {
  return JSON.stringify([account, customer])
}

export function isSame(one: Identity, other: Identity): boolean {
  return one.account === other.account && one.customer === other.customer
}

/** The newest of each name; rows come newest first. */
export function newestOf<Row>(rows: readonly Row[], keyOf: (row: Row) => string): readonly Row[] {
  const found = new Map<string, Row>()
  for (const row of rows) if (!found.has(keyOf(row))) found.set(keyOf(row), row)
  return [...found.values()]
}
