import { RelayError } from '../core/error.ts'
import type { TicketRef } from '../core/filing.ts'
import type { JournalEntry } from '../core/journal.ts'
import type { FrozenFiling, InboxStore, Lane } from '../core/store/inbox.ts'
import type { StoreContext } from './context.ts'
import type { Db } from './engine.ts'
import { appendJournal } from './journal.ts'
import { frozenFiling, nextOpenFiling, updateLane } from './lanes.ts'
import { rememberDeskUser } from './people-hooks.ts'

type Freeze = InboxStore['freeze']
type Settle = InboxStore['settle']
type LearnTicket = InboxStore['learnTicket']

export function filingEntry(
  filing: Pick<FrozenFiling, 'id' | 'account' | 'conversation' | 'members'>,
  lane: Lane,
): Omit<JournalEntry, 'type' | 'at'> {
  const { account, conversation, id, members } = filing
  const { channel, customer } = lane.conversation
  return {
    account,
    conversation,
    filing: id,
    channel,
    customer,
    detail: { members: members.length },
  }
}

export async function setMembers(
  tx: Db,
  filing: FrozenFiling,
  state: 'filed' | 'dead',
): Promise<void> {
  await tx
    .updateTable('inbox')
    .set({ state })
    .where('tenant', '=', filing.tenant)
    .where('filing', '=', filing.id)
    .where('state', '=', 'pending')
    .execute()
}

async function assignMembers(
  tx: Db,
  filing: Pick<FrozenFiling, 'id' | 'tenant' | 'members'>,
): Promise<void> {
  const changed = await tx
    .updateTable('inbox')
    .set({ filing: filing.id })
    .where('tenant', '=', filing.tenant)
    .where('id', 'in', filing.members)
    .where('state', '=', 'pending')
    .returning('id')
    .execute()
  if (changed.length !== filing.members.length) {
    throw new RelayError(
      'store.lease_lost',
      'Messages of this filing were filed by another process.',
    )
  }
}

async function rememberComment(
  tx: Db,
  tenant: string,
  comment: string | undefined,
  filing: string,
): Promise<void> {
  if (comment === undefined) return
  await tx
    .insertInto('own_comments')
    .values({ tenant, comment, filing })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function markFiling(
  tx: Db,
  filing: Pick<FrozenFiling, 'tenant' | 'id'>,
  changes: { state: 'open' | 'settled' | 'dead'; ticket?: string },
): Promise<void> {
  await tx
    .updateTable('filings')
    .set(changes)
    .where('tenant', '=', filing.tenant)
    .where('id', '=', filing.id)
    .execute()
}

/** Stands behind the members' own lines, so that a reader in order knows them already. */
function understoodEntry(
  detail: JournalEntry['detail'],
  filing: Pick<FrozenFiling, 'id' | 'account' | 'conversation' | 'members'>,
  lane: Lane,
  at: number,
): readonly JournalEntry[] {
  return detail ? [{ ...filingEntry(filing, lane), type: 'understood', at, detail }] : []
}

/** Members and body are fixed before the first call; every retry repeats exactly them. */
export function freezeFiling(context: StoreContext): Freeze {
  const { engine, now } = context
  return (lane, filing, understood) =>
    engine.transaction(async (tx) => {
      const row = {
        tenant: filing.tenant,
        id: filing.id,
        account: filing.account,
        conversation: filing.conversation,
        members: JSON.stringify(filing.members),
        target: JSON.stringify(filing.target),
        body: JSON.stringify(filing.body),
        tries: 0,
        frozen_at: now(),
        state: 'open',
        ticket: null,
      }
      await updateLane(tx, lane, { open_filing: filing.id })
      await tx.insertInto('filings').values(row).execute()
      await assignMembers(tx, filing)
      await appendJournal(context)(tx, filing.tenant, [
        { type: 'filing_frozen', at: now(), ...filingEntry(filing, lane) },
        ...understoodEntry(understood, filing, lane, now()),
      ])
      return frozenFiling(row)
    })
}

export function settleFiling(context: StoreContext): Settle {
  const { engine, now } = context
  return (lane, filing, { ticket, commentId, userId }) =>
    engine.transaction(async (tx) => {
      const at = now()
      const known = { ...(ticket && { ticket: ticket.id }) }
      await updateLane(tx, lane, { last_filed_at: at, ...known })
      const next = await nextOpenFiling(tx, lane, { except: filing.id })
      await updateLane(tx, lane, { open_filing: next })
      await markFiling(tx, filing, { state: 'settled', ...known })
      await setMembers(tx, filing, 'filed')
      await rememberComment(tx, filing.tenant, commentId, filing.id)
      await rememberDeskUser(tx, lane.conversation, userId)
      const detail = {
        members: filing.members.length,
        ...(userId !== undefined && { user: userId }),
        ...(commentId !== undefined && { comment: commentId }),
      }
      await appendJournal(context)(tx, filing.tenant, [
        { type: 'filed', at, ...filingEntry(filing, lane), ...known, detail },
      ])
    })
}

/** A repeated event must not turn a conversation back to a ticket that it has left meanwhile. */
function learn(
  tx: Db,
  { tenant, id }: Pick<FrozenFiling, 'tenant' | 'id'>,
  ticket: TicketRef,
): Promise<{ conversation: string; account: string } | undefined> {
  return tx
    .updateTable('filings')
    .set({ ticket: ticket.id })
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .where((eb) => eb.or([eb('ticket', 'is', null), eb('ticket', '<>', ticket.id)]))
    .returning(['conversation', 'account'])
    .executeTakeFirst()
}

/** The channel framework names the ticket later than it takes the message. */
export function learnTicket(context: StoreContext): LearnTicket {
  const { engine, now } = context
  return (tenant, filing, ticket, commentId) =>
    engine.transaction(async (tx) => {
      const known = await tx
        .selectFrom('filings')
        .select('id')
        .where('tenant', '=', tenant)
        .where('id', '=', filing)
        .executeTakeFirst()
      if (!known) return
      await rememberComment(tx, tenant, commentId, filing)
      const row = await learn(tx, { tenant, id: filing }, ticket)
      if (!row) return
      await tx
        .updateTable('conversations')
        .set({ ticket: ticket.id })
        .where('tenant', '=', tenant)
        .where('id', '=', row.conversation)
        .execute()
      const { conversation, account } = row
      const entry = { at: now(), filing, ticket: ticket.id, conversation, account }
      await appendJournal(context)(tx, tenant, [{ type: 'ticket_learnt', ...entry }])
    })
}
