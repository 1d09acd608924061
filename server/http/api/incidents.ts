import type { IncidentDetail, IncidentPreview } from '../../api/incidents.ts'
import type { ReplyState } from '../../core/reply.ts'
import type { ReplyRow } from '../../core/store/index.ts'
import {
  dispatchIncident,
  makeProblem,
  membershipOf,
  previewTelling,
  returnDispatch,
  stopTelling,
  tellAll,
  type About,
} from '../../pipeline/incidents/acts.ts'
import type { Membership } from '../../pipeline/incidents/members.ts'
import { wouldHold } from '../../pipeline/incidents/foresee.ts'
import { remainingMs } from '../../pipeline/incidents/pace.ts'
import type { ClusterSource } from '../../pipeline/incidents/people.ts'
import {
  createIncidents,
  type Dispatch,
  type IncidentVersion,
  type Telling,
} from '../../pipeline/incidents/record.ts'
import { standingOf, type Asked, type Standing } from '../../pipeline/incidents/tell.ts'
import { answersAlike } from '../../understanding/answers-alike.ts'
import { actorOf, iso, partOf, type Call, type Handler } from './call.ts'
import { clusterShown } from './clusters.ts'

type Asking = Pick<Call, 'runtime' | 'session' | 'parts'>
type Told = NonNullable<IncidentDetail['answer']>

const shownPeople = 100
const shownOdd = 20
/** More conversations than this say nothing new about how alike the answers are. */
const readConversations = 200

const nobody: ClusterSource = { get: () => undefined, member: () => undefined }

function aboutOf(call: Asking): Omit<About, 'by'> {
  const { tenant, clusters = nobody } = call.session.tenant
  return { tenant, source: clusters, cluster: partOf(call, 'cluster') }
}

function dispatchShown(dispatch: Dispatch | undefined, now: number): IncidentDetail['dispatch'] {
  if (!dispatch) return null
  const { owner, dueAt, note, at, by, returnedAt, result } = dispatch
  return {
    owner,
    dueAt: iso(dueAt),
    note,
    at: iso(at),
    by,
    returnedAt: returnedAt === undefined ? null : iso(returnedAt),
    result: result ?? null,
    isOverdue: returnedAt === undefined && dueAt < now,
  }
}

function isOurTelling({ id }: ReplyRow): boolean {
  return id.startsWith('c-incident-')
}

async function answersOf(
  { runtime, session }: Asking,
  { members }: Membership,
): Promise<IncidentDetail['answers']> {
  const { inbox, outbox } = runtime.store
  const tenant = session.tenant.tenant.id
  const rows: (ReplyRow & { readonly isAccepted: boolean })[] = []
  for (const { conversation } of members.slice(-readConversations)) {
    const row = await inbox.conversation(tenant, conversation)
    const sent = await outbox.repliesOf(tenant, { conversation, states: ['sent'], limit: 20 })
    for (const reply of sent.filter((one) => !isOurTelling(one)))
      rows.push({ ...reply, isAccepted: (row?.lastInboundAt ?? 0) <= reply.updatedAt })
  }
  const alike = answersAlike(
    rows.map(({ id, text, writtenAt, isAccepted }) => ({ id, text, at: writtenAt, isAccepted })),
  )
  const ticketOf = (id: string) => rows.find((one) => one.id === id)?.ticket?.id ?? null
  const { n, consistency, recommended, odd } = alike
  return {
    n,
    consistency: consistency ?? null,
    recommended: recommended ? { text: recommended.text, ticket: ticketOf(recommended.id) } : null,
    odd: odd.slice(0, shownOdd).map(({ id, likeness, because }) => ({
      ticket: ticketOf(id),
      text: rows.find((one) => one.id === id)?.text ?? '',
      likeness,
      because,
    })),
  }
}

function stateOf(standing: Standing): Told['people'][number]['state'] {
  if (standing.is === 'waiting') return 'waiting'
  return standing.is === 'left_out' ? 'left_out' : standing.reply.state
}

const notSent: ReadonlySet<string> = new Set<ReplyState>(['failed', 'unknown', 'cancelled'])

function countsOf(states: readonly string[]): Told['counts'] {
  const n = (is: (state: string) => boolean) => states.filter(is).length
  return {
    total: states.length,
    waiting: n((one) => one === 'waiting'),
    underWay: n((one) => one === 'queued' || one === 'sending'),
    sent: n((one) => one === 'sent'),
    held: n((one) => one === 'held'),
    notSent: n((one) => notSent.has(one)),
    leftOut: n((one) => one === 'left_out'),
  }
}

/** How long those will take, by the pace of each account. */
function leftOf(
  accounts: readonly { readonly account: string; readonly channel: string }[],
): number {
  const left = new Map<string, { channel: string; n: number }>()
  for (const { account, channel } of accounts)
    left.set(account, { channel, n: (left.get(account)?.n ?? 0) + 1 })
  return remainingMs([...left.values()])
}

async function tellingShown(
  { runtime, session }: Asking,
  cluster: string,
  telling: Telling | undefined,
): Promise<Told | null> {
  if (!telling) return null
  const { tenant } = session.tenant
  const asked: Asked = { tenant, cluster, telling }
  const people = await Promise.all(
    telling.people.map(async (person) => {
      const standing = await standingOf(runtime, asked, person)
      const row = await runtime.store.inbox.conversation(tenant.id, person.conversation)
      return { person, standing, row, state: stateOf(standing) }
    }),
  )
  const waiting = people.filter(({ state }) => state === 'waiting')
  const { kind, text, by, at, doneAt, stoppedAt } = telling
  return {
    kind,
    text,
    by,
    at: iso(at),
    state: doneAt !== undefined ? 'done' : stoppedAt !== undefined ? 'stopped' : 'running',
    counts: countsOf(people.map(({ state }) => state)),
    remainingMs: leftOf(
      waiting.map(({ person, row }) => ({ account: person.account, channel: row?.channel ?? '' })),
    ),
    people: people.slice(0, shownPeople).map(({ person, standing, row, state }) => ({
      conversation: person.conversation,
      ticket: row?.ticket?.id ?? null,
      channel: row?.channel ?? '',
      visibility: row?.visibility ?? null,
      place: person.place,
      followers: person.followers,
      state,
      leftOut: standing.is === 'left_out' ? standing.why : null,
    })),
  }
}

async function peopleIn({ runtime, session }: Asking, { members }: Membership): Promise<number> {
  const rows = await Promise.all(
    members.map(({ conversation }) =>
      runtime.store.inbox.conversation(session.tenant.tenant.id, conversation),
    ),
  )
  return new Set(rows.flatMap((row) => (row ? [`${row.account}/${row.customer}`] : []))).size
}

async function shown(call: Asking, record: IncidentVersion): Promise<IncidentDetail> {
  const { cluster, state, version, problem } = record
  const { tenant, clusters } = call.session.tenant
  const membership = await membershipOf(call.runtime, aboutOf(call))
  const found = clusters?.get(cluster)
  const now = call.runtime.clock.now()
  const [linked, refused] = [membership.linked.length, membership.refused.length]
  return {
    asOf: iso(now),
    version,
    id: cluster,
    cluster: clusters && found ? await clusterShown(call, clusters, found) : null,
    people: await peopleIn(call, membership),
    state,
    canLink: tenant.helpdesk.problems !== undefined,
    problem: problem ? { ...problem, at: iso(problem.at), linked, refused } : null,
    dispatch: dispatchShown(record.dispatch, now),
    answers: await answersOf(call, membership),
    answer: await tellingShown(call, cluster, record.answer),
    result: await tellingShown(call, cluster, record.result),
  }
}

export const readIncident: Handler<'readIncident'> = async (call) => {
  const { tenant, cluster } = aboutOf(call)
  return shown(call, await createIncidents(call.runtime.store).read(tenant.id, cluster))
}

export const previewIncident: Handler<'previewIncident'> = async (call) => {
  const { runtime, session } = call
  const planned = await previewTelling(runtime, aboutOf(call), call.body.text)
  const reachable = planned.filter(({ told }) => told.leftOut === undefined)
  const by = session.user?.id ?? ''
  const people: IncidentPreview['people'] = []
  for (const one of planned.slice(0, shownPeople)) {
    const { told, person, text } = one
    const findings = await wouldHold(runtime, session.tenant.tenant, one, by)
    people.push({
      conversation: told.conversation,
      ticket: person.conversation.ticket?.id ?? null,
      channel: person.conversation.channel,
      visibility: person.conversation.visibility,
      followers: told.followers,
      text,
      leftOut: told.leftOut ?? null,
      findings: findings.map(({ rule, severity, message: { zh, en } }) => ({
        rule,
        severity,
        message: { zh, en },
      })),
    })
  }
  return {
    total: planned.length,
    reachable: reachable.length,
    remainingMs: leftOf(reachable.map(({ person }) => person.conversation)),
    closest: Math.max(0, ...reachable.map(({ closest }) => closest)),
    people,
  }
}

export const actOnIncident: Handler<'actOnIncident'> = async (call) => {
  const { runtime, body } = call
  const about: About = { ...aboutOf(call), by: actorOf(call) }
  switch (body.act) {
    case 'problem':
      return shown(call, await makeProblem(runtime, about))
    case 'dispatch': {
      const { owner, dueAt, note } = body
      const order = { owner, dueAt: Date.parse(dueAt), note }
      return shown(call, await dispatchIncident(runtime, about, order))
    }
    case 'return':
      return shown(call, await returnDispatch(runtime, about, body.result))
    case 'tell':
      return shown(call, await tellAll(runtime, about, { kind: body.kind, text: body.text }))
    case 'stop':
      return shown(call, await stopTelling(runtime, about, body.kind))
  }
}
