import { readFileSync } from 'node:fs'
import { benchKeys, closedTenant, textRequest } from './callbacks.ts'
import { fillStore } from './fill-store.ts'
import { openKpiStore } from './kpi-store.ts'
import { applyLoad } from './load.ts'
import { within, type BenchRow } from './row.ts'
import { benchFolder, relayServer } from './servers.ts'

const port = 18_906
const rounds = 5
const messages = 1_000_000
const idleMs = 20_000

function residentMb(pid: number): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return kb === undefined ? NaN : Number(kb) / 1024
}

/** Not idle from the start: it has answered some callbacks before it is left alone. */
async function workALittle(): Promise<void> {
  let n = 0
  const next = (): Buffer => {
    n += 1
    const words = { customer: `oIdle${n}`, text: `在吗？${n}`, id: String(6e15 + n) }
    return textRequest(benchKeys, words)
  }
  await applyLoad({ port, connections: 4, ms: 0, atLeast: 25, next })
}

async function startMs(folder: string): Promise<number> {
  const relay = await relayServer(folder, port, closedTenant)
  await relay.stop()
  return relay.startMs
}

/** The figures of a million messages are made once; while that lasts nothing is idle. */
async function makeFigures(folder: string): Promise<void> {
  const relay = await relayServer(folder, port, closedTenant)
  const store = await openKpiStore(folder)
  try {
    while (!(await store.kpi.reader(closedTenant.id))?.at)
      await new Promise((resolve) => setTimeout(resolve, 1000))
  } finally {
    await store.close()
    await relay.stop()
  }
}

async function idleMb(folder: string): Promise<number> {
  const relay = await relayServer(folder, port, closedTenant)
  try {
    await workALittle()
    await new Promise((resolve) => setTimeout(resolve, idleMs))
    return residentMb(relay.pid)
  } finally {
    await relay.stop()
  }
}

/** From the start of the compiled process to the first 200 of `/readyz`, and what it holds when left alone. */
export async function benchStart(): Promise<readonly BenchRow[]> {
  const folder = benchFolder()
  try {
    await fillStore(folder.path, messages)
    const starts: number[] = []
    for (let round = 0; round < rounds; round++) starts.push(await startMs(folder.path))
    await makeFigures(folder.path)
    const resident = [await idleMb(folder.path)]
    return [
      within({
        name: 'ready with one million stored messages',
        unit: 'ms',
        limit: 1500,
        rounds: starts,
      }),
      within({
        name: 'resident when idle, one million stored',
        unit: 'MB',
        limit: 120,
        rounds: resident,
      }),
    ]
  } finally {
    folder.remove()
  }
}
