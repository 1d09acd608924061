import { sql } from 'kysely'
import { RelayError } from '../core/error.ts'
import type { JournalEntry } from '../core/journal.ts'
import type { NewReply, OutboxStore } from '../core/store/outbox.ts'
import { readAnswered } from './answered.ts'
import type { StoreContext } from './context.ts'
import { appendJournal } from './journal.ts'
import { createNotices } from './notices.ts'
import { useIntent } from './intents.ts'
import { createActs } from './outbox-acts.ts'
import { claimDeliveries, claimReadBacks, isAnyDue } from './outbox-claim.ts'
import { finishDelivery } from './outbox-finish.ts'
import { resolveDelivery, sweepDeliveries } from './outbox-unknown.ts'
import { insertParts } from './reply-parts.ts'
import { insertNotice, readReply, replyRow, ticketId } from './reply-rows.ts'
import type { Sorter } from './sorter.ts'
import { readLedger, stateOf } from './windows.ts'

/** Findings of wording rules, also those its author overrode; a lost file is none. */
function wordingFindings({ findings = [], overridden }: NewReply): number {
  const held = findings.filter(({ rule }) => rule.startsWith('W-'))
  return new Set([...held.map(({ rule }) => rule), ...(overridden?.rules ?? [])]).size
}

function entriesFor(reply: NewReply, at: number): readonly JournalEntry[] {
  const about = {
    account: reply.account,
    conversation: reply.conversation,
    reply: reply.id,
    agent: reply.author.id,
    ...(reply.ticket && { ticket: reply.ticket.id }),
  }
  const read: JournalEntry = {
    type: 'reply_read',
    at,
    platformAt: reply.writtenAt,
    ...about,
    detail: { parts: reply.parts.length, findings: wordingFindings(reply) },
  }
  const { intent = '', rules = [] } = reply.overridden ?? {}
  const overridden: readonly JournalEntry[] =
    rules.length > 0
      ? [{ type: 'reply_overridden', at, ...about, detail: { rules: rules.join(','), intent } }]
      : []
  if (reply.state !== 'held') return [read, ...overridden]
  return [
    read,
    ...overridden,
    { type: 'reply_held', at, ...about, detail: { reason: reply.holdReason ?? '' } },
  ]
}

async function insertReply(context: StoreContext, reply: NewReply) {
  const { engine, now } = context
  const { tenant, id, account, conversation, state } = reply
  return engine.transaction(async (tx) => {
    const inserted = await tx
      .insertInto('replies')
      .values({
        tenant,
        id,
        account,
        conversation,
        ticket: ticketId(reply.ticket),
        comment: reply.commentId,
        author: JSON.stringify(reply.author),
        text: reply.text,
        state,
        hold_reason: reply.holdReason ?? null,
        findings: reply.findings ? JSON.stringify(reply.findings) : null,
        code: null,
        parts_total: reply.parts.length,
        written_at: reply.writtenAt,
        updated_at: now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst()
    if (!inserted) return { isNew: false, row: await readReply(tx, tenant, id) }
    const place = { tenant, reply: id, account, conversation, state, firstSeq: 0 }
    await insertParts(context, tx, place, reply.parts)
    if (reply.notice) await insertNotice(context, tx, tenant, reply.notice)
    if (reply.overridden) await useIntent(tx, tenant, reply.overridden.intent, id)
    await appendJournal(context)(tx, tenant, entriesFor(reply, now()))
    return { isNew: true, row: inserted }
  })
}

/** Earliest time at which a part, a look back, an expired lease or a notice wants work. */
async function nextDueAt({ db }: StoreContext): Promise<number | undefined> {
  const { rows } = await sql<{ at: number | null }>`
    select min(at) as at from (
      select min(run_at) as at from deliveries where state = 'queued'
      union all select min(until) as at from deliveries where state = 'sending'
      union all select min(case when until > read_back_at then until else read_back_at end) as at
        from deliveries where state = 'unknown' and read_back_at is not null
      union all select min(case when until > run_at then until else run_at end) as at
        from notices where state = 'waiting'
    ) as due`.execute(db)
  return rows[0]?.at ?? undefined
}

export function createOutbox(context: StoreContext, sorter: Sorter): OutboxStore {
  const { db, now } = context

  return {
    finish: finishDelivery(context),
    sweep: sweepDeliveries(context),
    resolve: resolveDelivery(context),
    ...createActs(context),
    ...createNotices(context),
    answered: readAnswered(context),
    async enqueue(reply) {
      const { isNew, row } = await insertReply(context, reply)
      if (!row) throw new RelayError('store.unavailable', 'The reply was neither new nor known.')
      return { isNew, reply: replyRow(row) }
    },
    async claim(options) {
      // Mail may open the window of a reply; with none to send, none is looked for at every turn.
      if (!(await isAnyDue(context))) return []
      await sorter.settle()
      return claimDeliveries(context, options)
    },
    claimReadBacks: (options) => claimReadBacks(context, options),
    async reply(tenant, id) {
      const row = await readReply(db, tenant, id)
      return row && replyRow(row)
    },
    async repliesOf(tenant, { conversation, ticket, states, limit = 100, order }) {
      let query = db.selectFrom('replies').selectAll().where('tenant', '=', tenant)
      if (conversation !== undefined) query = query.where('conversation', '=', conversation)
      if (ticket) query = query.where('ticket', '=', ticket.id)
      // One state stands in the text itself: an index of that state alone applies only then.
      const [only, ...others] = states ?? []
      if (only !== undefined && others.length === 0)
        query = query.where('state', '=', sql.lit<string>(only))
      else if (states) query = query.where('state', 'in', states)
      const direction = order === 'oldest' ? 'asc' : 'desc'
      const rows = await query.orderBy('written_at', direction).limit(limit).execute()
      return rows.map(replyRow)
    },
    async stamp(tenant, conversations) {
      if (conversations.length === 0) return ''
      const row = await db
        .selectFrom('replies')
        .select(({ fn }) => [fn.countAll<number>().as('n'), fn.max('updated_at').as('at')])
        .where('tenant', '=', tenant)
        .where('conversation', 'in', conversations)
        .executeTakeFirst()
      return `${row?.n ?? 0}-${row?.at ?? 0}`
    },
    async window(tenant, account, customer) {
      await sorter.settle()
      return stateOf(await readLedger(context, db, { tenant, account, customer }), now())
    },
    async isOwnSend(tenant, account, platformId) {
      const row = await db
        .selectFrom('deliveries')
        .select('id')
        .where('tenant', '=', tenant)
        .where('account', '=', account)
        .where('platform_id', '=', platformId)
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },
    nextDueAt: () => nextDueAt(context),
  }
}
