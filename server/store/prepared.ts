import { createHash } from 'node:crypto'
import type { InboundMessage } from '../core/message.ts'
import type { Acceptance, CursorMove } from '../core/store/inbox.ts'

/**
 * An item as its row holds it, in the order of `columns`, its id still open. Plain values in a plain
 * list, since they travel between threads by the thousand.
 */
export type Prepared = readonly [tenant: string, ...rest: (string | number)[]]

export interface Acceptor {
  accept(items: readonly Prepared[], move?: CursorMove): Promise<readonly ('new' | 'duplicate')[]>
}

const longestKey = 512

/** A genuine item is taken whatever its key looks like: PostgreSQL indexes no long text and no NUL. */
function keyOf({ key }: InboundMessage): string {
  if (key.length <= longestKey && !key.includes('\0')) return key
  return `sha256:${createHash('sha256').update(key).digest('hex')}`
}

/** The platform's own words are kept as they came, however well they were read. */
export function prepared(item: Acceptance): Prepared {
  const { tenant, account, channel, message, raw, state, isAnswerable, receivedAt, dueAt } = item
  return [
    tenant,
    '',
    account,
    channel,
    keyOf(message),
    'fresh',
    state,
    JSON.stringify(message),
    JSON.stringify(raw),
    isAnswerable ? 1 : 0,
    receivedAt,
    dueAt,
  ]
}
