import type { TicketFacts } from './records.ts'

/** Which tickets have which fact, so that no list looks at every ticket. */
export interface TicketIndex {
  byTag: Map<string, Set<number>>
  byStatus: Map<string, Set<number>>
  byExternalId: Map<string, Set<number>>
  enter(id: number, facts: TicketFacts): void
  leave(id: number, facts: TicketFacts): void
}

export function createTicketIndex(): TicketIndex {
  const byTag = new Map<string, Set<number>>()
  const byStatus = new Map<string, Set<number>>()
  const byExternalId = new Map<string, Set<number>>()

  return {
    byTag,
    byStatus,
    byExternalId,
    enter(id, { tags, status, externalId }) {
      for (const tag of tags) put(byTag, tag, id)
      put(byStatus, status, id)
      if (externalId !== null) put(byExternalId, normalizeExternalId(externalId), id)
    },
    leave(id, { tags, status, externalId }) {
      for (const tag of tags) byTag.get(tag)?.delete(id)
      byStatus.get(status)?.delete(id)
      if (externalId !== null) byExternalId.get(normalizeExternalId(externalId))?.delete(id)
    },
  }
}

export function normalizeExternalId(externalId: string): string {
  return externalId.toLowerCase()
}

function put<K>(index: Map<K, Set<number>>, key: K, id: number): void {
  const ids = index.get(key)
  if (ids) ids.add(id)
  else index.set(key, new Set([id]))
}
