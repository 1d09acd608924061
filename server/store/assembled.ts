import type { Clock } from '../core/clock.ts'
import type { Log } from '../core/log.ts'
import type { InboxStore } from '../core/store/inbox.ts'
import type { Store } from '../core/store/index.ts'
import { prepared, type Acceptor } from './prepared.ts'
import type { TokenRows } from './token-rows.ts'
import { createTokens } from './tokens.ts'

// Apart from what works on rows: who asks a store in another thread loads no query builder.

export interface StoreOptions {
  /** `sqlite:PATH` or `postgres://…`. */
  readonly url: string
  /** 32 bytes. */
  readonly masterKey: Uint8Array
  /** Keys this store may still be sealed with; what opens under them is sealed anew at once. */
  readonly previousMasterKeys?: readonly Uint8Array[]
  readonly clock: Clock
  readonly log: Log
  readonly owner?: string
}

/** Everything of a store that works on its rows alone, and so may live in a thread of its own. */
export interface StoreParts extends Omit<Store, 'inbox' | 'tokens' | 'ping' | 'counts' | 'close'> {
  readonly inbox: Omit<InboxStore, 'accept' | 'onMail'>
  /** The hot path: what is made of a message is made by whoever asks. */
  readonly acceptor: Acceptor
  readonly tokenRows: TokenRows
  readonly whole: Pick<Store, 'ping' | 'counts' | 'close'>
}

/** Who uses a store: what refreshes tokens works beside the caller, wherever the rows are. */
export interface StoreUser {
  readonly clock: Clock
  readonly now: () => number
  readonly owner?: string | undefined
  readonly mail: MailBell
}

/** Who is told of mail. */
export interface MailBell {
  readonly ring: () => void
  readonly listen: (listener: () => void) => void
}

export function createMailBell(): MailBell {
  const listeners: (() => void)[] = []
  return {
    ring() {
      for (const listener of listeners) listener()
    },
    listen(listener) {
      listeners.push(listener)
    },
  }
}

/** A store from its parts, in this thread or another. */
export function storeOf(parts: StoreParts, { clock, now, owner, mail }: StoreUser): Store {
  const { tokenRows, whole, acceptor, ...rest } = parts
  const user = { clock, now, owner: owner ?? `p${process.pid}` }
  return {
    ...rest,
    ...whole,
    inbox: {
      ...rest.inbox,
      accept: async (items, move) => acceptor.accept(items.map(prepared), ...(move ? [move] : [])),
      onMail: mail.listen,
    },
    tokens: createTokens(tokenRows, rest.leases, user),
  }
}
