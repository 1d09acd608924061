import type { JournalEntry } from '../core/journal.ts'
import type { ConversationRow } from '../core/store/inbox.ts'
import type { Consent, ConsentSource } from '../core/store/people.ts'
import type { StoreContext } from './context.ts'
import type { Db } from './engine.ts'
import type { Sorted } from './sort-places.ts'

/** Keeps which identities the platform says are one person. Most messages say nothing and cost nothing. */
export async function rememberUnions(tx: Db, batch: readonly Sorted[]): Promise<void> {
  for (const { row, message } of batch) {
    const { id: customer, unionId } = message.customer
    if (unionId === undefined || unionId === '') continue
    await tx
      .insertInto('unions')
      .values({ tenant: row.tenant, account: row.account, customer, union_id: unionId })
      .onConflict((conflict) =>
        conflict.columns(['tenant', 'account', 'customer']).doUpdateSet({ union_id: unionId }),
      )
      .execute()
  }
}

type Word = Pick<Consent, 'value'> & { readonly source: ConsentSource }

/**
 * What an item itself says about being written to first. Following somebody again is no word, and leave
 * that may be a forger's (a stale signature) is none either.
 */
function wordOf({ row, message }: Sorted): Word | undefined {
  if (message.event?.name === 'unfollowed') return { value: 'refused', source: 'unfollowed' }
  const { contact: value } = message
  if (value === undefined || (value === 'granted' && row.wanted_state === 'quarantined'))
    return undefined
  return { value, source: 'own_words' }
}

/** Keeps customers' own words about being written to first, exactly once each; answers their lines for the journal. */
export async function rememberWords(
  { mint }: StoreContext,
  tx: Db,
  batch: readonly Sorted[],
): Promise<readonly JournalEntry[]> {
  const entries: JournalEntry[] = []
  for (const sorted of batch) {
    const word = wordOf(sorted)
    if (!word) continue
    const { row, message } = sorted
    const { tenant, account } = row
    const { value, source } = word
    const customer = message.customer.id
    const at = Math.min(message.sentAt, row.received_at)
    const said = { tenant, id: mint.id(), account, customer, kind: 'contact', value, at }
    await tx
      .insertInto('consents')
      .values({ ...said, by_id: null, by_name: source })
      .execute()
    const detail = { kind: 'contact', value, source }
    const type = 'consent_recorded' as const
    entries.push({ type, at: row.received_at, account, customer, message: row.id, detail })
  }
  return entries
}

/** Keeps whom the helpdesk made of a customer, so that its page about a user finds them. */
export async function rememberDeskUser(
  tx: Db,
  { tenant, account, customer }: ConversationRow,
  deskUser: string | undefined,
): Promise<void> {
  if (deskUser === undefined) return
  await tx
    .insertInto('desk_users')
    .values({ tenant, desk_user: deskUser, account, customer })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
