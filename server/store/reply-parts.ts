import type { ReplyContent, ReplyState } from '../core/reply.ts'
import { RelayError } from '../core/error.ts'
import type { StoreContext } from './context.ts'
import type { Db } from './engine.ts'
import { readChunks, writeChunks } from './media.ts'
import type { Rows } from './tables.ts'

interface PartPlace {
  readonly tenant: string
  readonly reply: string
  readonly account: string
  readonly conversation: string
  readonly state: 'queued' | 'held'
  readonly firstSeq: number
}

/** File bytes lie in chunks beside the row; the row keeps name and type. */
function withoutBytes(content: ReplyContent): string {
  return JSON.stringify(content, (_key, value: unknown) =>
    value instanceof Uint8Array ? undefined : value,
  )
}

function fileIn(content: ReplyContent): { bytes: Uint8Array } | undefined {
  if (content.type === 'media') return content.file
  return content.type === 'miniprogram' ? content.thumb : undefined
}

function fileOf(part: string): string {
  return `part:${part}`
}

export function partId(reply: string, seq: number): string {
  return `${reply}.${seq}`
}

export async function insertParts(
  context: StoreContext,
  tx: Db,
  place: PartPlace,
  parts: readonly ReplyContent[],
): Promise<void> {
  const at = context.now()
  for (const [i, content] of parts.entries()) {
    const seq = place.firstSeq + i
    const id = partId(place.reply, seq)
    const { tenant, reply, account, conversation, state } = place
    const position = context.mint.position()
    await tx
      .insertInto('deliveries')
      .values({
        tenant,
        id,
        reply,
        account,
        conversation,
        seq,
        position,
        content: withoutBytes(content),
        state,
        run_at: at,
        updated_at: at,
        until: 0,
        fence: 0,
      })
      .execute()
    const file = fileIn(content)
    if (file) await writeChunks(tx, tenant, fileOf(id), file.bytes)
  }
}

/** Parts in any of the states move to another; they are due at once, and no lease on them holds. */
export async function moveParts(
  { now }: StoreContext,
  tx: Db,
  { tenant, id }: Pick<Rows['replies'], 'tenant' | 'id'>,
  { from, to }: { from: readonly ReplyState[]; to: ReplyState },
): Promise<void> {
  const at = now()
  await tx
    .updateTable('deliveries')
    .set((eb) => ({
      state: to,
      run_at: at,
      updated_at: at,
      read_back_at: null,
      took_window: 0,
      tries: 0,
      fence: eb('fence', '+', 1),
      until: 0,
      owner: null,
    }))
    .where('tenant', '=', tenant)
    .where('reply', '=', id)
    .where('state', 'in', from)
    .execute()
}

/** Removes what was not sent, bytes too; answers the number that the next part takes. */
export async function dropUnsent(
  tx: Db,
  { tenant, id }: Pick<Rows['replies'], 'tenant' | 'id'>,
): Promise<number> {
  const parts = await tx
    .selectFrom('deliveries')
    .select(['id', 'seq', 'state'])
    .where('tenant', '=', tenant)
    .where('reply', '=', id)
    .execute()
  for (const part of parts) {
    if (!['held', 'failed', 'cancelled', 'queued'].includes(part.state)) continue
    await dropBytes(tx, tenant, part.id)
    await tx
      .deleteFrom('deliveries')
      .where('tenant', '=', tenant)
      .where('id', '=', part.id)
      .execute()
  }
  return Math.max(-1, ...parts.map(({ seq }) => seq)) + 1
}

/** Once sent, a part is never sent again: its bytes only take room. */
export async function dropBytes(tx: Db, tenant: string, part: string): Promise<void> {
  await tx
    .deleteFrom('chunks')
    .where('tenant', '=', tenant)
    .where('file', '=', fileOf(part))
    .execute()
}

/** What is settled for good keeps no bytes. */
export async function dropSettledBytes(
  tx: Db,
  { tenant, id }: Pick<Rows['replies'], 'tenant' | 'id'>,
): Promise<void> {
  const parts = await tx
    .selectFrom('deliveries')
    .select(['id', 'state'])
    .where('tenant', '=', tenant)
    .where('reply', '=', id)
    .where('state', 'in', ['sent', 'cancelled'])
    .execute()
  for (const part of parts) await dropBytes(tx, tenant, part.id)
}

/** The content as it was enqueued, bytes restored. */
export async function contentOf(db: Db, row: Rows['deliveries']): Promise<ReplyContent> {
  const content = JSON.parse(row.content) as ReplyContent
  if (content.type !== 'media' && content.type !== 'miniprogram') return content
  const bytes = await readChunks(db, row.tenant, fileOf(row.id))
  if (content.type === 'media') return { ...content, file: { ...content.file, bytes } }
  return content.thumb ? { ...content, thumb: { ...content.thumb, bytes } } : content
}

export function stateError(id: string, state: string | undefined, act: string): RelayError {
  return new RelayError(
    'reply.state',
    `Reply ${id} is ${state ?? 'unknown'}: ${act} does not apply.`,
    { details: { state: state ?? '', act } },
  )
}
