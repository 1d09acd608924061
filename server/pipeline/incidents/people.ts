import { createHash } from 'node:crypto'
import type { ConversationRow } from '../../core/store/inbox.ts'
import { mayReachOut } from '../reach-out.ts'
import { accountOf, type Runtime, type TenantRuntime } from '../runtime.ts'
import type { LeftOut, TellingKind } from './record.ts'

/** Finds what many customers write about at once, and who they are. */
export interface ClusterSource {
  get(id: string):
    | {
        readonly id: string
        readonly label: string
        readonly members: readonly { readonly id: string; readonly at: number }[]
      }
    | undefined
  member(filing: string):
    | {
        readonly conversation: string
        readonly at: number
        readonly province: string | undefined
        readonly city: string | undefined
      }
    | undefined
}

/** One person of an incident: several of their conversations are one. */
export interface IncidentPerson {
  readonly key: string
  /** The one they wrote in last. */
  readonly conversation: ConversationRow
  readonly place: string | undefined
  readonly followers: number | null
}

export function personKey({ account, customer }: ConversationRow): string {
  return createHash('sha256').update(`${account}/${customer}`).digest('hex').slice(0, 24)
}

/** A reply's id: the same person is told one thing of one incident once, whoever asks and however often. */
export function tellingId(cluster: string, kind: TellingKind, person: string): string {
  const digest = createHash('sha256').update(`${cluster}/${kind}/${person}`).digest('hex')
  return `-incident-${digest.slice(0, 24)}`
}

interface Joined {
  readonly conversation: string
  readonly place: string | undefined
}

/** Conversations of a cluster as they joined, each with what its customer said last of where they are. */
export function joinedOf(source: ClusterSource, cluster: string): readonly Joined[] {
  const places = new Map<string, string | undefined>()
  for (const { id } of source.get(cluster)?.members ?? []) {
    const member = source.member(id)
    if (!member) continue
    const { conversation, city, province } = member
    places.set(conversation, city ?? province ?? places.get(conversation))
  }
  return [...places].map(([conversation, place]) => ({ conversation, place }))
}

async function followersOf(
  { store }: Pick<Runtime, 'store'>,
  tenant: string,
  conversation: string,
): Promise<number | null> {
  const messages = await store.inbox.messages(tenant, conversation, 5)
  return (
    messages.map(({ message }) => message.customer.followers).findLast((n) => n !== undefined) ??
    null
  )
}

export async function peopleOf(
  runtime: Pick<Runtime, 'store'>,
  tenant: string,
  joined: readonly Joined[],
): Promise<readonly IncidentPerson[]> {
  const people = new Map<string, IncidentPerson>()
  for (const { conversation: id, place } of joined) {
    const conversation = await runtime.store.inbox.conversation(tenant, id)
    if (!conversation) continue
    const key = personKey(conversation)
    const known = people.get(key)
    const isOlder = known && known.conversation.lastInboundAt > conversation.lastInboundAt
    const followers = await followersOf(runtime, tenant, id)
    people.set(key, {
      key,
      conversation: isOlder ? known.conversation : conversation,
      place: place ?? known?.place,
      followers: followers ?? known?.followers ?? null,
    })
  }
  return [...people.values()]
}

export interface Reach {
  readonly leftOut: LeftOut | undefined
  /** Until when they can be answered in private, epoch ms; undefined = for as long as we like. */
  readonly deadline: number | undefined
}

/** Whether somebody can be told now, and if not, why. */
export async function reachOf(
  runtime: Runtime,
  tenant: TenantRuntime,
  { account, customer, visibility }: ConversationRow,
): Promise<Reach> {
  const served = accountOf(runtime, tenant.id, account)
  if (!served) return { leftOut: 'no_account', deadline: undefined }
  const consent = await mayReachOut(runtime, tenant.id, { account, customer })
  // Who was never asked asked us: this is the answer. Who refused is left alone.
  if (!consent.may && consent.because === 'refused')
    return { leftOut: 'refused', deadline: undefined }
  if (!served.channel.traits.hasWindow[visibility])
    return { leftOut: undefined, deadline: undefined }
  const window = await runtime.store.outbox.window(tenant.id, account, customer)
  const { remaining, deadline, isReachable } = window
  if (!isReachable) return { leftOut: 'unreachable', deadline }
  const isOpen = deadline !== undefined && deadline > runtime.clock.now() && remaining !== 0
  return { leftOut: isOpen ? undefined : 'window_closed', deadline }
}
