import { randomBytes, randomInt } from 'node:crypto'

const perMs = 4096

/** Ids and positions that sort by the time they were minted, also within one millisecond. */
export interface Mint {
  readonly id: () => string
  readonly position: () => number
}

interface MintOptions {
  readonly now: () => number
  /** The newest of earlier runs: a clock set back must not put new mail or replies before old ones. */
  readonly after?: { readonly id: string | undefined; readonly position: number }
}

/** The position inside an id; 0 when it is none of ours. */
function positionIn(id: string | undefined): number {
  return id !== undefined && /^[0-9a-f]{14}-/.test(id) ? Number.parseInt(id.slice(0, 14), 16) : 0
}

export function createMint({ now, after }: MintOptions): Mint {
  let last = Math.max(positionIn(after?.id), after?.position ?? 0)
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
