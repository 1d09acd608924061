import type { ConversationRow } from '../../core/store/inbox.ts'
import type { ReplyRow } from '../../core/store/outbox.ts'
import { takeReply } from '../replies.ts'
import type { Runtime, TenantRuntime } from '../runtime.ts'
import { mostUnderWay, paceBudget } from './pace.ts'
import { reachOf, tellingId } from './people.ts'
import type { LeftOut, Telling, ToBeTold } from './record.ts'
import { toldText } from './texts.ts'
import { worded } from './wording.ts'

export interface Asked {
  readonly tenant: TenantRuntime
  readonly cluster: string
  readonly telling: Telling
}

/** How somebody of a telling stands. `missed`: who could be told when it began and cannot any more. */
export type Standing =
  | { readonly is: 'waiting' }
  | { readonly is: 'taken'; readonly reply: ReplyRow }
  | { readonly is: 'left_out'; readonly why: LeftOut }

function replyId({ cluster, telling }: Asked, { key }: ToBeTold): string {
  return `c${tellingId(cluster, telling.kind, key)}`
}

function missedKey(asked: Asked, person: ToBeTold): string {
  // Of this telling: whoever writes again can be told by the next.
  return `incident-missed:${replyId(asked, person)}:${asked.telling.at}`
}

export async function standingOf(
  { store }: Pick<Runtime, 'store'>,
  asked: Asked,
  person: ToBeTold,
): Promise<Standing> {
  const reply = await store.outbox.reply(asked.tenant.id, replyId(asked, person))
  if (reply) return { is: 'taken', reply }
  const missed = await store.kept.get(asked.tenant.id, missedKey(asked, person))
  const why = person.leftOut ?? (missed as LeftOut | undefined)
  return why === undefined ? { is: 'waiting' } : { is: 'left_out', why }
}

/** Agents see in the ticket what its customer was told; Zendesk itself wrote nothing there. */
async function noteOn(runtime: Runtime, asked: Asked, reply: ReplyRow): Promise<void> {
  const { tenant } = asked
  await runtime.store.outbox.addNotice(tenant.id, {
    id: `${reply.id}:together`,
    ticket: reply.ticket,
    conversation: reply.conversation,
    reply: reply.id,
    text: toldText(reply.text, tenant.locale),
    addTags: [],
    removeTags: [],
    setOpen: false,
  })
  runtime.wake.call('notices')
}

/** Into the outbox, past the same gate as every reply. Idempotent. */
async function tellOne(
  runtime: Runtime,
  asked: Asked,
  person: ToBeTold,
  conversation: ConversationRow,
): Promise<ReplyRow | undefined> {
  const { tenant, cluster, telling } = asked
  const { by, text } = telling
  const { customerName } = conversation
  const addressee = { key: person.key, name: customerName, place: person.place ?? undefined }
  const read = {
    id: tellingId(cluster, telling.kind, person.key),
    ...(conversation.ticket && { ticket: conversation.ticket }),
    text: worded(text, addressee, person.variant),
    attachments: [],
    author: { id: by.id, ...(by.name !== undefined && { name: by.name }) },
    at: runtime.clock.now(),
    isPublic: true,
  }
  const taken = await takeReply(runtime, tenant, read, conversation)
  // A held one has its own note.
  if (taken && taken.reply.state !== 'held') await noteOn(runtime, asked, taken.reply)
  return taken?.reply
}

function isUnderWay({ state }: ReplyRow): boolean {
  return state === 'queued' || state === 'sending'
}

/** Sends one answer to many, a few at a time. Keeps in mind whom it is done with. */
export interface Teller {
  /** Sends on as far as pace and quota allow. True when everybody is told or left out. */
  step(asked: Asked): Promise<boolean>
}

export function createTeller(runtime: Runtime): Teller {
  const { store } = runtime
  /** By telling: replies whose end is seen need not be looked up again. */
  const seen = new Map<string, Set<string>>()

  async function canTake(asked: Asked, account: string, channel: string): Promise<boolean> {
    const taken = await store.budgets.take(paceBudget(asked.tenant.id, account, channel), 1)
    return taken.ok
  }

  async function advance(asked: Asked, person: ToBeTold): Promise<'done' | 'under_way' | 'paced'> {
    const { tenant } = asked
    const conversation = await store.inbox.conversation(tenant.id, person.conversation)
    const reach = conversation && (await reachOf(runtime, tenant, conversation))
    const missed = reach ? reach.leftOut : 'no_account'
    if (!conversation || missed !== undefined) {
      await store.kept.set(tenant.id, missedKey(asked, person), missed ?? 'no_account')
      return 'done'
    }
    if (!(await canTake(asked, conversation.account, conversation.channel))) return 'paced'
    const reply = await tellOne(runtime, asked, person, conversation)
    return reply && isUnderWay(reply) ? 'under_way' : 'done'
  }

  return {
    async step(asked) {
      const name = `${asked.cluster}/${asked.telling.kind}/${asked.telling.at}`
      const settled = seen.get(name) ?? new Set<string>()
      seen.set(name, settled)
      const underWay = new Map<string, number>()
      const paced = new Set<string>()
      let isDone = true
      for (const person of asked.telling.people) {
        const { account } = person
        const id = replyId(asked, person)
        if (person.leftOut !== undefined || settled.has(id)) continue
        const standing = await standingOf(runtime, asked, person)
        const count = underWay.get(account) ?? 0
        const isTaken = standing.is === 'taken' && isUnderWay(standing.reply)
        if (standing.is !== 'waiting' && !isTaken) {
          settled.add(id)
          continue
        }
        isDone = false
        const isFull = count >= mostUnderWay || paced.has(account)
        const next = isTaken ? 'under_way' : isFull ? undefined : await advance(asked, person)
        if (next === 'paced') paced.add(account)
        if (next === 'under_way') underWay.set(account, count + 1)
      }
      if (isDone) seen.delete(name)
      return isDone
    },
  }
}
