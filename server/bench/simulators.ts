// A process of its own: the lab's platforms on the ports of a plan, with allowances no measurement reaches.
import { readFileSync } from 'node:fs'
import type { LabPlan } from '../lab/plan.ts'
import { startServers } from '../lab/servers.ts'
import { zendeskSimulator } from '../lab/zendesk/index.ts'

const plan = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as LabPlan
const plenty = { requestsPerMinute: 1e9, updatesPerMinute: 1e9, updatesPerTenMinutes: 1e9 }
await startServers({
  plan,
  zendesk: (world, wanted) => zendeskSimulator(world, wanted, plenty),
})
