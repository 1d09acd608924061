import { once } from 'node:events'
import type { JournalStore } from '../core/store/inbox.ts'
import type { KpiEvent } from '../kpi/event.ts'
import { createJournalReader } from '../kpi/from-journal.ts'
import { writeEventLine } from '../kpi/read-event-lines.ts'
import { createProgress } from './progress.ts'

const pageSize = 1000

/** What a tenant's journal tells, page by page. */
export async function* journalEvents(
  journal: Pick<JournalStore, 'read'>,
  tenant: string,
): AsyncGenerator<readonly KpiEvent[]> {
  const reader = createJournalReader()
  const progress = createProgress('journal entries read')
  let after = 0
  try {
    for (;;) {
      const page = await journal.read(tenant, after, pageSize)
      const last = page.at(-1)
      if (!last) return
      after = last.seq
      progress.tell(after)
      yield reader.take(page)
    }
  } finally {
    progress.end()
  }
}

/** Prints them as event lines, which `--events` reads to the same figures. */
export async function exportEvents(
  pages: AsyncIterable<readonly KpiEvent[]>,
  out: NodeJS.WritableStream,
): Promise<void> {
  for await (const page of pages) {
    if (page.length === 0) continue
    const isTaken = out.write(page.map((event) => `${writeEventLine(event)}\n`).join(''))
    if (!isTaken) await once(out, 'drain')
  }
}
