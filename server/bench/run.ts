import { benchCrypto } from './crypto.bench.ts'
import { benchHostileXml } from './hostile-xml.bench.ts'
import { table, type BenchRow } from './row.ts'

const benches: readonly (() => Promise<readonly BenchRow[]>)[] = [benchCrypto, benchHostileXml]

const rows: BenchRow[] = []
for (const bench of benches) rows.push(...(await bench()))
process.stderr.write(`${table(rows)}\n`)
process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`)
if (rows.some((row) => !row.ok)) process.exitCode = 1
