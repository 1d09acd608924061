import type { Actor } from '../../core/store/index.ts'
import { playbookFor, type PlaybookId, type PlaybookStep } from './playbooks.ts'
import { markOf, type CaseRecord } from './record.ts'
import type { SuggestedType, TicketType } from './ticket-type.ts'

/** How far a case is, as the sidebar shows it. */
export interface Casework {
  readonly version: number
  readonly type: {
    readonly value: TicketType
    /** Who says so: an agent, the customer's own clear words, or nobody for certain. */
    readonly source: 'agent' | 'signs' | 'guess'
    /** The customer's words it was read from; empty where an agent said so. */
    readonly signs: readonly string[]
  }
  /** undefined: nothing is to be handled. */
  readonly playbook:
    | {
        readonly id: PlaybookId
        /** Whether the ticket is to be solved only once its required steps are done. */
        readonly isNeeded: boolean
        readonly steps: readonly (PlaybookStep & {
          readonly done: { readonly at: number; readonly by?: Actor | undefined } | undefined
        })[]
      }
    | undefined
}

/** An agent's word goes before whatever the customer's words suggest. */
export function caseworkOf(
  record: CaseRecord,
  suggested: Pick<SuggestedType, 'type' | 'signs' | 'isClear'>,
  solveNeeds: readonly PlaybookId[] = [],
): Casework {
  const value = record.type ?? suggested.type
  const playbook = playbookFor(value)
  return {
    version: record.version,
    type: {
      value,
      source: record.type ? 'agent' : suggested.isClear ? 'signs' : 'guess',
      signs: record.type ? [] : suggested.signs,
    },
    playbook: playbook && {
      id: playbook.id,
      isNeeded: solveNeeds.includes(playbook.id),
      steps: playbook.steps.map((step) => ({
        ...step,
        done: markOf(record, playbook.id, step.id),
      })),
    },
  }
}
