import type { KpiAttention } from '../../api/kpi.ts'
import type { ConversationRow, ReplyRow } from '../../core/store/index.ts'
import type { EpisodeFact, Fact } from '../../kpi/facts.ts'
import { createIncidents } from '../../pipeline/incidents/record.ts'
import { iso, type Call, type Handler } from './call.ts'
import { scopeOf } from './kpi-query.ts'

type Pile = KpiAttention['unanswered']
type Asking = Pick<Call, 'runtime' | 'session'>

const shown = 100
/** Beyond these somebody has other worries than their number. */
const mostOpen = 5000
const mostReplies = 1000
const closingWithinMs = 6 * 3_600_000

async function waitingEpisodes(call: Asking): Promise<readonly EpisodeFact[]> {
  const { tenant } = scopeOf(call)
  const bodies = await call.runtime.store.kpi.openFacts(tenant, mostOpen)
  return bodies
    .flatMap((body) => JSON.parse(body) as Fact[])
    .flatMap((fact) => {
      if (fact.fact !== 'episode') return []
      const { firstReplyAt, solvedAt, abandonedAt } = fact
      return (firstReplyAt ?? solvedAt ?? abandonedAt) === undefined ? [fact] : []
    })
    .sort((a, b) => a.at - b.at)
}

/** Conversations are looked up once, and only those that are shown. */
function lookup({ runtime, session }: Asking) {
  const known = new Map<string, Promise<ConversationRow | undefined>>()
  return (id: string): Promise<ConversationRow | undefined> => {
    const found = known.get(id) ?? runtime.store.inbox.conversation(session.tenant.tenant.id, id)
    known.set(id, found)
    return found
  }
}

type Look = ReturnType<typeof lookup>

async function pileOf(
  waiting: readonly { readonly conversation: string; readonly at: number }[],
  look: Look,
): Promise<Pile> {
  const rows = await Promise.all(
    waiting.slice(0, shown).map(async ({ conversation, at }) => {
      const row = await look(conversation)
      return {
        conversation,
        ticket: row?.ticket?.id ?? null,
        channel: row?.channel ?? '',
        account: row?.account ?? '',
        since: iso(at),
      }
    }),
  )
  return { total: waiting.length, rows }
}

/** Of those who wait in private: until when they can still be answered. */
async function closing(
  { runtime, session }: Asking,
  waiting: readonly EpisodeFact[],
  look: Look,
): Promise<readonly { readonly conversation: string; readonly at: number }[]> {
  const now = runtime.clock.now()
  const tenant = session.tenant.tenant.id
  const ends = new Map<string, number>()
  // The newest first: a window closes within days of the last message.
  for (const id of new Set(waiting.slice(-1000).map(({ conversation }) => conversation))) {
    const row = await look(id)
    if (row?.visibility !== 'private') continue
    const { deadline } = await runtime.store.outbox.window(tenant, row.account, row.customer)
    if (deadline !== undefined && deadline > now && deadline <= now + closingWithinMs)
      ends.set(id, deadline)
  }
  return [...ends].map(([conversation, at]) => ({ conversation, at })).sort((a, b) => a.at - b.at)
}

async function replies(
  { runtime, session }: Asking,
  state: ReplyRow['state'],
): Promise<readonly { readonly conversation: string; readonly at: number }[]> {
  const rows = await runtime.store.outbox.repliesOf(session.tenant.tenant.id, {
    states: [state],
    order: 'oldest',
    limit: mostReplies,
  })
  return rows.map(({ conversation, writtenAt }) => ({ conversation, at: writtenAt }))
}

/** Dispatches whose time is over and that have not come back. */
async function overdue({ runtime, session }: Asking): Promise<Pile> {
  const tenant = session.tenant.tenant.id
  const incidents = createIncidents(runtime.store)
  const now = runtime.clock.now()
  const records = await Promise.all(
    (await incidents.list(tenant)).map((cluster) => incidents.read(tenant, cluster)),
  )
  const late = records
    .filter(({ state, dispatch }) => state === 'dispatched' && (dispatch?.dueAt ?? now) < now)
    .map(({ cluster, problem, dispatch }) => ({
      conversation: cluster,
      ticket: problem?.ticket ?? null,
      channel: '',
      account: dispatch?.owner ?? '',
      since: iso(dispatch?.dueAt ?? now),
    }))
    .sort((a, b) => (a.since < b.since ? -1 : 1))
  return { total: late.length, rows: late.slice(0, shown) }
}

export const readKpiAttention: Handler<'readKpiAttention'> = async (call) => {
  const look = lookup(call)
  const waiting = await waitingEpisodes(call)
  const { mentionHours } = scopeOf(call).settings.targets
  const now = call.runtime.clock.now()
  const uncovered = waiting.filter(
    ({ isMention, at }) => isMention && at + mentionHours * 3_600_000 < now,
  )
  return {
    asOf: iso(now),
    unanswered: await pileOf(waiting, look),
    uncoveredMentions: await pileOf(uncovered, look),
    closingWindows: await pileOf(await closing(call, waiting, look), look),
    unconfirmedSends: await pileOf(await replies(call, 'unknown'), look),
    heldReplies: await pileOf(await replies(call, 'held'), look),
    overdueDispatches: await overdue(call),
  }
}
