import type { JournalStore } from '../core/store/inbox.ts'
import { createMonth, monthJournal } from '../lab/month/index.ts'
import type { LabPlan } from '../lab/plan.ts'

const atOnce = 1000

/**
 * Gives a store without any journal the month before: a board with nothing on it shows nobody what it is
 * for. Answers how many entries were written.
 */
export async function seedPast(
  journal: Pick<JournalStore, 'append' | 'read'>,
  { tenant, past, zendesk }: Pick<LabPlan, 'tenant' | 'past' | 'zendesk'>,
): Promise<number> {
  if ((await journal.read(tenant, 0, 1)).length > 0) return 0
  const agentIds = Object.fromEntries(zendesk.agents.map(({ id, name }) => [name, String(id)]))
  const entries = monthJournal(createMonth(past), { agentIds })
  for (let at = 0; at < entries.length; at += atOnce)
    await journal.append(tenant, entries.slice(at, at + atOnce))
  return entries.length
}
