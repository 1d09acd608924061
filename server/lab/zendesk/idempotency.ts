import { createHash } from 'node:crypto'
import type { LabWorld } from '../world.ts'
import { ZendeskRefusal } from './refusal.ts'

export interface FirstAnswer {
  location: string
  body: object
}

/** Keys of creations, good for two hours. */
export interface IdempotencyKeys {
  /** The first answer to this key; refuses the key with another body. */
  find(key: string, body: unknown): FirstAnswer | undefined
  keep(key: string, body: unknown, answer: FirstAnswer): void
}

interface Kept {
  digest: string
  at: number
  answer: FirstAnswer
}

const LIFE_MS = 2 * 60 * 60_000

export function createIdempotencyKeys(world: LabWorld): IdempotencyKeys {
  const keys = new Map<string, Kept>()

  const dropOld = (): void => {
    for (const [key, { at }] of keys) {
      if (at > world.now() - LIFE_MS) return
      keys.delete(key)
    }
  }

  return {
    find(key, body) {
      dropOld()
      const kept = keys.get(key)
      if (!kept) return undefined
      if (kept.digest !== digestOf(body)) {
        throw new ZendeskRefusal(400, {
          error: 'IdempotentRequestError',
          description:
            'The idempotency key has already been used with a different request body. Use a new key.',
        })
      }
      return kept.answer
    },
    keep: (key, body, answer) =>
      void keys.set(key, { digest: digestOf(body), at: world.now(), answer }),
  }
}

function digestOf(body: unknown): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('base64')
}
