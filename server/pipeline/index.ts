import type { StopSignal } from '../core/clock.ts'
import { createCallbacks, type Callbacks } from './callback.ts'
import { createFeeds } from './feeds.ts'
import { createLanes } from './lanes.ts'
import { createNotices } from './notices.ts'
import { createReadBacks } from './read-backs.ts'
import type { Runtime } from './runtime.ts'
import { createSender } from './sender.ts'
import { createTouchedReader } from './touched.ts'
import { runUpkeep } from './upkeep.ts'

export interface Pipeline {
  readonly callbacks: Callbacks
  /** Runs every queue and feed until stopped; resolves when all work in hand has settled. */
  run(stop: StopSignal): Promise<void>
}

/** The whole flow of data, wired over one runtime. */
export function createPipeline(runtime: Runtime): Pipeline {
  const feeds = createFeeds(runtime)
  const callbacks = createCallbacks({
    runtime,
    fetch: (served, feed, hint) => feeds.now(served, feed, hint),
  })
  const pools = [
    createLanes,
    createSender,
    createNotices,
    createTouchedReader,
    createReadBacks,
  ].map((create) => create(runtime))
  return {
    callbacks,
    async run(stop) {
      await Promise.all([
        ...pools.map((pool) => pool.run(stop)),
        feeds.run(stop),
        runUpkeep(runtime, stop),
      ])
    },
  }
}

export type { Runtime } from './runtime.ts'
