import type { PartSource, ReadyReplies } from '../../api/ready.ts'
import type { Answering } from '../../care/situation.ts'
import type { DatedAnswer, ReadyReply } from '../../care/ready/index.ts'
import { codeOf, standingOf } from '../../pipeline/roster.ts'
import { iso, notThere, partOf, type Call, type Handler } from './call.ts'
import { conversationsOf } from './conversations.ts'

/** What is answered beside a ticket of ours; undefined where the relay does not serve it. */
async function answeringOf(call: Call): Promise<Answering | undefined> {
  const { runtime, session } = call
  const { tenant } = session.tenant
  const [conversation] = await conversationsOf(call, partOf(call, 'ticketId'))
  const served = conversation && tenant.accounts.get(conversation.account)
  if (!served) return undefined
  const { user } = session
  const code = user ? await codeOf(runtime, tenant, { id: user.id }) : undefined
  return {
    conversation,
    served,
    masks: tenant.masks,
    roster: standingOf(tenant, { id: user?.id, code }),
  }
}

/** Only https leads out of the sidebar. */
function safeLink(link: string | undefined): string | null {
  return link?.startsWith('https://') === true ? link : null
}

function sourceOf(source: ReadyReply['parts'][number]['source']): PartSource {
  const { kind, id, title, owner, validTo, link, at } = source
  return {
    kind,
    id,
    title: title ?? null,
    owner: owner ?? null,
    validTo: validTo ?? null,
    link: safeLink(link),
    at: at === undefined ? null : iso(at),
  }
}

function replyOf({ id, style, text, parts, points, dueAt }: ReadyReply) {
  return {
    id,
    style,
    text,
    parts: parts.map((part) => ({ text: part.text, source: sourceOf(part.source) })),
    points: points.map((point) => ({ text: point.text, how: point.how })),
    dueAt: dueAt === undefined ? null : iso(dueAt),
  }
}

function earlierOf(one: DatedAnswer): ReadyReplies['earlier'][number] {
  return {
    replyId: one.id,
    question: one.question,
    answer: one.answer,
    at: iso(one.at),
    ticket: one.ticket ?? null,
    likeness: Math.round(one.likeness * 100) / 100,
    isSameCustomer: one.isSameCustomer,
    stale: one.stale
      ? {
          title: one.stale.title,
          changedAt: iso(one.stale.changedAt),
          link: safeLink(one.stale.link),
        }
      : null,
  }
}

export const readReadyReplies: Handler<'readReadyReplies'> = async (call) => {
  const { runtime, care, session } = call
  const { tenant, rewriter } = session.tenant
  const ticket = partOf(call, 'ticketId')
  const answering = await answeringOf(call)
  if (!answering) {
    const serverNow = iso(runtime.clock.now())
    const nothing = { type: 'question' as const, replies: [], earlier: [], missing: [] }
    return { ticket, serverNow, ...nothing, canRewrite: false }
  }
  const ready = await care.ready.read(answering, tenant.reader?.knowledge)
  return {
    ticket,
    serverNow: iso(ready.now),
    type: ready.type,
    replies: ready.replies.map(replyOf),
    earlier: ready.earlier.map(earlierOf),
    missing: [...ready.missing],
    canRewrite: rewriter !== undefined,
  }
}

export const rewriteReadyReply: Handler<'rewriteReadyReply'> = async (call) => {
  const { care, session } = call
  const { tenant, rewriter } = session.tenant
  const answering = await answeringOf(call)
  if (!answering) throw notThere()
  if (!rewriter) return { outcome: 'off', text: null }
  const id = partOf(call, 'replyId')
  const knowledge = tenant.reader?.knowledge
  const made = await care.ready.rewrite(answering, { id, rewriter, knowledge })
  if (!made) throw notThere()
  return { outcome: made.outcome, text: made.outcome === 'shown' ? made.text : null }
}

export const readMacros: Handler<'readMacros'> = async (call) => {
  const ticket = partOf(call, 'ticketId')
  const answering = await answeringOf(call)
  if (!answering) return { ticket, macros: [], isPartial: false }
  const knowledge = call.session.tenant.tenant.reader?.knowledge
  const { document, helpdesk } = await call.care.ready.macros(answering, knowledge)
  return {
    ticket,
    macros: [
      ...document.map((one) => ({ ...one, origin: 'document' as const })),
      ...(helpdesk ?? []).map((one) => ({ ...one, origin: 'helpdesk' as const })),
    ],
    isPartial: knowledge !== undefined && helpdesk === undefined,
  }
}

const longestSought = 60

export const searchEvidence: Handler<'searchEvidence'> = async (call) => {
  const ticket = partOf(call, 'ticketId')
  const answering = await answeringOf(call)
  if (!answering) return { ticket, earlier: [], articles: [], isPartial: false }
  const { product = '', issue = '' } = call.query
  const sought = { product: product.slice(0, longestSought), issue: issue.slice(0, longestSought) }
  const knowledge = call.session.tenant.tenant.reader?.knowledge
  const found = await call.care.ready.evidence(answering, sought, knowledge)
  return {
    ticket,
    earlier: found.earlier.map(earlierOf),
    articles: found.articles.map(({ id, title, text, link, changedAt }) => ({
      id,
      title,
      text,
      link: safeLink(link),
      changedAt: changedAt === undefined ? null : iso(changedAt),
    })),
    isPartial: !found.isWhole,
  }
}
