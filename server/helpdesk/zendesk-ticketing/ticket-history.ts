import type { TicketEvent, TicketHistory } from '../../core/helpdesk.ts'
import type { BudgetSpec } from '../../core/store/shared.ts'
import type { JsonObject } from '../../wire/json.ts'
import type { Adapter } from './adapter.ts'
import type { People } from './comments.ts'
import { listIn, objectIn, textIn } from './json-fields.ts'
import {
  actedBy,
  handover,
  ratingChange,
  statusChange,
  type TicketChange,
} from './ticket-changes.ts'

/** Where nothing was read yet. */
const firstReachMs = 24 * 3_600_000
/** Zendesk keeps the last minute back; what comes even later into its export is read again the next time. */
const lateMs = 10 * 60_000
/** A page has up to a thousand changes. */
const maxBytes = 32 * 1024 * 1024

/** Zendesk allows ten exports a minute and account; the net under lost webhooks takes two of them. */
function exportBudget(tenant: string): BudgetSpec {
  return { tenant, key: 'zendesk-exports', capacity: 2, refill: { tokens: 4, everyMs: 60_000 } }
}

/** A change by its field: exports name it as a member of its own, audits in `field_name`. */
function fieldOf(child: JsonObject, name: string): readonly [from: string, to: string] | undefined {
  const previous = textIn(child, 'previous_value')
  if (textIn(child, 'field_name') === name) return [previous, textIn(child, 'value')]
  return child[name] === undefined ? undefined : [previous, textIn(child, name)]
}

function changeIn(child: JsonObject): TicketChange | undefined {
  const type = textIn(child, 'event_type') || textIn(child, 'type')
  if (type === 'SatisfactionRating') return ratingChange('', textIn(child, 'score'))
  if (type !== 'Change') return undefined
  const status = fieldOf(child, 'status')
  if (status) return statusChange(...status)
  const group = fieldOf(child, 'group_id')
  if (group) return handover('group', ...group)
  const assignee = fieldOf(child, 'assignee_id')
  if (assignee) return handover('assignee', ...assignee)
  const rating = fieldOf(child, 'satisfaction_score')
  return rating && ratingChange(...rating)
}

interface Found {
  readonly id: string
  readonly change: TicketChange
  readonly audit: JsonObject
}

function foundIn(page: JsonObject): readonly Found[] {
  return listIn(page, 'ticket_events').flatMap((audit) =>
    listIn(audit, 'child_events').flatMap((child, n) => {
      const change = changeIn(child)
      const id = textIn(child, 'id') || `${textIn(audit, 'id')}.${n}`
      return change ? [{ id, change, audit }] : []
    }),
  )
}

function isMarked(audit: JsonObject): boolean {
  return textIn(objectIn(objectIn(audit, 'metadata'), 'custom'), 'weiqiao') !== ''
}

function timeOf(audit: JsonObject): number {
  const at = Date.parse(textIn(audit, 'created_at'))
  return Number.isNaN(at) ? Number(textIn(audit, 'timestamp')) * 1000 : at
}

/** What the relay's mark stands on was made by it, in whoever's name. */
async function eventOf(
  { users }: Adapter,
  { id, change, audit }: Found,
  staff: ReadonlyMap<string, { readonly role: string }>,
): Promise<TicketEvent> {
  const actor = textIn(audit, 'updater_id')
  const isCustomer = staff.get(actor)?.role === 'end-user'
  const requester = isCustomer || isMarked(audit) ? actor : ''
  const acted = await actedBy(change, { actor, requester, me: () => users.me() })
  return { id, ticket: { id: textIn(audit, 'ticket_id') }, at: timeOf(audit), ...acted }
}

/** Where the next page begins; a page of one and the same second must not be read for ever. */
function nextStart(page: JsonObject, start: number, now: number): TicketHistory['cursor'] {
  const end = Math.max(Number(textIn(page, 'end_time')) || start, start)
  if (isEnd(page)) return String(Math.max(start, Math.min(end, Math.floor((now - lateMs) / 1000))))
  return String(end === start ? end + 1 : end)
}

function isEnd(page: JsonObject): boolean {
  return textIn(page, 'end_of_stream') !== 'false'
}

/**
 * A page of Zendesk's own record of changes: status, group, assignee, ratings. Readings overlap; ids stay
 * the same. Zendesk tells only its admins. Throws `helpdesk.rate_limited` with the time to wait.
 */
export function createTicketHistory(
  adapter: Adapter,
  people: People,
): (cursor: string | undefined) => Promise<TicketHistory> {
  const { api, options } = adapter
  return async (cursor) => {
    const now = options.doors.clock.now()
    const latest = Math.floor((now - lateMs) / 1000)
    const start = Math.min(Number(cursor) || Math.floor((now - firstReachMs) / 1000), latest)
    await api.take(exportBudget(options.tenant))
    const page = await api.call('/api/v2/incremental/ticket_events', {
      method: 'GET',
      query: { start_time: start },
      maxBytes,
    })
    const found = foundIn(page)
    const actors = found.filter(
      ({ change }) => change.name !== 'rated' && change.name !== 'surveyed',
    )
    const ids = actors
      .map(({ audit }) => textIn(audit, 'updater_id'))
      .filter((id) => /^\d+$/.test(id))
    const staff = await people.of(ids)
    const events: TicketEvent[] = []
    for (const one of found) events.push(await eventOf(adapter, one, staff))
    return { events, cursor: nextStart(page, start, now), isEnd: isEnd(page) }
  }
}
