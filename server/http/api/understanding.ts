import type { Guidance } from '../../api/guidance.ts'
import type { Correction, Understood } from '../../api/understanding.ts'
import type { JournalEntry } from '../../core/journal.ts'
import type { Understanding } from '../../understanding/result.ts'
import { urgencyOf } from '../../understanding/urgency.ts'
import { conversationsOf } from './conversations.ts'
import { actorOf, iso, notThere, partOf, type Call, type Handler } from './call.ts'

type Said = Guidance['said'][number]

function answerOf(read: Understanding): Understood {
  const { where, when, what, polarity, anger, escalation, abuse, relevance, evidence } = read
  const { level, score, because } = urgencyOf(read)
  return {
    where,
    when,
    category: what.category,
    product: what.product,
    polarity,
    anger,
    escalation,
    abuse,
    relevance,
    urgency: { level, score, because: [...because] },
    evidence: [...evidence],
  }
}

/** A message as the sidebar shows it, with what it says where the tenant has that read. */
export function saidOf(
  { session }: Pick<Call, 'session'>,
  { message, text, at }: { readonly message: string; readonly text: string; readonly at: number },
): Said {
  const { understand, timeZone } = session.tenant.tenant
  const said = { message, text, at: iso(at) }
  return understand ? { ...said, understood: answerOf(understand({ text, at, timeZone })) } : said
}

/** Flat, as the journal keeps facts: never a word of the customer. */
function detailOf(correction: Correction): NonNullable<JournalEntry['detail']> {
  if (correction.field !== 'place') return { field: correction.field, value: correction.value }
  const { province, city, district } = correction.value
  return {
    field: 'place',
    ...(province !== null && { province }),
    ...(city !== null && { city }),
    ...(district !== null && { district }),
  }
}

/** As a label is kept. */
function valueOf({ value }: Correction): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const messagesLookedAt = 200

export const correctUnderstanding: Handler<'correctUnderstanding'> = async (call) => {
  const { runtime, session, body } = call
  const tenant = session.tenant.tenant.id
  const { id: agent } = actorOf(call)
  const conversations = await conversationsOf(call, partOf(call, 'ticketId'))
  for (const { id, account, channel, customer } of conversations) {
    const messages = await runtime.store.inbox.messages(tenant, id, messagesLookedAt)
    if (!messages.some((one) => one.id === body.message)) continue
    const about = { account, channel, conversation: id, customer, message: body.message, agent }
    const at = runtime.clock.now()
    await runtime.store.learning.label(
      tenant,
      { message: body.message, field: body.field, value: valueOf(body), at, agent },
      { ...about, type: 'understanding_corrected', at, detail: detailOf(body) },
    )
    return { recorded: true }
  }
  throw notThere()
}
