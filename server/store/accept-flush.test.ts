import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { FakeClock } from '../testing/fake-clock.ts'
import { mail } from '../testing/mail.ts'
import { silentLog } from '../testing/silent-log.ts'
import { createAcceptor } from './accept.ts'
import { prepared, type Acceptor } from './prepared.ts'
import type { Engine } from './engine.ts'
import { sqliteEngine } from './engine-sqlite.ts'
import { createMint } from './ids.ts'
import { migrate } from './migrate.ts'

let folder: string
let engine: Engine
let acceptor: Acceptor
let transactions: number
let flushes: { readonly done: () => void; readonly refuse: (error: Error) => void }[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weiqiao-flush-'))
  engine = await sqliteEngine(join(folder, 'relay.db'))
  await migrate(engine)
  flushes = []
  transactions = 0
  const lightly: Engine['lightly'] = (work) => {
    transactions += 1
    return engine.lightly(work)
  }
  const clock = new FakeClock()
  const now = () => clock.now()
  const flush = () =>
    new Promise<void>((done, refuse) => {
      flushes.push({ done, refuse })
    })
  const context = {
    engine: { ...engine, lightly, flush },
    db: engine.db,
    clock,
    log: silentLog,
    mint: createMint({ now, after: { id: undefined, position: 0 } }),
    keyring: {} as never,
    now,
  }
  acceptor = createAcceptor(context, () => undefined)
})

afterEach(async () => {
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

const item = (fields: Parameters<typeof mail>[0]) => prepared(mail(fields))

async function untilFlushing(): Promise<(typeof flushes)[number]> {
  for (;;) {
    const flush = flushes.shift()
    if (flush) return flush
    await new Promise((resolve) => setImmediate(resolve))
  }
}

it('answers nobody before the disk has the mail', async () => {
  let answered = false
  const outcome = acceptor.accept([item({ key: 'a' })]).then((found) => {
    answered = true
    return found
  })
  const flush = await untilFlushing()
  await new Promise((resolve) => setImmediate(resolve))
  expect(answered).toBe(false)
  flush.done()
  expect(await outcome).toEqual(['new'])
})

it('commits what arrives in one turn of the event loop together', async () => {
  const all = ['a', 'b', 'c'].map((key) => acceptor.accept([item({ key })]))
  const flush = await untilFlushing()
  flush.done()
  expect(await Promise.all(all)).toEqual([['new'], ['new'], ['new']])
  expect(transactions).toBe(1)
  expect(flushes).toEqual([])
})

it('takes whatever came while the disk was busy in one commit with one flush', async () => {
  const first = acceptor.accept([item({ key: 'a' })])
  const busy = await untilFlushing()
  const later = ['b', 'c', 'a'].map((key) => acceptor.accept([item({ key })]))
  busy.done()
  await first
  const flush = await untilFlushing()
  flush.done()
  expect(await Promise.all(later)).toEqual([['new'], ['new'], ['duplicate']])
  expect(flushes).toEqual([])
})

it('fails whoever waited when the disk refuses, so that the platform hears no success', async () => {
  const refused = acceptor.accept([item({ key: 'a' })])
  const flush = await untilFlushing()
  flush.refuse(new Error('EIO'))
  await expect(refused).rejects.toThrow('EIO')
  const again = acceptor.accept([item({ key: 'a' })])
  const second = await untilFlushing()
  second.done()
  expect(await again).toEqual(['duplicate'])
})
