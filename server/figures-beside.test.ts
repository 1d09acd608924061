import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { createMonth, monthJournal } from './lab/month/index.ts'
import { figuresBeside } from './figures-beside.ts'
import { createKpiUpkeep } from './jobs/kpi-upkeep.ts'
import { openStoreThread, type SharedStore } from './store/thread.ts'
import { kpi } from './testing/api-bed.ts'
import { recordingLog } from './testing/silent-log.ts'
import { systemClock } from './wire/system-clock.ts'

const root = join(import.meta.dirname, '..')
const until = Date.parse('2026-03-02T10:00:00+08:00')
const span = { from: until - 31 * 86_400_000, until }

let compiled: string
let folder: string
let store: SharedStore
let log: ReturnType<typeof recordingLog>

/** Compiled as the relay is; inside the project, where its packages are found. */
beforeAll(async () => {
  compiled = mkdtempSync(join(root, '.cache/figures-thread-'))
  await build({
    absWorkingDir: root,
    entryPoints: { store: 'server/store-thread.ts', figures: 'server/figures-thread.ts' },
    outdir: compiled,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
  })
})

afterAll(() => rmSync(compiled, { recursive: true, force: true }))

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weiqiao-figures-'))
  log = recordingLog()
  const options = {
    url: `sqlite:${join(folder, 'relay.db')}`,
    masterKey: Buffer.alloc(32, 3),
    clock: systemClock,
    log,
    owner: 'test',
  }
  store = await openStoreThread(pathToFileURL(join(compiled, 'store.js')), options)
  await store.journal.append('acme', monthJournal(createMonth({ seed: 4, until, perDay: 10 })))
})

afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

function beside(file = join(compiled, 'figures.js')) {
  const settings = new Map([['acme', kpi]])
  return figuresBeside({ file: pathToFileURL(file), store, log, owner: 'test', settings })
}

it('makes the same figures in a thread of its own as beside everything else', async () => {
  await beside()('acme', new AbortController().signal)
  const made = await cells()
  expect(made.length).toBeGreaterThan(20)
  expect((await store.kpi.reader('acme'))?.at).toBeGreaterThan(0)
  await store.kpi.restart('acme', { seq: 0, derivation: '', view: '', at: 0, newestAt: null })
  expect(await cells()).toEqual([])
  const settings = new Map([['acme', kpi]])
  const here = createKpiUpkeep({ store, clock: systemClock, log, owner: 'test', settings })
  await here.round('acme')
  expect(await cells()).toEqual(made)
})

async function cells() {
  const starts = Array.from({ length: 32 * 24 }, (_, i) => span.from + i * 3_600_000)
  return store.kpi.cells('acme', { grain: 'hour', slice: '', starts })
}

it('tells what the thread says, and leaves the lease to others when it is done', async () => {
  await beside()('acme', new AbortController().signal)
  expect(log.lines.join('\n')).toContain('kpi.ready')
  const lease = { tenant: 'acme', key: 'kpi-upkeep', owner: 'other', forMs: 1000 }
  expect(await store.leases.take(lease)).toBeDefined()
})

it('ends when it is told to, without what it had begun', async () => {
  const stop = new AbortController()
  const done = beside()('acme', stop.signal)
  stop.abort()
  await done
  const lease = { tenant: 'acme', key: 'kpi-upkeep', owner: 'other', forMs: 1000 }
  expect(await store.leases.take(lease)).toBeDefined()
})

it('says so when the thread fails, and the store goes on', async () => {
  await expect(
    beside(join(compiled, 'missing.js'))('acme', new AbortController().signal),
  ).rejects.toThrow()
  await store.ping()
})
