import type { StopSignal } from '../../core/clock.ts'
import type { Runtime, TenantRuntime } from '../runtime.ts'
import { createAgenda } from './agenda.ts'
import { createLinker } from './linking.ts'
import type { ClusterSource } from './people.ts'
import { createIncidents, type Telling } from './record.ts'
import { createTeller } from './tell.ts'

/** Links who joins later and sends answers on, in the one process that holds the lease. */
export interface IncidentUpkeep {
  round(): Promise<void>
  run(stop: StopSignal): Promise<void>
}

const everyMs = 2000
const leaseMs = 30_000
const kinds = ['answer', 'result'] as const

export function createIncidentUpkeep(
  runtime: Runtime,
  tenant: TenantRuntime,
  source: ClusterSource,
): IncidentUpkeep {
  const { store, clock, owner } = runtime
  const incidents = createIncidents(store)
  const teller = createTeller(runtime)
  const link = createLinker(runtime, tenant, source)
  const agenda = createAgenda(runtime, tenant.id, source)

  async function finish(cluster: string, { kind, at }: Telling): Promise<void> {
    await incidents.change(tenant.id, cluster, ({ version: _version, ...before }) => {
      const telling = before[kind]
      if (telling?.at !== at || telling.stoppedAt !== undefined) return undefined
      const done = { ...before, [kind]: { ...telling, doneAt: clock.now() } }
      const isOver = kind === 'result' && before.state === 'returned'
      const detail = { cluster, step: isOver ? 'told' : 'answered' }
      return {
        record: isOver ? { ...done, state: 'told' } : done,
        entries: [{ type: 'incident', detail }],
      }
    })
  }

  /** True while there is more to do. */
  async function upkeep(cluster: string): Promise<boolean> {
    const record = await incidents.read(tenant.id, cluster)
    let isLive = await link(record)
    for (const kind of kinds) {
      const telling = record[kind]
      if (!telling || telling.doneAt !== undefined || telling.stoppedAt !== undefined) continue
      if (await teller.step({ tenant, cluster, telling })) await finish(cluster, telling)
      else isLive = true
    }
    return isLive
  }

  function failed(cluster: string, error: unknown): void {
    const name = error instanceof Error ? error.name : ''
    runtime.log.warn('incident.failed', { tenant: tenant.id, cluster, name })
  }

  async function work(clusters: readonly string[]): Promise<void> {
    for (const cluster of clusters) {
      const done = agenda.begin(cluster)
      const isLive = await upkeep(cluster).catch((error: unknown) => {
        failed(cluster, error)
        return true
      })
      done(isLive)
    }
  }

  async function round(): Promise<void> {
    const clusters = await agenda.due()
    if (clusters.length === 0) return
    const key = 'incidents'
    const lease = await store.leases.take({ tenant: tenant.id, key, owner, forMs: leaseMs })
    if (!lease) {
      // Whoever holds it works on them; should it die, this one does.
      agenda.forget()
      return
    }
    try {
      await work(clusters)
    } finally {
      await store.leases.release(tenant.id, lease)
    }
  }

  return {
    round,
    async run(stop) {
      while (!stop.aborted) {
        await round().catch((error: unknown) => failed('', error))
        await clock.sleep(everyMs, stop)
      }
    },
  }
}
