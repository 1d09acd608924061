import { mintHex, mintUrlSafe, mintWord } from '../mint.ts'
import type { LabWorld } from '../world.ts'

export interface Ids {
  ticket(): number
  /** Everything else is numbered from one long sequence, beyond 32 bits as in real accounts. */
  record(): number
  /** Webhooks and their invocations. */
  word(): string
  uuid(): string
  token(length: number): string
}

const TICKETS_FROM = 100_000
const TICKET_RANGE = 8_900_000
const RECORDS_FROM = 7_000_000_000_000
const RECORD_RANGE = 900_000_000_000

/**
 * Starts elsewhere with every seed: a relay that outlives this process keeps its ticket ids, and must
 * not meet them again on somebody else's ticket.
 */
export function createIds(world: LabWorld): Ids {
  let ticket = TICKETS_FROM + Math.floor(world.random() * TICKET_RANGE)
  let record = RECORDS_FROM + Math.floor(world.random() * RECORD_RANGE)
  const next = (): number => {
    record += 1
    return record
  }
  return {
    ticket: () => {
      ticket += 1
      return ticket
    },
    record: next,
    word: () => `01${mintWord(world, 24).toUpperCase()}`,
    uuid: () => {
      const hex = mintHex(world, 32)
      const parts = [
        [0, 8],
        [8, 12],
        [12, 16],
        [16, 20],
        [20, 32],
      ] as const
      return parts.map(([from, to]) => hex.slice(from, to)).join('-')
    },
    token: (length) => mintUrlSafe(world, length),
  }
}
