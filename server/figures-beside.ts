import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { StopSignal } from './core/clock.ts'
import type { SafeDetails } from './core/error.ts'
import type { Log } from './core/log.ts'
import type { FiguresData } from './figures-thread.ts'
import type { KpiSettings } from './kpi/settings.ts'
import type { SharedStore } from './store/thread.ts'

interface Said {
  readonly level: keyof Log
  readonly event: string
  readonly details?: SafeDetails
}

export interface FiguresBesideOptions {
  /** The thread's program. */
  readonly file: URL
  readonly store: SharedStore
  readonly log: Log
  readonly owner: string
  readonly settings: ReadonlyMap<string, KpiSettings>
}

/** A single long conversation needs room; rubbish is not to lie about until the machine is full. */
const resourceLimits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 512 }

/**
 * Makes a tenant's figures anew in a thread that is gone afterwards, with all the memory it took.
 * Resolves when it is done or was stopped, rejects when the thread failed.
 */
export function figuresBeside(
  options: FiguresBesideOptions,
): (tenant: string, stop: StopSignal) => Promise<void> {
  const { file, store, log, owner } = options
  return async (tenant, stop) => {
    const settings = options.settings.get(tenant)
    if (!settings || stop.aborted) return
    const share = await store.share()
    const data: FiguresData = { tenant, settings, share, owner: `${owner}-figures` }
    const worker = new Worker(file, {
      workerData: data,
      transferList: [share.port],
      resourceLimits,
    })
    worker.on('message', ({ level, event, details }: Said) => log[level](event, details))
    const end = (): void => worker.postMessage('stop')
    stop.addEventListener('abort', end, { once: true })
    try {
      await once(worker, 'exit')
    } finally {
      stop.removeEventListener('abort', end)
    }
  }
}
