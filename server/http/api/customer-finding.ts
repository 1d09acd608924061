import type { Identity } from '../../core/store/index.ts'
import type { AccountRuntime } from '../../pipeline/runtime.ts'
import { notThere, type Call } from './call.ts'
import { conversationsOf } from './conversations.ts'

/** Whether anything of this identity was ever received: nobody else can be read or written about. */
async function isKnown({ runtime, session }: Call<unknown>, identity: Identity): Promise<boolean> {
  const { account, customer } = identity
  const tenant = session.tenant.tenant.id
  const found = await runtime.store.inbox.conversationsOf(tenant, { account, customer, limit: 1 })
  return found.length > 0
}

export async function requireKnown(call: Call<unknown>, identity: Identity): Promise<Identity> {
  if (!(await isKnown(call, identity))) throw notThere()
  const { account, customer } = identity
  return { account, customer }
}

function fromHex(text: string): readonly string[] {
  return /^([0-9a-f]{2})+$/i.test(text) ? [Buffer.from(text, 'hex').toString('utf8')] : []
}

/** Ids are written in hex where the helpdesk would mix up capitals; whichever gives the same id back is it. */
function customerIn(served: AccountRuntime, external: string): string | undefined {
  const { account, descriptor } = served
  const start = descriptor.externalId(account, '')
  if (!external.toLowerCase().startsWith(start.toLowerCase())) return undefined
  const rest = external.slice(start.length)
  return [...fromHex(rest), rest].find(
    (one) => descriptor.externalId(account, one).toLowerCase() === external.toLowerCase(),
  )
}

async function byExternal(call: Call<unknown>, external: string): Promise<Identity | undefined> {
  for (const served of call.session.tenant.tenant.accounts.values()) {
    const customer = customerIn(served, external)
    if (customer === undefined || customer === '') continue
    const identity = { account: served.account.id, customer }
    if (await isKnown(call, identity)) return identity
  }
  return undefined
}

/** Who is meant: by ticket first, then by the helpdesk's user, then by the id that user bears. */
export async function findCustomer(call: Call<unknown>): Promise<Identity | undefined> {
  const { runtime, session, query } = call
  const { ticket, user, external } = query
  if (ticket !== undefined) {
    const [newest] = await conversationsOf(call, ticket)
    if (newest) return { account: newest.account, customer: newest.customer }
  }
  if (user !== undefined) {
    const [first] = await runtime.store.people.ofDeskUser(session.tenant.tenant.id, user)
    if (first) return first
  }
  return external === undefined ? undefined : byExternal(call, external)
}
