import { table, type BenchRow } from './row.ts'

type Bench = () => Promise<readonly BenchRow[]>

/** In the order they run: what needs a quiet machine most comes first. */
const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  crypto: async () => (await import('./crypto.bench.ts')).benchCrypto,
  guidance: async () => (await import('./guidance.bench.ts')).benchGuidance,
  understanding: async () => (await import('./understanding.bench.ts')).benchUnderstanding,
  'understanding-peers': async () =>
    (await import('./understanding-peers.bench.ts')).benchUnderstandingPeers,
  clusters: async () => (await import('./understanding-clusters.bench.ts')).benchClusters,
  sidebar: async () => (await import('./sidebar.bench.ts')).benchSidebar,
  conversation: async () => (await import('./conversation.bench.ts')).benchConversation,
  customer: async () => (await import('./customer.bench.ts')).benchCustomer,
  kpi: async () => (await import('./kpi.bench.ts')).benchKpi,
  'hostile-xml': async () => (await import('./hostile-xml.bench.ts')).benchHostileXml,
  webhooks: async () => (await import('./webhooks.bench.ts')).benchWebhooks,
  'relay-share': async () => (await import('./relay-share.bench.ts')).benchRelayShare,
  start: async () => (await import('./start.bench.ts')).benchStart,
}

/** A bench that cannot be run is a row that was missed, not a figure that is left out. */
function broken(name: string, error: unknown): BenchRow {
  const peer = error instanceof Error ? error.message : 'failed'
  const nothing = { ours: NaN, theirs: NaN, ratio: NaN, floor: NaN }
  return { name: `${name} could not be measured`, unit: 'ms', peer, ...nothing, ok: false }
}

async function measure(names: readonly string[]): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = []
  for (const name of names) {
    process.stderr.write(`${name} …\n`)
    try {
      const bench = await benches[name]?.()
      rows.push(...((await bench?.()) ?? []))
    } catch (error) {
      rows.push(broken(name, error))
    }
  }
  return rows
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in benches))
if (unknown.length > 0) {
  process.stderr.write(
    `No bench ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.\n`,
  )
  process.exit(2)
}
const rows = await measure(asked.length > 0 ? asked : Object.keys(benches))
process.stderr.write(`\n${table(rows)}\n`)
process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`)
const missed = rows.filter(({ ok }) => !ok)
for (const { name, peer } of missed) process.stderr.write(`missed: ${name} (${peer})\n`)
// Peers may leave handles behind; everything has been said.
process.exit(missed.length === 0 ? 0 : 1)
