import { rmSync } from 'node:fs'
import { fillJournal } from './fill-journal.ts'
import { closedTenant } from './callbacks.ts'
import { benchMasterKey } from './servers.ts'
import { openStore } from '../store/index.ts'
import { systemClock } from '../wire/system-clock.ts'
import { createKpiUpkeep } from '../jobs/kpi-upkeep.ts'
import { kpi as settings } from '../testing/api-bed.ts'
const n = Number(process.argv[2] ?? 20000)
const path = `/tmp/wb-bench/${n}.db`
for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true })
let at = performance.now()
const lap = (what: string) => { console.log(what, Math.round(performance.now() - at)); at = performance.now() }
const entries = await fillJournal(`sqlite:${path}`, n)
lap(`filled ${entries}`)
const log = { debug() {}, info(event: string, d?: object) { if (process.env.V) console.log(event, JSON.stringify(d)) }, warn: console.log, error: console.log }
const store = await openStore({ url: `sqlite:${path}`, masterKey: benchMasterKey, clock: systemClock, log })
const timed: Record<string, number> = {}
const kpi = Object.fromEntries(Object.entries(store.kpi).map(([name, f]) => [name, async (...given: unknown[]) => { const s = performance.now(); try { return await (f as (...g: unknown[]) => Promise<unknown>)(...given) } finally { timed[name] = (timed[name] ?? 0) + performance.now() - s } }]))
const cpu = process.cpuUsage()
const upkeep = createKpiUpkeep({ store: { ...store, kpi: kpi as never }, clock: systemClock, log, owner: 'x', settings: new Map([[closedTenant.id, settings]]) })
await upkeep.round(closedTenant.id)
lap('rebuilt')
const used = process.cpuUsage(cpu)
console.log('cpu ms', Math.round((used.user + used.system) / 1000), timed)
await store.close()
