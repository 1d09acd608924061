import { setImmediate } from 'node:timers/promises'

/** Lets everything that waits for its turn have it: awaiting alone does not. */
export function breath(): Promise<void> {
  return setImmediate()
}
