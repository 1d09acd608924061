import { RelayError } from '../../core/error.ts'
import type { JournalEntry } from '../../core/journal.ts'
import type { Actor } from '../../core/store/index.ts'
import type { Runtime, TenantRuntime } from '../runtime.ts'
import { keepMembership, keptMembership, withJoined, type Membership } from './members.ts'
import { peopleOf, type ClusterSource } from './people.ts'
import { planTelling, type Planned } from './plan.ts'
import {
  createIncidents,
  type Dispatch,
  type IncidentRecord,
  type IncidentVersion,
  type TellingKind,
} from './record.ts'
import { dispatchText, problemTexts, returnText } from './texts.ts'

/** An incident of a tenant, and who does something about it. */
export interface About {
  readonly tenant: TenantRuntime
  readonly source: ClusterSource
  readonly cluster: string
  readonly by: Actor
}

const dispatchedTag = 'weiqiao_dispatched'
const returnedTag = 'weiqiao_returned'

function wrongState(message: string): RelayError {
  return new RelayError('incident.state', message)
}

/** Throws `api.not_found` where there is no such incident, nor was one. */
export async function membershipOf(
  runtime: Pick<Runtime, 'store'>,
  { tenant, source, cluster }: Omit<About, 'by'>,
): Promise<Membership> {
  const known = await keptMembership(runtime, tenant.id, cluster)
  const membership = withJoined(known, source, { cluster })
  if (membership.members.length === 0)
    throw new RelayError('api.not_found', 'There is no such incident in this tenant.')
  return membership
}

function step(
  cluster: string,
  by: Actor,
  detail: Readonly<Record<string, string | number>>,
): Omit<JournalEntry, 'at'> {
  return { type: 'incident', agent: by.id, detail: { cluster, ...detail } }
}

/** As Zendesk would tell it of each member's ticket: the figures on dispatch count these. */
export async function ticketEntries(
  { store }: Pick<Runtime, 'store'>,
  tenant: string,
  { members }: Pick<Membership, 'members'>,
  event: { readonly name: 'dispatched' | 'returned'; readonly by: Actor },
): Promise<readonly Omit<JournalEntry, 'at'>[]> {
  const entries = new Map<string, Omit<JournalEntry, 'at'>>()
  for (const { conversation: id } of members) {
    const row = await store.inbox.conversation(tenant, id)
    if (!row?.ticket) continue
    const { account, channel, ticket } = row
    entries.set(ticket.id, {
      type: 'ticket_event',
      ticket: ticket.id,
      conversation: id,
      account,
      channel,
      agent: event.by.id,
      detail: { name: event.name },
    })
  }
  return [...entries.values()]
}

function withoutVersion({ version: _version, ...record }: IncidentVersion): IncidentRecord {
  return record
}

/** Makes the ticket, or answers the one that is there; its members are linked by the upkeep. */
export async function makeProblem(runtime: Runtime, about: About): Promise<IncidentVersion> {
  const { tenant, source, cluster, by } = about
  const incidents = createIncidents(runtime.store)
  const membership = await membershipOf(runtime, about)
  const before = await incidents.read(tenant.id, cluster)
  if (before.problem) return before
  const { problems } = tenant.helpdesk
  if (!problems)
    throw new RelayError('incident.no_problems', 'The helpdesk cannot tie tickets to each other.')
  await keepMembership(runtime, tenant.id, cluster, membership)
  const places = [...new Set(membership.members.flatMap(({ place }) => place ?? []))]
  const of = {
    label: source.get(cluster)?.label ?? cluster,
    size: membership.members.length,
    places,
  }
  const texts = problemTexts(of, tenant.locale)
  const ticket = await problems.make({ id: cluster, ...texts, tags: ['weiqiao_problem'] })
  return incidents.change(tenant.id, cluster, (known) => {
    if (known.problem) return undefined
    const problem = { ticket: ticket.id, at: runtime.clock.now(), by }
    const told = { step: 'problem', n: membership.members.length }
    const entry = { ...step(cluster, by, told), ticket: ticket.id }
    return { record: { ...withoutVersion(known), problem }, entries: [entry], by }
  })
}

async function noteOnProblem(
  runtime: Runtime,
  tenant: TenantRuntime,
  { problem, cluster }: IncidentRecord,
  note: {
    readonly id: string
    readonly text: string
    readonly add: string
    readonly remove: string
  },
): Promise<void> {
  if (!problem) return
  await runtime.store.outbox.addNotice(tenant.id, {
    id: `incident:${cluster}:${note.id}`,
    ticket: { id: problem.ticket },
    conversation: '',
    reply: '',
    text: note.text,
    addTags: [note.add],
    removeTags: [note.remove],
    setOpen: true,
  })
  runtime.wake.call('notices')
}

/** 派单: hands the incident to the back office. Again only after it came back. */
export async function dispatchIncident(
  runtime: Runtime,
  about: About,
  order: Pick<Dispatch, 'owner' | 'dueAt' | 'note'>,
): Promise<IncidentVersion> {
  const { tenant, cluster, by } = about
  const membership = await membershipOf(runtime, about)
  const tickets = await ticketEntries(runtime, tenant.id, membership, { name: 'dispatched', by })
  const now = runtime.clock.now()
  const after = await createIncidents(runtime.store).change(tenant.id, cluster, (before) => {
    if (before.state === 'dispatched') throw wrongState('The dispatch is out already.')
    const told = { step: 'dispatched', n: membership.members.length, dueAt: order.dueAt }
    return {
      record: {
        ...withoutVersion(before),
        state: 'dispatched',
        dispatch: { ...order, at: now, by },
      },
      entries: [step(cluster, by, told), ...tickets],
      by,
    }
  })
  const dispatched = tickets.flatMap(({ ticket }) => ticket ?? [])
  await keepMembership(runtime, tenant.id, cluster, { ...membership, dispatched })
  const text = dispatchText(order, tenant.locale, tenant.timeZone)
  const tags = { add: dispatchedTag, remove: returnedTag }
  await noteOnProblem(runtime, tenant, after, { id: `dispatched-${now}`, text, ...tags })
  return after
}

/** The back office has answered. */
export async function returnDispatch(
  runtime: Runtime,
  about: About,
  result: string,
): Promise<IncidentVersion> {
  const { tenant, cluster, by } = about
  const membership = await membershipOf(runtime, about)
  const tickets = await ticketEntries(runtime, tenant.id, membership, { name: 'returned', by })
  const now = runtime.clock.now()
  const after = await createIncidents(runtime.store).change(tenant.id, cluster, (before) => {
    const { dispatch, state } = before
    if (state !== 'dispatched' || !dispatch) throw wrongState('No dispatch is out.')
    const ms = now - dispatch.at
    return {
      record: {
        ...withoutVersion(before),
        state: 'returned',
        dispatch: { ...dispatch, returnedAt: now, result },
      },
      entries: [step(cluster, by, { step: 'returned', ms }), ...tickets],
      by,
    }
  })
  const text = returnText(result, tenant.locale)
  const tags = { add: returnedTag, remove: dispatchedTag }
  await noteOnProblem(runtime, tenant, after, { id: `returned-${now}`, text, ...tags })
  return after
}

/** Who would be told what, in which order; nothing is sent. */
export async function previewTelling(
  runtime: Runtime,
  about: Omit<About, 'by'>,
  text: string,
): Promise<readonly Planned[]> {
  const { members } = await membershipOf(runtime, about)
  const joined = members.map(({ conversation, place }) => ({ conversation, place }))
  return planTelling(runtime, about.tenant, await peopleOf(runtime, about.tenant.id, joined), text)
}

/** Begins to tell everybody. Who was told this kind of thing before is not told again. */
export async function tellAll(
  runtime: Runtime,
  about: About,
  { kind, text }: { readonly kind: TellingKind; readonly text: string },
): Promise<IncidentVersion> {
  const { tenant, cluster, by } = about
  await keepMembership(runtime, tenant.id, cluster, await membershipOf(runtime, about))
  const planned = await previewTelling(runtime, about, text)
  const people = planned.map(({ told }) => told)
  return createIncidents(runtime.store).change(tenant.id, cluster, (before) => {
    const isBack = before.state === 'returned' || before.state === 'told'
    if (kind === 'result' && !isBack) throw wrongState('The dispatch has not come back.')
    const current = before[kind]
    if (current && current.doneAt === undefined && current.stoppedAt === undefined)
      throw wrongState('Everybody is being told already.')
    const telling = { kind, text, by, at: runtime.clock.now(), people }
    const n = people.filter(({ leftOut }) => leftOut === undefined).length
    return {
      record: { ...withoutVersion(before), [kind]: telling },
      entries: [step(cluster, by, { step: kind, n, leftOut: people.length - n })],
      by,
    }
  })
}

/** Those under way still go out; nobody else is told. */
export function stopTelling(
  runtime: Pick<Runtime, 'store' | 'clock'>,
  { tenant, cluster, by }: About,
  kind: TellingKind,
): Promise<IncidentVersion> {
  return createIncidents(runtime.store).change(tenant.id, cluster, (before) => {
    const telling = before[kind]
    if (!telling || telling.doneAt !== undefined || telling.stoppedAt !== undefined)
      throw wrongState('Nobody is being told.')
    const stopped = { ...telling, stoppedAt: runtime.clock.now() }
    return {
      record: { ...withoutVersion(before), [kind]: stopped },
      entries: [step(cluster, by, { step: 'stopped', kind })],
      by,
    }
  })
}
