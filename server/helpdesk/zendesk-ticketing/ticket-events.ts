import { isRelayError } from '../../core/error.ts'
import type { TicketEvent } from '../../core/helpdesk.ts'
import type { JsonObject } from '../../wire/json.ts'
import type { Adapter } from './adapter.ts'
import { objectIn, textIn, textsIn } from './json-fields.ts'
import {
  actedBy,
  handover,
  ownTag,
  ratingChange,
  statusChange,
  type TicketChange,
} from './ticket-changes.ts'

export const eventPrefix = 'zen:event-type:ticket.'

/** The score stands in an object of its own; a newer survey may name a number instead. */
function ratingIn(event: JsonObject | undefined): TicketChange | undefined {
  const textOf = (name: string): string =>
    textIn(objectIn(event, name), 'score') || textIn(event, name)
  const current = textOf('satisfaction_score') || textOf('rating') || textOf('current')
  return ratingChange(textOf('previous_satisfaction_score') || textOf('previous'), current)
}

type Reader = (
  event: JsonObject | undefined,
  detail: JsonObject | undefined,
) => TicketChange | undefined

const fromTo = (event: JsonObject | undefined): readonly [from: string, to: string] => [
  textIn(event, 'previous'),
  textIn(event, 'current'),
]

const bare =
  (name: 'deleted' | 'tags_changed'): Reader =>
  () => ({ name, detail: {} })

const readers: Readonly<Record<string, Reader>> = {
  status_changed(event, detail) {
    const [from, to] = fromTo(event)
    return statusChange(from, to || textIn(detail, 'status'))
  },
  merged(event) {
    const target =
      textIn(event, 'target_ticket_id') || textIn(objectIn(event, 'target_ticket'), 'id')
    return { name: 'merged', detail: target === '' ? {} : { target } }
  },
  soft_deleted: bare('deleted'),
  permanently_deleted: bare('deleted'),
  tags_changed: bare('tags_changed'),
  group_assignment_changed: (event) => handover('group', ...fromTo(event)),
  agent_assignment_changed: (event) => handover('assignee', ...fromTo(event)),
  csat_requested: () => ratingChange('', 'offered'),
  csat_received: (event) => ratingIn(event),
}

/** What tells of nothing an agent wrote: the ticket need not be read again for it. */
const wordless = [
  'group_assignment_changed',
  'agent_assignment_changed',
  'csat_requested',
  'csat_received',
]

/** Whether a callback can mean that somebody wrote. Templates of other webhooks name no type. */
export function tellsOfWords(body: JsonObject): boolean {
  return !wordless.some((name) => textIn(body, 'type') === eventPrefix + name)
}

/** The webhook's event in our words; nothing where it is none of those the relay follows. */
export async function eventsIn(
  { users }: Pick<Adapter, 'users'>,
  body: JsonObject,
  { ticket, receivedAt }: { readonly ticket: string; readonly receivedAt: number },
): Promise<readonly TicketEvent[]> {
  const type = textIn(body, 'type')
  const detail = objectIn(body, 'detail')
  if (!type.startsWith(eventPrefix)) return []
  const change = readers[type.slice(eventPrefix.length)]?.(objectIn(body, 'event'), detail)
  if (!change) return []
  const at = Date.parse(textIn(body, 'time'))
  const id = textIn(body, 'id')
  const acting = {
    actor: textIn(detail, 'actor_id'),
    requester: textIn(detail, 'requester_id'),
    me: () => users.me(),
  }
  try {
    return [
      {
        ...(id !== '' && { id }),
        ticket: { id: ticket },
        at: Number.isNaN(at) ? receivedAt : at,
        ...(detail?.['tags'] !== undefined && { isOurs: textsIn(detail, 'tags').includes(ownTag) }),
        ...(await actedBy(change, acting)),
      },
    ]
  } catch (error) {
    // Whether a person opened the ticket cannot be told now: the nightly reading of the history can.
    if (isRelayError(error)) return []
    throw error
  }
}
