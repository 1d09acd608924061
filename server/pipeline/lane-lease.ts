import { isRelayError } from '../core/error.ts'
import type { Lane } from '../core/store/inbox.ts'
import type { Runtime } from './runtime.ts'

/** Short, so that a crashed relay's conversations go on soon elsewhere. */
export const laneLeaseMs = 20_000
const renewEveryMs = 6_000

/**
 * Works on a lane and renews its lease meanwhile: pictures, uploads and a slow helpdesk may together
 * take longer than one lease. `isHeld` goes by the running clock, so that a process which was paused
 * beyond its lease knows it the moment it wakes.
 */
export async function keepLane<T>(
  { clock, store, log }: Runtime,
  lane: Lane,
  work: (isHeld: () => boolean) => Promise<T>,
): Promise<T> {
  const over = new AbortController()
  let heldUntil = clock.monotonic() + laneLeaseMs

  async function renew(): Promise<boolean> {
    const from = clock.monotonic()
    try {
      await store.inbox.extendLane(lane, laneLeaseMs)
      heldUntil = from + laneLeaseMs
      return true
    } catch (error) {
      // Lost for good; a store that is down may still answer before the lease ends.
      if (isRelayError(error, 'store.lease_lost')) {
        heldUntil = -Infinity
        return false
      }
      log.warn('lane.renew_failed', { conversation: lane.conversation.id })
      return true
    }
  }

  async function beat(): Promise<void> {
    for (let goesOn = true; goesOn;) {
      await clock.sleep(renewEveryMs, over.signal)
      goesOn = !over.signal.aborted && (await renew())
    }
  }

  const beating = beat()
  try {
    return await work(() => clock.monotonic() < heldUntil)
  } finally {
    over.abort()
    await beating
  }
}
