import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Store } from './core/store/index.ts'
import { openStoreThread } from './store/thread.ts'
import { mail } from './testing/mail.ts'
import { recordingLog } from './testing/silent-log.ts'
import { systemClock } from './wire/system-clock.ts'

const root = join(import.meta.dirname, '..')
const key = Buffer.alloc(32, 3)

/** Kills the thread of this test when it is asked for. */
const deadly = 'a value that kills'
const mortal = `import './server/store-thread.ts'
import { parentPort } from 'node:worker_threads'
parentPort?.on('message', (parcel) => {
  if (JSON.stringify(parcel).includes(${JSON.stringify(deadly)})) process.exit(1)
})`

let compiled: string
let folder: string
let store: Store
let log: ReturnType<typeof recordingLog>

/** Compiled as the relay is; inside the project, where its packages are found. */
beforeAll(async () => {
  compiled = mkdtempSync(join(root, '.cache/store-thread-'))
  await build({
    absWorkingDir: root,
    stdin: { contents: mortal, resolveDir: root, loader: 'ts' },
    outfile: join(compiled, 'thread.js'),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
  })
})

afterAll(() => rmSync(compiled, { recursive: true, force: true }))

function open(masterKey: Uint8Array = key): Promise<Store> {
  const url = `sqlite:${join(folder, 'relay.db')}`
  const file = pathToFileURL(join(compiled, 'thread.js'))
  return openStoreThread(file, { url, masterKey, clock: systemClock, log, owner: 'test' })
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weiqiao-thread-'))
  log = recordingLog()
  store = await open()
})

afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

it('takes mail, tells of it, and gives it out, all from another thread', async () => {
  const rung = new Promise<void>((resolve) => store.inbox.onMail(resolve))
  const items = [mail({ key: 'a' }), mail({ key: 'b' }), mail({ key: 'a' })]
  const outcomes = await Promise.all(items.map((item) => store.inbox.accept([item])))
  expect(outcomes).toEqual([['new'], ['new'], ['duplicate']])
  await rung
  const lanes = await store.inbox.claimLanes({ owner: 'test', limit: 10, forMs: 1000 })
  expect(lanes.flatMap(({ messages }) => messages.map(({ message }) => message.key))).toEqual([
    'a',
    'b',
  ])
})

it('passes bytes and what the caller does with a token through', async () => {
  const bytes = new Uint8Array([0, 255, 128])
  const file = { name: 'a.bin', contentType: 'application/octet-stream', bytes }
  const token = await store.media.put('acme', file, 60_000)
  expect(new Uint8Array((await store.media.get(token))?.bytes ?? [])).toEqual(bytes)
  const fetch = () => Promise.resolve({ value: 'secret', expiresAt: Date.now() + 60_000 })
  const work = (value: string) => Promise.resolve(value.length)
  const wanted = { tenant: 'acme', key: 'wx', fetch, work, isStale: () => false }
  expect(await store.tokens.use(wanted)).toBe(6)
  const failing = { ...wanted, work: () => Promise.reject(new SyntaxError('own')) }
  await expect(store.tokens.use(failing)).rejects.toBeInstanceOf(SyntaxError)
})

it('refuses a wrong master key in one clear line', async () => {
  await store.secrets.set('acme', 'name', 'value')
  await store.close()
  const fault = await open(Buffer.alloc(32, 4)).then(
    () => undefined,
    (error: unknown) => error,
  )
  store = await open()
  expect(String(fault)).toMatch(/^RelayError: [^\n]+$/)
})

it('fails what was under way when its thread dies, and opens the store again for the next call', async () => {
  await store.inbox.accept([mail({ key: 'before' })])
  await expect(store.kept.get('acme', deadly)).rejects.toMatchObject({ code: 'store.unavailable' })
  await expect.poll(() => log.lines.join()).toContain('store.thread_ended')
  expect(await store.inbox.accept([mail({ key: 'before' })])).toEqual(['duplicate'])
})

it('leaves a store that is in order when it is closed', async () => {
  await store.inbox.accept([mail({ key: 'a' })])
  await store.close()
  expect(existsSync(join(folder, 'relay.db-wal'))).toBe(false)
  await expect(store.ping()).rejects.toMatchObject({ code: 'store.unavailable' })
  store = await open()
})
