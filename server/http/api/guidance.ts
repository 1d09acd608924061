import type { CustomerCard, Guidance, PublicThread } from '../../api/guidance.ts'
import type { PublicContext } from '../../core/message.ts'
import { readTicketGuidance, readTicketPulse, type TicketGuidance } from '../../care/guidance.ts'
import { codeOf, standingOf } from '../../pipeline/roster.ts'
import type { AccountRuntime } from '../../pipeline/runtime.ts'
import { caseworkAnswer } from './casework.ts'
import { conversationsOf } from './conversations.ts'
import { iso, partOf, type Call, type Handler } from './call.ts'
import { deliveryOf } from './deliveries.ts'
import { saidOf } from './understanding.ts'

/** A ticket the relay does not serve: the rules advise with an empty context. */
async function adviceOnly({ runtime, care, session }: Call, ticket: string): Promise<Guidance> {
  const { on, version, accounts } = await care.crisis.state(session.tenant.tenant.id)
  return {
    ticket,
    serverNow: iso(runtime.clock.now()),
    account: null,
    channel: null,
    visibility: null,
    context: {},
    personaVersion: 0,
    crisis: { on: on && accounts === undefined, version },
    window: null,
    deliveries: [],
    customer: null,
    said: [],
    thread: null,
  }
}

function customerCard({ conversation, contacts }: TicketGuidance): CustomerCard {
  const { customer, customerName, account, channel } = conversation
  const name = customerName ?? null
  return {
    id: customer,
    name,
    identities: [{ channel, account, label: customerName ?? `…${customer.slice(-6)}` }],
    lastContacts: contacts.map(({ at, text, conversation: one }) => ({
      at: iso(at),
      channel: one.channel,
      visibility: one.visibility,
      ticket: one.ticket?.id ?? null,
      text,
    })),
  }
}

/** Only https leads out: the address came from a platform. */
function safeLink(link: string | undefined): string | null {
  return link !== undefined && URL.canParse(link) && new URL(link).protocol === 'https:'
    ? link
    : null
}

function counted(n: number | undefined): number | null {
  return n !== undefined && Number.isSafeInteger(n) && n >= 0 ? n : null
}

function postOf(post: PublicContext): PublicThread['posts'][number] {
  return {
    id: post.id.slice(0, 200) || '?',
    text: post.text ?? null,
    author: post.author ?? null,
    link: safeLink(post.link),
    isDeleted: post.isDeleted === true,
    isTruncated: post.isTruncated === true,
    reposts: counted(post.reposts),
    comments: counted(post.comments),
  }
}

function answerOf(
  call: Call,
  ticket: string,
  found: TicketGuidance,
  served: AccountRuntime,
): Guidance {
  const { conversation, window, thread, now } = found
  return {
    ticket,
    serverNow: iso(now),
    account: { id: conversation.account, channel: conversation.channel, isConnected: true },
    channel: conversation.channel,
    visibility: conversation.visibility,
    context: { ...found.context },
    personaVersion: found.personaVersion,
    crisis: found.crisis,
    window: window
      ? {
          repliesLeft: window.repliesLeft ?? null,
          endsAt: window.deadline === undefined ? null : iso(window.deadline),
          serverNow: iso(now),
        }
      : null,
    deliveries: found.replies.map(deliveryOf),
    customer: customerCard(found),
    said: found.said.map((one) => saidOf(call, one)),
    thread: thread
      ? {
          id: thread.id,
          lead:
            served.descriptor.opensWith?.(conversation.target ?? {}, conversation.customerName) ??
            null,
          posts: thread.posts.map(postOf),
          audience: counted(thread.followers),
        }
      : null,
    casework: caseworkAnswer(found.casework),
  }
}

export const readGuidance: Handler<'readGuidance'> = async (call) => {
  const { runtime, care, session } = call
  const { tenant } = session.tenant
  const ticket = partOf(call, 'ticketId')
  const [conversation, ...others] = await conversationsOf(call, ticket)
  const served = conversation && tenant.accounts.get(conversation.account)
  if (!conversation) return adviceOnly(call, ticket)
  if (!served) {
    // The account left the configuration: its tickets stay, and the rules advise.
    const { account, channel, visibility } = conversation
    const advice = await adviceOnly(call, ticket)
    return { ...advice, account: { id: account, channel, isConnected: false }, channel, visibility }
  }
  const { user } = session
  // The same code as on sending: it counts into the length.
  const code = user ? await codeOf(runtime, tenant, { id: user.id }) : undefined
  const found = await readTicketGuidance(care.doors, {
    conversations: [conversation, ...others],
    served,
    masks: tenant.masks,
    roster: standingOf(tenant, { id: user?.id, code }),
  })
  return answerOf(call, ticket, found, served)
}

export const readPulse: Handler<'readPulse'> = async (call) => {
  const { runtime, care, session, query } = call
  const { ticket } = query
  const conversations = ticket === undefined ? [] : await conversationsOf(call, ticket)
  const pulse = await readTicketPulse(care.doors, session.tenant.tenant.id, conversations)
  return {
    serverNow: iso(runtime.clock.now()),
    crisisVersion: pulse.crisisVersion,
    personaVersion: pulse.personaVersion,
    deliveriesVersion: pulse.deliveries,
    messagesVersion: pulse.messages,
    ...(conversations.length > 0 && { caseworkVersion: pulse.casework }),
  }
}
