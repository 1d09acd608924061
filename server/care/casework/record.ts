import { RelayError } from '../../core/error.ts'
import type { JournalEntry } from '../../core/journal.ts'
import type { Actor, Store } from '../../core/store/index.ts'
import { playbookFor, type CasePlaybook } from './playbooks.ts'
import type { TicketType } from './ticket-type.ts'

interface Mark {
  /** Epoch ms. */
  readonly at: number
  /** undefined = somebody of the installation. */
  readonly by?: Actor | undefined
}

/** What agents have said about one ticket: its type, and the steps done. */
export interface CaseRecord {
  /** Counts its changes; 0 = nobody has touched it. */
  readonly version: number
  /** undefined = nobody has said. */
  readonly type: TicketType | undefined
  /** By `playbook/step`. */
  readonly done: Readonly<Record<string, Mark>>
}

/** One act of an agent. Ticking a step says the type too: it is the type's playbook that is ticked. */
export interface CaseChange {
  readonly type: TicketType
  readonly step?: { readonly id: string; readonly isDone: boolean } | undefined
  readonly by: Actor | undefined
  readonly at: number
  /** Whose case it is, for the journal. */
  readonly about: Pick<JournalEntry, 'account' | 'channel' | 'conversation' | 'customer'>
}

export interface CaseRecords {
  /** Nothing is known of a ticket without an id. */
  read(tenant: string, ticket: string | undefined): Promise<CaseRecord>
  /** Throws `api.invalid` for a step that the type's playbook does not have. */
  record(tenant: string, ticket: string, change: CaseChange): Promise<CaseRecord>
}

const untouched: CaseRecord = { version: 0, type: undefined, done: {} }

export function markOf({ done }: CaseRecord, playbook: string, step: string): Mark | undefined {
  return done[`${playbook}/${step}`]
}

/** Steps before this one that are not done. */
export function openBefore(record: CaseRecord, { id, steps }: CasePlaybook, step: string): number {
  const place = steps.findIndex((one) => one.id === step)
  return steps.slice(0, place).filter((one) => !markOf(record, id, one.id)).length
}

interface Changed {
  readonly record: Omit<CaseRecord, 'version'>
  readonly entries: readonly Omit<JournalEntry, 'at'>[]
}

/** What a change makes of a record; no entries = nothing changed. */
function changed(before: CaseRecord, ticket: string, change: CaseChange): Changed {
  const { type, step, by, at, about } = change
  const common = { ...about, ticket, ...(by && { agent: by.id }) }
  const typed: Changed['entries'] =
    before.type === type ? [] : [{ type: 'case_typed', ...common, detail: { type } }]
  if (!step) return { record: { ...before, type }, entries: typed }

  const playbook = playbookFor(type)
  if (!playbook?.steps.some(({ id }) => id === step.id))
    throw new RelayError('api.invalid', 'There is no such step in the playbook of this type.')
  const isDone = markOf(before, playbook.id, step.id) !== undefined
  if (isDone === step.isDone) return { record: { ...before, type }, entries: typed }
  const { [`${playbook.id}/${step.id}`]: _mark, ...others } = before.done
  const done = step.isDone
    ? { ...others, [`${playbook.id}/${step.id}`]: { at, ...(by && { by }) } }
    : others
  const detail = {
    playbook: playbook.id,
    step: step.id,
    isDone: step.isDone,
    openBefore: openBefore(before, playbook, step.id),
  }
  return {
    record: { type, done },
    entries: [...typed, { type: 'case_step', ...common, detail }],
  }
}

/** Two agents at once are rare; more rounds than this mean that something else is wrong. */
const rounds = 5

function nameOf(ticket: string): string {
  return `case:${ticket}`
}

export function createCaseRecords({ documents }: Pick<Store, 'documents'>): CaseRecords {
  async function read(tenant: string, ticket: string | undefined): Promise<CaseRecord> {
    if (ticket === undefined) return untouched
    const current = await documents.current(tenant, nameOf(ticket))
    if (!current) return untouched
    const body = JSON.parse(current.body) as Omit<CaseRecord, 'version'>
    return { version: current.version, type: body.type, done: body.done }
  }
  return {
    read,
    async record(tenant, ticket, change) {
      for (let round = 0; round < rounds; round++) {
        const before = await read(tenant, ticket)
        const { record, entries } = changed(before, ticket, change)
        if (entries.length === 0) return before
        const saved = await documents.put(tenant, {
          name: nameOf(ticket),
          body: JSON.stringify({ type: record.type, done: record.done }),
          ifVersion: before.version,
          ...(change.by && { by: change.by }),
          entries,
        })
        if (saved) return { ...record, version: saved.version }
      }
      throw new RelayError('store.unavailable', 'Others change the same case all the time.')
    },
  }
}
