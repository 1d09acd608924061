import type { TicketRef } from '../../core/filing.ts'
import type { Runtime, TenantRuntime } from '../runtime.ts'
import { ticketEntries } from './acts.ts'
import { keepMembership, keptMembership, withJoined, type Membership } from './members.ts'
import type { ClusterSource } from './people.ts'
import type { IncidentVersion } from './record.ts'

/**
 * Keeps who belongs to an incident: notes who joined, links their tickets, tells of the dispatch. True while
 * somebody's ticket is still to be linked.
 */
export function createLinker(
  runtime: Pick<Runtime, 'store' | 'clock'>,
  tenant: TenantRuntime,
  source: ClusterSource,
): (record: IncidentVersion) => Promise<boolean> {
  const { store, clock } = runtime

  /** Tickets of members that are neither linked nor known to be beyond it. */
  async function unlinked(membership: Membership): Promise<readonly TicketRef[]> {
    const settled = new Set([...membership.linked, ...membership.refused])
    const tickets = new Map<string, TicketRef>()
    for (const { conversation } of membership.members) {
      const ticket = (await store.inbox.conversation(tenant.id, conversation))?.ticket
      if (ticket && !settled.has(ticket.id)) tickets.set(ticket.id, ticket)
    }
    return [...tickets.values()]
  }

  async function link(record: IncidentVersion, membership: Membership): Promise<Membership> {
    const { problem } = record
    const { problems } = tenant.helpdesk
    if (!problem || !problems) return membership
    const tickets = await unlinked(membership)
    if (tickets.length === 0) return membership
    const results = await problems.link({ id: problem.ticket }, tickets)
    const of = (wanted: string) =>
      results.filter(({ outcome }) => outcome === wanted).map(({ ticket }) => ticket.id)
    return {
      ...membership,
      linked: [...membership.linked, ...of('linked')],
      refused: [...membership.refused, ...of('refused')],
    }
  }

  /** Who joins while the dispatch is out waits for it as well. */
  async function tellOfDispatch(
    { state, dispatch }: IncidentVersion,
    membership: Membership,
  ): Promise<Membership> {
    if (state !== 'dispatched' || !dispatch) return membership
    const event = { name: 'dispatched', by: dispatch.by } as const
    const all = await ticketEntries(runtime, tenant.id, membership, event)
    const entries = all.filter(({ ticket = '' }) => !membership.dispatched.includes(ticket))
    if (entries.length === 0) return membership
    const at = clock.now()
    await store.journal.append(
      tenant.id,
      entries.map((entry) => ({ ...entry, at })),
    )
    const tickets = entries.flatMap(({ ticket }) => ticket ?? [])
    return { ...membership, dispatched: [...membership.dispatched, ...tickets] }
  }

  /** A ticket that is not known yet, or could not be linked for now. */
  async function isPending({ problem }: IncidentVersion, membership: Membership): Promise<boolean> {
    if (!problem || !tenant.helpdesk.problems) return false
    const settled = new Set([...membership.linked, ...membership.refused])
    for (const { conversation } of membership.members) {
      const ticket = (await store.inbox.conversation(tenant.id, conversation))?.ticket
      if (!ticket || !settled.has(ticket.id)) return true
    }
    return false
  }

  return async (record) => {
    const { cluster } = record
    const known = await keptMembership(runtime, tenant.id, cluster)
    const joined = withJoined(known, source, { cluster })
    const after = await tellOfDispatch(record, await link(record, joined))
    if (JSON.stringify(after) !== JSON.stringify(known))
      await keepMembership(runtime, tenant.id, cluster, after)
    return isPending(record, after)
  }
}
