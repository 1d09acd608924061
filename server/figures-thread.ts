import { parentPort, workerData } from 'node:worker_threads'
import type { Log } from './core/log.ts'
import { createKpiUpkeep } from './jobs/kpi-upkeep.ts'
import type { KpiSettings } from './kpi/settings.ts'
import { openShare, type StoreShare } from './store/thread.ts'
import { systemClock } from './wire/system-clock.ts'

/** What the thread is started with. */
export interface FiguresData {
  readonly tenant: string
  readonly settings: KpiSettings
  readonly share: StoreShare
  /** Names this thread in leases. */
  readonly owner: string
}

/** How long another process that is at it is left alone, ms. */
const againMs = 5000

function tell(level: keyof Log): Log[typeof level] {
  return (event, details) => parentPort?.postMessage({ level, event, details })
}

/** Makes one tenant's figures anew, beside the event loop that answers, and ends. */
async function makeAnew({ tenant, settings, share, owner }: FiguresData): Promise<void> {
  const log = { debug: tell('debug'), info: tell('info'), warn: tell('warn'), error: tell('error') }
  const ending = new AbortController()
  parentPort?.once('message', () => ending.abort())
  const { signal } = ending
  const upkeep = createKpiUpkeep({
    store: openShare(share),
    clock: systemClock,
    log,
    owner,
    settings: new Map([[tenant, settings]]),
  })
  while (!signal.aborted && !(await upkeep.round(tenant, signal)))
    await systemClock.sleep(againMs, signal)
  // Its end of the channel would keep it alive.
  share.port.close()
  parentPort?.close()
}

await makeAnew(workerData as FiguresData)
