import type { JournalRecord } from '../core/journal.ts'
import type { KpiPage, KpiStore } from '../core/store/index.ts'
import { gather, membersOf, recordsIn } from './kpi-members.ts'
import { CircleMemory } from './kpi-memory.ts'

/** What a stretch of the journal brings, with whatever it brings together. */
export async function pageOf(
  kpi: Pick<KpiStore, 'circlesOf' | 'circles'>,
  tenant: string,
  records: readonly JournalRecord[],
  memory = new CircleMemory(),
): Promise<Omit<KpiPage, 'after' | 'reader'>> {
  const about = records.map((record) => ({ record, members: membersOf(record) }))
  const names = new Set(about.flatMap(({ members }) => members))
  const gathered = gather(about, names, await memory.of(kpi, tenant, names))
  const members = new Map(gathered.members)
  const lines = new Map(gathered.records)
  for (const circle of await kpi.circles(tenant, gathered.absorbed)) {
    const target = gathered.into.get(circle.id) ?? circle.id
    lines.set(target, circle.records + (lines.get(target) ?? ''))
    for (const name of recordsIn(tenant, circle.records).flatMap(membersOf))
      members.set(name, target)
  }
  return { members: [...members], records: [...lines], absorbed: gathered.absorbed }
}
