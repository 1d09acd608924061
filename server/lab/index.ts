import { playDay } from './day.ts'
import type { LabPlan } from './plan.ts'
import { startServers, type LabServers } from './servers.ts'
import { zendeskSimulator } from './zendesk/index.ts'

export type { LabPlan } from './plan.ts'

/** The simulated platforms and, on request, a day of conversations once the relay is ready. */
export async function startLab(options: {
  plan: LabPlan
  host?: string
  seedDay?: boolean
  staticDir?: string
  /** A fresh one by default: a relay that outlives the lab must meet new customers, not old ids. */
  seed?: number
}): Promise<LabServers> {
  const seed = options.seed ?? Date.now()
  const servers = await startServers({ ...options, seed, zendesk: zendeskSimulator })
  if (!options.seedDay) return servers

  const stopping = new AbortController()
  const day = playDay({
    controlUrl: servers.urls.zendesk,
    relayUrl: options.plan.relayUrl,
    world: servers.world,
    signal: stopping.signal,
  })
  return {
    ...servers,
    async close() {
      stopping.abort()
      await day
      await servers.close()
    },
  }
}
