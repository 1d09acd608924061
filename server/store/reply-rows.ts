import type { TicketRef } from '../core/filing.ts'
import type { ReplyAuthor, ReplyState } from '../core/reply.ts'
import type { GateFinding, NewNotice, ReplyRow } from '../core/store/outbox.ts'
import type { StoreContext } from './context.ts'
import type { Db } from './engine.ts'
import type { Rows } from './tables.ts'

export function replyRow(row: Rows['replies']): ReplyRow {
  return {
    tenant: row.tenant,
    id: row.id,
    account: row.account,
    conversation: row.conversation,
    ticket: row.ticket === null ? undefined : { id: row.ticket },
    commentId: row.comment,
    author: JSON.parse(row.author) as ReplyAuthor,
    text: row.text,
    state: row.state as ReplyState,
    holdReason: row.hold_reason ?? undefined,
    findings: row.findings === null ? [] : (JSON.parse(row.findings) as GateFinding[]),
    code: row.code ?? undefined,
    partsTotal: row.parts_total,
    partsSent: row.parts_sent,
    writtenAt: row.written_at,
    updatedAt: row.updated_at,
  }
}

export async function readReply(
  db: Db,
  tenant: string,
  id: string,
): Promise<Rows['replies'] | undefined> {
  return db
    .selectFrom('replies')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Sets state and counters of a reply from its parts; the heaviest part decides. */
export async function refreshReply(
  tx: Db,
  at: number,
  place: { tenant: string; id: string },
  code?: string,
): Promise<ReplyRow> {
  const parts = await tx
    .selectFrom('deliveries')
    .select('state')
    .where('tenant', '=', place.tenant)
    .where('reply', '=', place.id)
    .execute()
  const states = parts.map(({ state }) => state as ReplyState)
  const state = aggregate(states)
  const row = await tx
    .updateTable('replies')
    .set({
      state,
      parts_total: states.length,
      parts_sent: states.filter((state) => state === 'sent').length,
      updated_at: at,
      ...(code !== undefined && { code }),
      ...(state === 'sent' && { code: null }),
    })
    .where('tenant', '=', place.tenant)
    .where('id', '=', place.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return replyRow(row)
}

const heaviestFirst: readonly ReplyState[] = [
  'unknown',
  'failed',
  'held',
  'sending',
  'queued',
  'cancelled',
]

/** Sent only when every part is; otherwise what needs attention most. */
export function aggregate(states: readonly ReplyState[]): ReplyState {
  if (states.length > 0 && states.every((state) => state === 'sent')) return 'sent'
  return heaviestFirst.find((state) => states.includes(state)) ?? 'cancelled'
}

/** Idempotent on the notice's id. */
export async function insertNotice(
  context: StoreContext,
  tx: Db,
  tenant: string,
  notice: NewNotice,
): Promise<void> {
  await tx
    .insertInto('notices')
    .values({
      tenant,
      id: notice.id,
      position: context.mint.position(),
      ticket: ticketId(notice.ticket),
      conversation: notice.conversation,
      reply: notice.reply,
      text: notice.text,
      add_tags: JSON.stringify(notice.addTags),
      remove_tags: JSON.stringify(notice.removeTags),
      set_open: notice.setOpen ? 1 : 0,
      state: 'waiting',
      run_at: context.now(),
      until: 0,
      fence: 0,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export function ticketId(ticket: TicketRef | undefined): string | null {
  return ticket?.id ?? null
}
