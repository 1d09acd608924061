import type { StoreContext } from './context.ts'
import type { Db } from './engine.ts'
import type { Rows } from './tables.ts'

type Reply = Pick<Rows['replies'], 'tenant' | 'id' | 'conversation'>

/** A reply that was given up stands among the dead letters until somebody acts on it. */
export async function openLetter(
  { mint, now }: StoreContext,
  tx: Db,
  { tenant, id, conversation }: Reply,
  { code, message }: { code: string; message: string },
): Promise<void> {
  const letter = { tenant, id: mint.id(), kind: 'reply', refers_to: id, conversation }
  await tx
    .insertInto('dead_letters')
    .values({ ...letter, code, message, at: now(), replayed_at: null })
    .execute()
}

/** The act on the reply is what a replay would have done. */
export async function closeLetter(
  { now }: StoreContext,
  tx: Db,
  { tenant, id }: Reply,
): Promise<void> {
  await tx
    .updateTable('dead_letters')
    .set({ replayed_at: now() })
    .where('tenant', '=', tenant)
    .where('kind', '=', 'reply')
    .where('refers_to', '=', id)
    .where('replayed_at', 'is', null)
    .execute()
}
