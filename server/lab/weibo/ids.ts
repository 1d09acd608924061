import type { LabWorld } from '../world.ts'

/** Status and comment ids carry their second: `unix = (id >> 22) + 515483463`. */
const EPOCH_S = 515_483_463n
const LOW_BITS = 22n

export interface IdMint {
  next(): string
}

/** Ever-growing ids whose time part is right; below 2^53 until 2054. */
export function createIdMint(world: LabWorld): IdMint {
  let last = 0n
  return {
    next() {
      const seconds = BigInt(Math.floor(world.now() / 1_000)) - EPOCH_S
      const low = BigInt(Math.floor(world.random() * 1_000))
      const candidate = (seconds << LOW_BITS) + low
      last = candidate > last ? candidate : last + 1n + low
      return String(last)
    },
  }
}

export function secondsOfId(id: string): number {
  return Number((BigInt(id) >> LOW_BITS) + EPOCH_S)
}
