import { randomBytes } from 'node:crypto'
import type { AgentReply } from '../core/helpdesk.ts'
import type { HttpAnswer } from '../core/http.ts'
import type { InboundMessage, MessagePart, RawItem } from '../core/message.ts'
import type { Spool, Store } from '../core/store/index.ts'
import { createCare } from '../care/index.ts'
import type { Profiles } from '../care/people/profile.ts'
import { acceptancesOf } from '../pipeline/acceptance.ts'
import { createCallbacks, type Callbacks } from '../pipeline/callback.ts'
import { createFeeds, type Feeds } from '../pipeline/feeds.ts'
import { createLanes } from '../pipeline/lanes.ts'
import { createNotices } from '../pipeline/notices.ts'
import type { Pool } from '../pipeline/pool.ts'
import { createReadBacks } from '../pipeline/read-backs.ts'
import type { AccountRuntime, Runtime, TenantRuntime } from '../pipeline/runtime.ts'
import { createSender } from '../pipeline/sender.ts'
import { createTouchedReader } from '../pipeline/touched.ts'
import { createWake } from '../pipeline/wake.ts'
import { openStore } from '../store/index.ts'
import { openSpool } from '../store/spool.ts'
import { FakeClock } from './fake-clock.ts'
import { createLife, mortalRooms, type CrashPoint, type Life } from './mortal.ts'
import {
  helpdeskDoors,
  scriptedAccount,
  scriptedChannel,
  scriptedHelpdesk,
  type ScriptedChannel,
  type ScriptedHelpdesk,
} from './scripted-sides.ts'
import { silentLog } from './silent-log.ts'

export interface BedOptions {
  readonly url?: string
  readonly mergeMs?: number
  /** A folder of the test's own: the store and the spool outlive a crash there. */
  readonly folder?: string
  /** 32 bytes; a random one unless somebody else has to open the store too. */
  readonly masterKey?: Buffer
  /** Changes the account `wx`. */
  readonly account?: Partial<AccountRuntime>
  /** The tenant's own customer system. */
  readonly profiles?: Profiles
  /** Changes the tenant. */
  readonly tenant?: (made: TenantRuntime) => TenantRuntime
}

/** One process: everything that dies together. */
interface Process {
  readonly life: Life
  readonly store: Store
  readonly runtime: Runtime
  readonly pools: readonly Pool[]
  readonly callbacks: Callbacks
  readonly feeds: Feeds
  end(): Promise<void>
}

export interface Bed {
  readonly clock: FakeClock
  readonly store: Store
  readonly runtime: Runtime
  readonly channel: ScriptedChannel
  readonly helpdesk: ScriptedHelpdesk
  readonly feeds: Feeds
  /** Accepts a customer's message now. */
  say(text: string, more?: Partial<InboundMessage>): Promise<void>
  /** The platform's callback with one message. */
  post(text: string, more?: Partial<InboundMessage>): Promise<HttpAnswer>
  /** A message as the platform would describe it. */
  item(text: string, more?: Partial<InboundMessage>): RawItem
  /** An agent writes on the conversation's ticket. */
  answer(text: string, more?: Partial<AgentReply>): Promise<void>
  /** Lets every queue work until nothing is due, or the process is dead. */
  settle(): Promise<void>
  /** The process dies at this point; what it did until then stays done. */
  crashAt(point: CrashPoint, passing?: number): void
  readonly isDead: boolean
  /** Steps whose names begin so (`inbox.accept`, `outbox.`) fail until they are mended. */
  fail(steps: string, isFailing: boolean): void
  /** A new process on the same store, after the leases of the old one have ended. */
  restart(): Promise<void>
  close(): Promise<void>
}

let counter = 0

function messageOf(text: string, clock: FakeClock, more: Partial<InboundMessage>): InboundMessage {
  counter += 1
  const part: MessagePart = { type: 'text', text }
  return {
    key: `key-${counter}`,
    kind: 'message',
    platformKind: 'text',
    customer: { id: 'customer-1' },
    thread: '',
    visibility: 'private',
    parts: [part],
    sentAt: clock.now(),
    grant: { rule: 'message', count: 5, forMs: 48 * 3_600_000 },
    target: { kind: 'message' },
    ...more,
  }
}

const noSpool: Spool = {
  append: () => Promise.resolve(),
  isEmpty: () => true,
  drain: () => Promise.resolve(),
  close: () => Promise.resolve(),
}

interface World {
  readonly clock: FakeClock
  readonly key: Buffer
  readonly options: BedOptions
  readonly channel: ScriptedChannel
  readonly helpdesk: ScriptedHelpdesk
  readonly tickets: Map<string, string>
}

function tenantOf({ options, channel, helpdesk: script, tickets }: World, life: Life) {
  const served = { ...scriptedAccount(channel, life), ...options.account }
  const made: TenantRuntime = {
    id: 'acme',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    masks: true,
    mergeMs: options.mergeMs ?? 8000,
    ...helpdeskDoors(script, tickets, life),
    accounts: new Map([['wx', served]]),
    agentCodes: { '7': 'A17' },
    publicReplies: 'everyone',
    leads: new Set(['50']),
  }
  return options.tenant?.(made) ?? made
}

let processes = 0

async function startProcess(world: World): Promise<Process> {
  const { clock, key, options } = world
  const { folder } = options
  const life = createLife()
  const owner = `bed-${++processes}`
  const url = options.url ?? (folder === undefined ? 'sqlite::memory:' : `sqlite:${folder}/bed.db`)
  const raw = await openStore({ url, masterKey: key, clock, log: silentLog, owner })
  const disk =
    folder === undefined
      ? noSpool
      : await openSpool({ dir: `${folder}/spool`, key, clock, log: silentLog })
  const spool: Spool = {
    append: (records) => life.live('spool.append', () => disk.append(records)),
    isEmpty: () => disk.isEmpty(),
    drain: (write) => life.live('spool.drain', () => disk.drain(write)),
    close: () => disk.close(),
  }
  const store = mortalRooms(life, raw)
  const { profiles } = options
  const care = createCare({ store, clock, ...(profiles && { profiles }) })
  const runtime: Runtime = {
    store,
    spool,
    clock,
    log: silentLog,
    metrics: { count: () => undefined, observe: () => undefined },
    wake: createWake(),
    owner,
    tenants: new Map([['acme', tenantOf(world, life)]]),
    lintContext: (answering) => care.lintContext(answering),
    tierOf: (tenant, of) => care.people.tier(tenant, of),
    playable: () => Promise.resolve(undefined),
  }
  const feeds = createFeeds(runtime)
  const kinds = [createLanes, createTouchedReader, createSender, createNotices, createReadBacks]
  return {
    life,
    store,
    runtime,
    feeds,
    pools: kinds.map((create) => create(runtime)),
    callbacks: createCallbacks({
      runtime,
      fetch: (served, feed, hint) => feeds.now(served, feed, hint),
    }),
    async end() {
      await spool.close()
      await raw.close()
    },
  }
}

async function settle({ pools, life }: Process): Promise<void> {
  for (let isIdle = false; !isIdle && !life.isOver;) {
    const done: number[] = []
    for (const pool of pools) {
      // A process that dies in a claim claims nothing.
      done.push(await pool.once().catch((error: unknown) => fatal(error, life)))
    }
    isIdle = done.every((n) => n === 0)
  }
}

function fatal(error: unknown, life: Life): number {
  if (life.isOver) return 0
  throw error
}

/** The real pipeline on a real store, between a scripted platform and a scripted helpdesk. */
export async function relayBed(options: BedOptions = {}): Promise<Bed> {
  const clock = new FakeClock()
  const world: World = {
    clock,
    options,
    key: options.masterKey ?? randomBytes(32),
    channel: scriptedChannel(clock),
    helpdesk: scriptedHelpdesk(),
    tickets: new Map(),
  }
  let now = await startProcess(world)

  const item = (text: string, more: Partial<InboundMessage> = {}): RawItem => ({
    source: 'test',
    body: JSON.stringify(messageOf(text, clock, more)),
  })

  return {
    clock,
    channel: world.channel,
    helpdesk: world.helpdesk,
    get store() {
      return now.store
    },
    get runtime() {
      return now.runtime
    },
    get feeds() {
      return now.feeds
    },
    get isDead() {
      return now.life.isOver
    },
    item,
    settle: () => settle(now),
    fail: (steps, isFailing) => now.life.fail(steps, isFailing),
    crashAt: (point, passing) => now.life.endAt(point, passing),
    async restart() {
      await now.end()
      await clock.advance(21_000)
      now = await startProcess(world)
    },
    async say(text, more) {
      const served = [...(now.runtime.tenants.get('acme')?.accounts.values() ?? [])][0]
      if (!served) return
      const arrived = { item: item(text, more), receivedAt: clock.now() }
      await now.store.inbox.accept(acceptancesOf(now.runtime, served, arrived))
    },
    post(text, more) {
      const body = new TextEncoder().encode(JSON.stringify({ items: [item(text, more)] }))
      const receivedAt = clock.now()
      const request = { method: 'POST', path: '/', query: {}, headers: {}, body, receivedAt }
      return now.callbacks.receive('acme', 'wx', request)
    },
    async answer(text, more = {}) {
      counter += 1
      const id = String(counter)
      const author = { id: '7' }
      const reply = { id, text, attachments: [], author, at: clock.now(), isPublic: true, ...more }
      world.helpdesk.replies.push(reply)
      const ticket = reply.ticket ?? { id: world.tickets.size > 0 ? '100' : 'none' }
      await now.store.touched.touch('acme', [{ ticket, key: `touch-${id}` }])
    },
    close: () => now.end(),
  }
}
