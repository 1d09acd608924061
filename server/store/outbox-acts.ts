import type { JournalEntry } from '../core/journal.ts'
import type { NewNotice, OutboxStore, ReplyRow } from '../core/store/outbox.ts'
import type { StoreContext } from './context.ts'
import type { Db } from './engine.ts'
import { appendJournal } from './journal.ts'
import { closeLetter } from './reply-letters.ts'
import { dropSettledBytes, dropUnsent, insertParts, moveParts, stateError } from './reply-parts.ts'
import { insertNotice, refreshReply } from './reply-rows.ts'
import type { Rows } from './tables.ts'

type Act = Parameters<OutboxStore['act']>[2]

const from: Readonly<Record<Act['do'], readonly string[]>> = {
  release: ['held'],
  reject: ['held'],
  rewrite: ['held', 'failed'],
  customer_has_it: ['unknown'],
  send_again: ['unknown', 'failed'],
}

const types: Readonly<Record<Act['do'], JournalEntry['type']>> = {
  release: 'reply_released',
  reject: 'reply_rejected',
  rewrite: 'reply_rewritten',
  customer_has_it: 'send_confirmed',
  send_again: 'reply_released',
}

/** Other parts take the place of those that were not sent. What was sent stays as it is. */
async function replaceParts(
  context: StoreContext,
  tx: Db,
  reply: Rows['replies'],
  parts: Parameters<typeof insertParts>[3],
): Promise<void> {
  const firstSeq = await dropUnsent(tx, reply)
  const { tenant, id, account, conversation } = reply
  const place = { tenant, reply: id, account, conversation, state: 'queued' as const, firstSeq }
  await insertParts(context, tx, place, parts)
}

async function carryOut(
  context: StoreContext,
  tx: Db,
  reply: Rows['replies'],
  act: Act,
): Promise<void> {
  switch (act.do) {
    case 'release':
      return act.parts
        ? replaceParts(context, tx, reply, act.parts)
        : moveParts(context, tx, reply, { from: ['held'], to: 'queued' })
    case 'reject':
      return moveParts(context, tx, reply, { from: ['held'], to: 'cancelled' })
    case 'rewrite':
      await replaceParts(context, tx, reply, act.parts)
      await tx
        .updateTable('replies')
        .set({ text: act.text })
        .where('tenant', '=', reply.tenant)
        .where('id', '=', reply.id)
        .execute()
      return
    case 'customer_has_it':
      return moveParts(context, tx, reply, { from: ['unknown'], to: 'sent' })
    case 'send_again':
      return moveParts(context, tx, reply, {
        from: ['unknown', 'failed', 'cancelled'],
        to: 'queued',
      })
  }
}

/** A recorded human act: the only way from held, failed or unknown to anything else but a read-back. */
export function createActs(context: StoreContext): Pick<OutboxStore, 'act'> {
  const { engine, now } = context

  /** Locked, so that of two people who decide at once only the first does. */
  async function lockReply(tx: Db, tenant: string, id: string) {
    const query = tx
      .selectFrom('replies')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('id', '=', id)
    return (engine.kind === 'postgres' ? query.forUpdate() : query).executeTakeFirst()
  }

  async function actIn(
    tx: Db,
    place: { tenant: string; id: string },
    act: Act,
    notice: NewNotice | undefined,
  ): Promise<ReplyRow> {
    const reply = await lockReply(tx, place.tenant, place.id)
    const isAsSeen = act.seenAt === undefined || act.seenAt === reply?.updated_at
    if (!reply || !isAsSeen || !from[act.do].includes(reply.state))
      throw stateError(place.id, reply?.state, act.do)
    await carryOut(context, tx, reply, act)
    const after = await refreshReply(tx, now(), place)
    if (after.state !== 'failed') await closeLetter(context, tx, reply)
    // A failed reply's cancelled parts may go yet; those of one that ended may not.
    if (after.state === 'sent' || after.state === 'cancelled') await dropSettledBytes(tx, reply)
    if (notice) await insertNotice(context, tx, place.tenant, notice)
    await appendJournal(context)(tx, place.tenant, [
      {
        type: types[act.do],
        at: now(),
        account: reply.account,
        conversation: reply.conversation,
        reply: reply.id,
        agent: act.by,
        detail: { act: act.do, from: reply.state, via: act.via ?? 'note' },
      },
    ])
    return after
  }

  return {
    act: (tenant, id, act, notice) =>
      engine.transaction((tx) => actIn(tx, { tenant, id }, act, notice)),
  }
}
