import type { LinkOutcome, Identity, Store } from '../../core/store/index.ts'
import { RelayError } from '../../core/error.ts'
import { actorOf, iso, notThere, type Call, type Handler } from './call.ts'
import { cardOf, labelOf } from './customer-card.ts'
import { findCustomer, requireKnown } from './customer-finding.ts'

async function answerOf(call: Call<unknown>, of: Identity | undefined) {
  const { runtime, care, session } = call
  const { id, masks } = session.tenant.tenant
  const serverNow = iso(runtime.clock.now())
  if (!of) return { serverNow, customer: null }
  return { serverNow, customer: cardOf(await care.people.read(id, { of, masks })) }
}

export const readCustomer: Handler<'readCustomer'> = async (call) =>
  answerOf(call, await findCustomer(call))

/** What an act needs: the tenant, who is in sight, who acts. */
async function acting(call: Call<{ readonly of: Identity }>) {
  const of = await requireKnown(call, call.body.of)
  return { tenant: call.session.tenant.tenant.id, of, by: actorOf(call) }
}

function requireDone(outcome: LinkOutcome): void {
  if (outcome === 'none') throw notThere()
  if (outcome === 'changed')
    throw new RelayError('api.changed_meanwhile', 'The links have changed since.')
}

export const linkCustomer: Handler<'linkCustomer'> = async (call) => {
  const { tenant, of, by } = await acting(call)
  const from = await requireKnown(call, call.body.to)
  requireDone(await call.care.people.link(tenant, { from, to: of, how: call.body.how, by }))
  return answerOf(call, of)
}

/** Of this person or nobody: what is not in sight is not changed from here. */
async function requireMember(people: Store['people'], tenant: string, pair: readonly Identity[]) {
  const [of, other] = pair
  const members = of ? await people.members(tenant, of) : []
  const isOne = members.some(
    ({ account, customer }) => account === other?.account && customer === other.customer,
  )
  if (!isOne) throw notThere()
}

export const unlinkCustomer: Handler<'unlinkCustomer'> = async (call) => {
  const { tenant, of, by } = await acting(call)
  const { people } = call.runtime.store
  await requireMember(people, tenant, [of, call.body.identity])
  requireDone(await people.unlink(tenant, { identity: call.body.identity, by }))
  return answerOf(call, of)
}

export const undoLink: Handler<'undoLink'> = async (call) => {
  const { tenant, of, by } = await acting(call)
  requireDone(await call.runtime.store.people.undo(tenant, { act: call.body.act, by }))
  return answerOf(call, of)
}

export const bindNumber: Handler<'bindNumber'> = async (call) => {
  const { tenant, of, by } = await acting(call)
  const { kind, value } = call.body
  await call.runtime.store.people.bind(tenant, { ...of, kind, value, by })
  return answerOf(call, of)
}

export const unbindNumber: Handler<'unbindNumber'> = async (call) => {
  const { tenant, of, by } = await acting(call)
  const { people } = call.runtime.store
  const { bindings } = await people.records(tenant, await people.members(tenant, of))
  const bound = bindings.find(({ id }) => id === call.body.binding)
  if (!bound) throw notThere()
  const { account, customer, id: binding } = bound
  await people.unbind(tenant, { account, customer, binding, by })
  return answerOf(call, of)
}

export const recordConsent: Handler<'recordConsent'> = async (call) => {
  const { tenant, of, by } = await acting(call)
  const { identity, kind, value } = call.body
  await requireMember(call.runtime.store.people, tenant, [of, identity])
  const { account, customer } = identity
  await call.care.people.consent(tenant, { account, customer, kind, value, by })
  return answerOf(call, of)
}

export const setPreferences: Handler<'setPreferences'> = async (call) => {
  const { tenant, of, by } = await acting(call)
  const body = JSON.stringify(call.body.preferences)
  await call.runtime.store.people.prefer(tenant, { ...of, body, by })
  return answerOf(call, of)
}

export const markPromise: Handler<'markPromise'> = async (call) => {
  const { tenant, of, by } = await acting(call)
  const { reply, start, value } = call.body
  if (!(await call.runtime.store.outbox.reply(tenant, reply))) throw notThere()
  await call.runtime.store.people.mark(tenant, { ...of, reply, start, value, by })
  return answerOf(call, of)
}

export const suggestLinks: Handler<'suggestLinks'> = async (call) => {
  const of = await requireKnown(call, call.body.of)
  const tenant = call.session.tenant.tenant.id
  const { inbox } = call.runtime.store
  const likely = await call.care.people.likely(tenant, of)
  const suggestions = likely.map(async ({ account, customer, why }) => {
    const [newest] = await inbox.conversationsOf(tenant, { account, customer, limit: 1 })
    return {
      account,
      customer,
      why,
      channel: newest?.channel ?? null,
      label: labelOf(newest?.customerName, customer),
      lastAt: newest ? iso(newest.lastInboundAt) : null,
    }
  })
  return { suggestions: await Promise.all(suggestions) }
}
