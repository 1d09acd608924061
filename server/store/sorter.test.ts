import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { FakeClock } from '../testing/fake-clock.ts'
import { mail } from '../testing/mail.ts'
import { silentLog } from '../testing/silent-log.ts'
import { openStore } from './index.ts'
import type { Store } from '../core/store/index.ts'

/** Every look at it takes a millisecond, as work does. */
class BusyClock extends FakeClock {
  #looks = 0
  override monotonic(): number {
    this.#looks += 1
    return super.monotonic() + this.#looks
  }
}

let folder: string
let clock: BusyClock
let store: Store

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weiqiao-sorter-'))
  clock = new BusyClock()
  store = await openStore({
    url: `sqlite:${join(folder, 'relay.db')}`,
    masterKey: Buffer.alloc(32, 5),
    clock,
    log: silentLog,
  })
})

afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const claim = { owner: 'test', limit: 1, forMs: 1000 }

async function acceptMany(n: number): Promise<void> {
  const items = Array.from({ length: n }, (_, i) => mail({ key: `k${i}`, customer: `c${i}` }))
  await store.inbox.accept(items)
}

it('rests between batches while there is much to sort', async () => {
  await acceptMany(300)
  await store.inbox.claimLanes(claim)
  expect(clock.sleeping).toBe(0)
  const second = store.inbox.claimLanes(claim)
  await new Promise((resolve) => setImmediate(resolve))
  expect(clock.sleeping).toBe(1)
  await clock.advance(250)
  expect(await second).toHaveLength(1)
})

it('works off what is left without a rest once nobody writes any more', async () => {
  await acceptMany(300)
  await store.inbox.claimLanes(claim)
  const second = store.inbox.claimLanes(claim)
  await new Promise((resolve) => setImmediate(resolve))
  await clock.advance(250)
  await second
  await store.inbox.claimLanes(claim)
  await store.inbox.claimLanes(claim)
  expect(clock.sleeping).toBe(0)
})

it('never lets a lone message wait for a rest', async () => {
  await acceptMany(1)
  expect(await store.inbox.claimLanes(claim)).toHaveLength(1)
  await store.inbox.claimLanes(claim)
  expect(clock.sleeping).toBe(0)
})

it('sorts everything without a rest when somebody asks to see it', async () => {
  await acceptMany(300)
  expect(await store.counts()).toMatchObject({ inbox_fresh: 0, inbox_pending: 300 })
  expect(clock.sleeping).toBe(0)
})
