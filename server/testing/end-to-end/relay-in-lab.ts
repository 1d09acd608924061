import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { loadConfig, type ConfigFile } from '../../config.ts'
import type { Clock } from '../../core/clock.ts'
import { createLabPlan, relayConfig, type LabPlan } from '../../lab/plan.ts'
import { startServers, type LabServers } from '../../lab/servers.ts'
import { zendeskSimulator } from '../../lab/zendesk/index.ts'
import { startRelay, type Relay } from '../../main.ts'
import { recordingLog } from '../silent-log.ts'
import { databases, type DatabaseKind } from '../databases.ts'
import { freePort } from '../free-port.ts'

export interface DeskTicket {
  readonly id: number
  readonly status: string
  readonly tags: readonly string[]
  readonly subject: string
  readonly requester: { readonly externalId: string; readonly id: number }
}

export interface DeskComment {
  readonly body: string
  readonly public: boolean
  readonly author: { readonly name: string; readonly role: string }
  readonly attachments: readonly {
    readonly fileName: string
    readonly contentType: string
    readonly url: string
  }[]
}

interface Bubble {
  readonly from: string
  readonly type: string
  readonly text?: string
  readonly mediaUrl?: string
}

export interface BedOptions {
  readonly database?: DatabaseKind
  readonly mergeSeconds?: number
  /** Changes the configuration file before it is read. */
  readonly edit?: (config: ConfigFile) => void
  /** Where the built pages of lab and apps lie, for tests that open them. */
  readonly pages?: string
  /** Passes for what waits for minutes, for one; the system's own clock without it. */
  readonly clock?: Clock
  /** Leaves the relay out: a test starts it itself. */
  readonly withoutRelay?: boolean
}

export interface RelayInLab {
  readonly plan: LabPlan
  readonly lab: LabServers
  readonly configPath: string
  readonly folder: string
  readonly relayUrl: string
  /** Everything the relay logged, as lines of text. */
  readonly logged: readonly string[]
  start(): Promise<Relay>
  /** The relay started last. */
  relay(): Relay
  control<T = Record<string, unknown>>(path: string, body?: unknown): Promise<T>
  newWechatCustomer(): Promise<string>
  wechat(customer: string, text: string, more?: object): Promise<void>
  chat(customer: string): Promise<readonly Bubble[]>
  /** What the brand said to a customer in WeChat, texts only. */
  heard(customer: string): Promise<readonly string[]>
  tickets(view?: string): Promise<readonly DeskTicket[]>
  ticket(id: number): Promise<{ ticket: DeskTicket; comments: readonly DeskComment[] }>
  /** Waits for the one ticket whose comments contain the text. */
  ticketWith(text: string): Promise<DeskTicket>
  reply(ticket: number, body: string, more?: object): Promise<void>
  fault(fault: object): Promise<void>
  close(): Promise<void>
}

/** Waits for something in the lab; real servers answer when they answer. */
export function eventually<T>(look: () => Promise<T> | T, timeout = 12_000): Promise<T> {
  return vi.waitFor(look, { timeout, interval: 40 })
}

function writeConfig(
  folder: string,
  plan: LabPlan,
  { mergeSeconds = 0, edit }: BedOptions,
  store: string,
): string {
  const config = relayConfig(plan) as ConfigFile
  Object.assign(config, { store, dataDir: join(folder, 'data') })
  for (const { zendesk } of config.tenants) Object.assign(zendesk, { mergeSeconds })
  edit?.(config)
  const path = join(folder, 'relay.json')
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 })
  return path
}

function deskDoor(url: string): Pick<RelayInLab, 'control' | 'tickets' | 'ticket' | 'reply'> {
  async function control<T>(path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${url}/__lab${path}`, {
      ...(body !== undefined && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
    if (!response.ok) throw new TypeError(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }
  return {
    control,
    async tickets(view = 'all') {
      const path = `/desk/tickets?view=${view}&limit=5000`
      return (await control<{ tickets: DeskTicket[] }>(path)).tickets
    },
    ticket: (id) => control(`/desk/tickets/${id}`),
    async reply(ticket, body, more = {}) {
      const answer = { agentId: 9001, body, public: true, ...more }
      await control(`/desk/tickets/${ticket}/comments`, answer)
    },
  }
}

async function startPlatforms(plan: LabPlan, pages?: string): Promise<LabServers> {
  // Short waits between a platform's own retries: tests cannot wait five seconds.
  const timing = { gapMs: 200 }
  const staticDir = pages === undefined ? {} : { staticDir: pages }
  return startServers({ plan, seed: 7, timing, zendesk: zendeskSimulator, ...staticDir })
}

function isTicketing(configPath: string): boolean {
  const { tenants } = JSON.parse(readFileSync(configPath, 'utf8')) as ConfigFile
  return tenants.every(({ zendesk }) => zendesk.port === 'ticketing')
}

/**
 * Waits until the relay has made its webhooks and, after them, its views: of replies made before that,
 * as no agent is quick enough to do, it hears a minute later.
 */
async function prepared(logged: readonly string[]): Promise<void> {
  await eventually(() => {
    const made = logged.filter((line) => /"\/api\/v2\/views","status":201/.test(line))
    if (made.length < 3) throw new TypeError('the views are not there yet')
  })
}

/** The real relay in front of the real simulators, on free ports, with its own store. */
export async function relayInLab(options: BedOptions = {}): Promise<RelayInLab> {
  const folder = mkdtempSync(join(tmpdir(), 'weiqiao-'))
  const relayUrl = `http://127.0.0.1:${await freePort()}`
  const plan = createLabPlan({ relayUrl, ports: { wechat: 0, weibo: 0, wecom: 0, zendesk: 0 } })
  const lab = await startPlatforms(plan, options.pages)
  const kind = options.database ?? databases[0]
  if (!kind) throw new TypeError('no database')
  const database = await kind.create(folder)
  const configPath = writeConfig(folder, plan, options, database.url)
  const log = recordingLog()
  const relays: Relay[] = []
  const desk = deskDoor(lab.urls.zendesk)

  async function start(): Promise<Relay> {
    const reading = loadConfig(configPath)
    if (!reading.ok) throw new TypeError(JSON.stringify(reading.problems))
    const { config, personas } = reading
    const pagesDir = options.pages === undefined ? {} : { pagesDir: options.pages }
    const { clock } = options
    const relay = await startRelay({ config, personas, log, ...pagesDir, ...(clock && { clock }) })
    relays.push(relay)
    return relay
  }
  if (!options.withoutRelay) {
    await start()
    if (isTicketing(configPath)) await prepared(log.lines)
  }

  const chat = async (customer: string) =>
    (await desk.control<{ messages: Bubble[] }>(`/wechat/customers/${customer}/chat`)).messages
  return {
    ...desk,
    plan,
    lab,
    configPath,
    folder,
    relayUrl,
    logged: log.lines,
    start,
    relay() {
      const relay = relays.at(-1)
      if (!relay) throw new TypeError('no relay was started')
      return relay
    },
    chat,
    async newWechatCustomer() {
      return (await desk.control<{ id: string }>('/wechat/customers', { name: '测试客户' })).id
    },
    async wechat(customer, text, more = {}) {
      const act = { type: 'text', text, ...more }
      await desk.control(`/wechat/customers/${customer}/messages`, act)
    },
    async heard(customer) {
      const bubbles = await chat(customer)
      return bubbles.flatMap(({ from, type, text }) =>
        from === 'brand' && type === 'text' ? [text ?? ''] : [],
      )
    },
    ticketWith: (text) =>
      eventually(async () => {
        for (const ticket of await desk.tickets()) {
          const { comments } = await desk.ticket(ticket.id)
          if (comments.some(({ body }) => body.includes(text))) return ticket
        }
        throw new TypeError(`no ticket says ${text}`)
      }),
    async fault(fault) {
      await desk.control('/faults', fault)
    },
    async close() {
      for (const relay of relays) await relay.stop()
      await lab.close()
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
