import { randomBytes } from 'node:crypto'
import type { ChannelDescriptor, ChannelTraits } from '../core/channel.ts'
import { RelayError } from '../core/error.ts'
import type { Filing, FilingResult } from '../core/filing.ts'
import type { AgentReply, Helpdesk, HelpdeskReader, TicketNote } from '../core/helpdesk.ts'
import type { MediaFile, MediaRef } from '../core/media.ts'
import type { InboundMessage, MessagePart } from '../core/message.ts'
import type { Delivery, OutboundReply, ReadBack } from '../core/reply.ts'
import type { Store } from '../core/store/index.ts'
import { acceptancesOf } from '../pipeline/acceptance.ts'
import { createLanes } from '../pipeline/lanes.ts'
import { createNotices } from '../pipeline/notices.ts'
import { createReadBacks } from '../pipeline/read-backs.ts'
import type { AccountRuntime, Runtime, TenantRuntime } from '../pipeline/runtime.ts'
import { createSender } from '../pipeline/sender.ts'
import { createTouchedReader } from '../pipeline/touched.ts'
import { createWake } from '../pipeline/wake.ts'
import { openStore } from '../store/index.ts'
import { FakeClock } from './fake-clock.ts'
import { silentLog } from './silent-log.ts'

/** A platform in memory: says what it was asked to send and answers as the test scripts it. */
export interface ScriptedChannel {
  readonly sent: OutboundReply[]
  /** Called before a send is recorded; throw to refuse. */
  onSend: (reply: OutboundReply) => Delivery | Promise<Delivery>
  onMedia: (ref: MediaRef) => MediaFile
  onReadBack: (reply: OutboundReply) => ReadBack
}

/** A helpdesk in memory, idempotent on filing and note ids like the real adapters. */
export interface ScriptedHelpdesk {
  readonly filings: Filing[]
  readonly notes: TicketNote[]
  readonly replies: AgentReply[]
  onFile: (filing: Filing) => FilingResult | undefined
}

export interface Bed {
  readonly clock: FakeClock
  readonly store: Store
  readonly runtime: Runtime
  readonly channel: ScriptedChannel
  readonly helpdesk: ScriptedHelpdesk
  /** Accepts a customer's message now. */
  say(text: string, more?: Partial<InboundMessage>): Promise<void>
  /** An agent writes on the conversation's ticket. */
  answer(text: string, more?: Partial<AgentReply>): Promise<void>
  /** Lets every queue work until nothing is due. */
  settle(): Promise<void>
  close(): Promise<void>
}

const traits: ChannelTraits = {
  ackWithinMs: 5000,
  carries: { public: ['text'], private: ['text', 'media', 'link'] },
  hasWindow: { public: false, private: true },
  canReadBack: { public: true, private: false },
  maxLength: { public: 140, private: 2000 },
  mediaHosts: [],
}

const descriptor: ChannelDescriptor = {
  id: 'wechat',
  name: { zh: '样例', en: 'Sample' },
  settings: [],
  create: () => {
    throw new RelayError('config.invalid', 'Made by the test bed.')
  },
  externalId: (account, id) => `sample:${account.id}:${id}`,
  displayName: ({ id }) => `客户 ${id}`,
  measure: (text) => text.length,
  split: (text) => text.match(/[\s\S]{1,50}/g) ?? [],
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

function scriptedChannel(clock: FakeClock): ScriptedChannel {
  return {
    sent: [],
    onSend: () => ({ at: clock.now() }),
    onMedia: () => ({ name: 'a.png', contentType: 'image/png', bytes: new Uint8Array([1, 2, 3]) }),
    onReadBack: () => ({ found: false, isConclusive: false }),
  }
}

function scriptedHelpdesk(): {
  script: ScriptedHelpdesk
  helpdesk: Helpdesk
  reader: HelpdeskReader
} {
  const tickets = new Map<string, string>()
  const script: ScriptedHelpdesk = { filings: [], notes: [], replies: [], onFile: () => undefined }
  function fileOne(filing: Filing): FilingResult {
    const scripted = script.onFile(filing)
    if (scripted?.outcome === 'failed' && scripted.error.outcome === 'not_done') return scripted
    const known = script.filings.find(({ id }) => id === filing.id)
    if (!known) script.filings.push(filing)
    const ticket = tickets.get(filing.conversation) ?? String(100 + tickets.size)
    tickets.set(filing.conversation, ticket)
    return scripted ?? { id: filing.id, outcome: 'filed', ticket: { id: ticket } }
  }
  const helpdesk: Helpdesk = {
    kind: 'ticketing',
    file: (filings) => Promise.resolve(filings.map(fileOne)),
    note: (note) => {
      if (!script.notes.some(({ id }) => id === note.id)) script.notes.push(note)
      return Promise.resolve()
    },
    readReply: () =>
      Promise.reject(new RelayError('helpdesk.forged', 'The request did not verify.')),
  }
  const reader: HelpdeskReader = {
    repliesAfter(_ticket, after) {
      const from = after === undefined ? 0 : script.replies.findIndex(({ id }) => id === after) + 1
      return Promise.resolve({
        replies: script.replies.slice(from),
        last: script.replies.at(-1)?.id,
      })
    },
    state: (ticket) => Promise.resolve({ ticket, status: 'open', tags: [] }),
    attachment: () =>
      Promise.resolve({ name: 'b.png', contentType: 'image/png', bytes: new Uint8Array([9]) }),
    prepare: () => Promise.resolve({ problems: [] }),
    probe: () => Promise.resolve([]),
  }
  return { script, helpdesk, reader }
}

function accountRuntime(channel: ScriptedChannel): AccountRuntime {
  const account = { tenant: 'acme', id: 'wx', channel: 'wechat', settings: {} }
  return {
    account,
    descriptor,
    servicePhones: [],
    profile: undefined,
    accessEndsAt: undefined,
    acknowledgement: undefined,
    channel: {
      account,
      traits,
      feeds: [],
      receive: () =>
        Promise.reject(new RelayError('channel.forged', 'The callback did not verify.')),
      parse: ({ body }) => [JSON.parse(body) as InboundMessage],
      async send(reply) {
        const delivery = await channel.onSend(reply)
        channel.sent.push(reply)
        return delivery
      },
      media: async (ref) => channel.onMedia(ref),
      readBack: async (reply) => channel.onReadBack(reply),
    },
  }
}

/** The real pipeline on a real store, between a scripted platform and a scripted helpdesk. */
export async function relayBed(options: { url?: string; mergeMs?: number } = {}): Promise<Bed> {
  const clock = new FakeClock()
  const store = await openStore({
    url: options.url ?? 'sqlite::memory:',
    masterKey: randomBytes(32),
    clock,
    log: silentLog,
    owner: 'bed',
  })
  const channel = scriptedChannel(clock)
  const { script, helpdesk, reader } = scriptedHelpdesk()
  const tenant: TenantRuntime = {
    id: 'acme',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    masks: true,
    mergeMs: options.mergeMs ?? 8000,
    helpdesk,
    reader,
    accounts: new Map([['wx', accountRuntime(channel)]]),
    agentCodes: { '7': 'A17' },
  }
  const spool = {
    append: () => Promise.resolve(),
    isEmpty: () => true,
    drain: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
  const runtime: Runtime = {
    store,
    spool,
    clock,
    log: silentLog,
    metrics: { count: () => undefined, observe: () => undefined },
    wake: createWake(),
    owner: 'bed',
    tenants: new Map([['acme', tenant]]),
    playable: () => Promise.resolve(undefined),
  }
  const pools = [
    createLanes,
    createTouchedReader,
    createSender,
    createNotices,
    createReadBacks,
  ].map((create) => create(runtime))

  async function settle(): Promise<void> {
    for (let idle = false; !idle;) {
      const done = []
      for (const pool of pools) done.push(await pool.once())
      idle = done.every((n) => n === 0)
    }
  }

  return {
    clock,
    store,
    runtime,
    channel,
    helpdesk: script,
    settle,
    async say(text, more = {}) {
      const message = messageOf(text, clock, more)
      const served = tenant.accounts.get('wx')
      if (!served) return
      const item = { source: 'test', body: JSON.stringify(message) }
      await store.inbox.accept(acceptancesOf(runtime, served, { item, receivedAt: clock.now() }))
    },
    async answer(text, more = {}) {
      counter += 1
      const id = String(counter)
      script.replies.push({
        id,
        text,
        attachments: [],
        author: { id: '7' },
        at: clock.now(),
        isPublic: true,
        ...more,
      })
      const ticket = script.filings.length > 0 ? '100' : 'none'
      await store.touched.touch('acme', [{ ticket: { id: ticket }, key: `touch-${id}` }])
    },
    close: () => store.close(),
  }
}
