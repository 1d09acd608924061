import type { Log } from '../core/log.ts'
import type { Store } from '../core/store/index.ts'
import { benchBoard } from './board-page.ts'
import { intakeBesideUpkeep } from './kpi-intake.ts'
import { lastDays, openKpiStore, dayMs, upkeepOf, writeDays, writeJournal } from './kpi-store.ts'
import { lookAtTiles, openFrontPage, scanFacts, timed, type Looked } from './kpi-tiles.ts'
import { against, median, quantile, within, type BenchRow } from './row.ts'
import { benchFolder } from './servers.ts'
import { longestTurnOf } from './turns.ts'

const tenant = 'bench'
const larger = 'ten'
const days = 90
const rounds = 5
const million = 1_000_000

/** A line for every step, on the terminal. */
const progress: Log = {
  debug: () => undefined,
  info: (event, details) => process.stderr.write(`  ${event} ${JSON.stringify(details ?? {})}\n`),
  warn: (event, details) => process.stderr.write(`  ${event} ${JSON.stringify(details ?? {})}\n`),
  error: (event, details) => process.stderr.write(`  ${event} ${JSON.stringify(details ?? {})}\n`),
}

async function rebuild(store: Store, entries: number): Promise<readonly BenchRow[]> {
  let ms = 0
  const longest = await longestTurnOf(async () => {
    ms = await timed(() => upkeepOf(store, [tenant], progress).round(tenant))
  })
  const perMillion = (ms / entries) * million
  const name = 'rebuild of one million journal entries, processor'
  return [
    within({ name, unit: 'ms', limit: 60_000, rounds: [perMillion] }),
    within({
      name: 'longest turn of the loop in a rebuild',
      unit: 'ms',
      limit: 50,
      rounds: [longest],
    }),
  ]
}

/** Nothing is remembered of what was asked before. */
const forgetful = (looked: Looked): Looked => ({ ...looked, kpi: { ...looked.kpi } })

async function p95Of(looks: () => Promise<readonly number[]>): Promise<number> {
  const measured: number[] = []
  for (let round = 0; round < rounds; round++) measured.push(quantile(await looks(), 0.95))
  return median(measured)
}

async function tiles(one: Looked, ten: Looked): Promise<readonly BenchRow[]> {
  await lookAtTiles(one)
  const first = await p95Of(() => lookAtTiles(forgetful(one)))
  const again = await p95Of(() => lookAtTiles(one))
  await lookAtTiles(ten)
  const tenFirst = await p95Of(() => lookAtTiles(forgetful(ten)))
  const tenAgain = await p95Of(() => lookAtTiles(ten))
  const row = (name: string, limit: number, ms: number): BenchRow =>
    within({ name: `tile over 90 days, ${name}, p95`, unit: 'ms', limit, rounds: [ms] })
  return [
    row('1 million messages, looked at before', 10, again),
    row('1 million messages, first look', 10, first),
    row('10 million messages, looked at before', 3 * Math.max(again, 1), tenAgain),
    row('10 million messages, first look', 3 * first, tenFirst),
  ]
}

async function besideScan(looked: Looked): Promise<readonly BenchRow[]> {
  const measured: { ours: number; theirs: number }[] = []
  for (const id of ['firstResponseSeconds', 'demandVolume']) {
    const scanned = await scanFacts(looked, id)
    const tile = quantile(await lookAtTiles(forgetful(looked)), 0.95)
    measured.push({ ours: 1000 / tile, theirs: 1000 / scanned })
  }
  const name = 'tile over 90 days, first look, p95'
  return [against({ name, peer: 'scan of the stored facts', floor: 50, rounds: measured })]
}

async function frontPage(looked: Looked): Promise<BenchRow> {
  const measured: number[] = []
  for (let round = 0; round < rounds; round++) measured.push(await openFrontPage(forgetful(looked)))
  const name = 'front page over 90 days, first look, processor'
  return within({ name, unit: 'ms', limit: 1000, rounds: measured })
}

/** Figures of a million messages: made anew, kept up, asked for and shown. */
export async function benchKpi(messages = million): Promise<readonly BenchRow[]> {
  const folder = benchFolder()
  const store = await openKpiStore(folder.path)
  try {
    const until = Date.now() - 60_000
    process.stderr.write('  writing the journal …\n')
    const entries = await writeJournal(store, { tenant, messages, days, until })
    const rebuilt = await rebuild(store, entries)
    const span = lastDays(until, days)
    await writeDays(store, {
      ...{ tenant: larger, days, first: span.from },
      perDay: (10 * messages) / days,
    })
    const { kpi } = store
    const one: Looked = { tenant, store, kpi, ...span }
    const shown = [
      ...(await tiles(one, { ...one, tenant: larger, to: span.from + days * dayMs })),
      ...(await besideScan(one)),
      await frontPage(one),
    ]
    return [
      ...shown,
      ...rebuilt,
      ...(await intakeBesideUpkeep(store, tenant)),
      ...(await benchBoard()),
    ]
  } finally {
    await store.close()
    folder.remove()
  }
}
