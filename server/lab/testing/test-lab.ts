import fastify from 'fastify'
import { createLabPlan, type LabPlan } from '../plan.ts'
import { startServers, type LabServers } from '../servers.ts'
import { startFakeRelay, type FakeRelay } from './fake-relay.ts'

export interface TestLab extends LabServers {
  plan: LabPlan
  relay: FakeRelay
  /** Moves the simulators' clock. */
  advance(ms: number): void
  /** A control call: the JSON answer, whatever the status. */
  control(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>
}

/** The platforms on free ports with a fake relay behind them, and no desk. */
export async function startTestLab(): Promise<TestLab> {
  const relay = await startFakeRelay()
  const plan = createLabPlan({
    relayUrl: relay.url,
    ports: { wechat: 0, weibo: 0, wecom: 0, zendesk: 0 },
  })
  let offset = 0
  const lab = await startServers({
    plan,
    seed: 7,
    now: () => Date.now() + offset,
    timing: { timeoutMs: 150, gapMs: 0, reorderMs: 150 },
    zendesk: () => Promise.resolve(fastify({ forceCloseConnections: true })),
  })
  return {
    ...lab,
    plan,
    relay,
    advance: (ms) => (offset += ms),
    async control(method, path, body) {
      const response = await fetch(`${lab.urls.zendesk}/__lab${path}`, {
        method,
        ...(body === undefined
          ? {}
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      })
      return (await response.json()) as Record<string, unknown>
    },
    async close() {
      await lab.close()
      await relay.close()
    },
  }
}
