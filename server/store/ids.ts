import { randomBytes, randomInt } from 'node:crypto'

const perMs = 4096

/** Ids and positions that sort by the time they were minted, also within one millisecond. */
export interface Mint {
  readonly id: () => string
  readonly position: () => number
}

interface MintOptions {
  readonly now: () => number
  /** Newest id of an earlier run: a clock set back must not put new mail before old. */
  readonly after?: string | undefined
}

/** The position inside an id; 0 when it is none of ours. */
function positionIn(id: string | undefined): number {
  return id !== undefined && /^[0-9a-f]{14}-/.test(id) ? Number.parseInt(id.slice(0, 14), 16) : 0
}

export function createMint({ now, after }: MintOptions): Mint {
  let last = positionIn(after)
  const suffix = randomBytes(5).toString('hex')
  // Two relays in one millisecond should not mint one position.
  const offset = randomInt(perMs)

  function position(): number {
    last = Math.max(last + 1, now() * perMs + offset)
    return last
  }

  return {
    position,
    // 14 hexadecimal digits hold 2^56: fixed width, so text order is time order.
    id: () => `${position().toString(16).padStart(14, '0')}-${suffix}`,
  }
}
