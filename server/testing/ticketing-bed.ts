import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import type { Clock } from '../core/clock.ts'
import type { Log } from '../core/log.ts'
import type { Store } from '../core/store/index.ts'
import type { HelpdeskBed } from './helpdesk-bed.ts'
import {
  zendeskTicketing,
  type ZendeskTicketingOptions,
} from '../helpdesk/zendesk-ticketing/index.ts'
import type { LabWorld } from '../lab/world.ts'
import type { ZendeskSettings } from '../lab/zendesk/settings.ts'
import { openStore } from '../store/index.ts'
import { createHttpDoor } from '../wire/http-door.ts'
import { FakeClock } from './fake-clock.ts'
import { recordingLog } from './silent-log.ts'
import { zendeskAccount, type ZendeskAccount } from './zendesk-account.ts'
import { forgeries, signed } from './zendesk-callback.ts'
import { zendeskProxy, type ZendeskProxy } from './zendesk-proxy.ts'

export interface TicketingBedOptions {
  readonly settings?: Partial<ZendeskSettings>
  readonly adapter?: Partial<ZendeskTicketingOptions>
  /** Leaves webhooks, trigger and views out. */
  readonly unprepared?: boolean
}

type Account = Pick<
  ZendeskAccount,
  'world' | 'plan' | 'heard' | 'api' | 'desk' | 'ticket' | 'callback'
>

export interface TicketingBed extends HelpdeskBed, Account {
  readonly clock: FakeClock
  readonly store: Store
  /** Between the adapter and the simulator. */
  readonly proxy: ZendeskProxy
  readonly options: ZendeskTicketingOptions
  fault(fault: Omit<Parameters<LabWorld['faults']['add']>[0], 'platform'>): void
  readonly sign: typeof signed
}

/** A waiting adapter moves the clock itself: nothing else would. */
function selfMoving(clock: FakeClock): Clock {
  return {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    sleep: (ms) => clock.advance(ms),
  }
}

interface Parts {
  readonly clock: FakeClock
  readonly log: Log
  readonly store: Store
  readonly zendesk: ZendeskAccount
  readonly proxy: ZendeskProxy
}

function optionsOf({ clock, log, store, zendesk, proxy }: Parts): ZendeskTicketingOptions {
  const { clientId, clientSecret } = zendesk.plan.zendesk
  const exemptHosts = [new URL(proxy.url).host, new URL(zendesk.url).host]
  return {
    tenant: 'acme',
    locale: 'zh-CN',
    publicUrl: zendesk.publicUrl,
    baseUrl: proxy.url,
    auth: { grant: 'client_credentials', clientId, clientSecret, scope: 'read write' },
    requestsPerMinute: 700,
    doors: {
      http: createHttpDoor({ clock, log, exemptHosts }),
      clock: selfMoving(clock),
      log,
      ...store,
    },
  }
}

function faultsOf({ zendesk }: Parts): Pick<TicketingBed, 'fault' | 'breakNext'> {
  const { faults } = zendesk.world
  return {
    fault: (fault) => void faults.add({ platform: 'zendesk', ...fault }),
    breakNext(fault) {
      const hasTicket = zendesk.comments().length > 0
      const match = hasTicket ? 'PUT /api/v2/tickets/' : 'POST /api/v2/tickets'
      faults.add({ platform: 'zendesk', match, count: 1, ...fault })
    },
  }
}

/** The ticketing adapter on a real store, before a simulated Zendesk, with a checker in between. */
export async function ticketingBed(given: TicketingBedOptions = {}): Promise<TicketingBed> {
  const clock = new FakeClock()
  const log = recordingLog()
  const zendesk = await zendeskAccount(clock, given.settings)
  const proxy = await zendeskProxy(zendesk.url)
  const masterKey = randomBytes(32)
  const store = await openStore({ url: 'sqlite::memory:', masterKey, clock, log, owner: 'bed' })
  const parts = { clock, log, store, zendesk, proxy }
  const options = { ...optionsOf(parts), ...given.adapter }
  const adapter = zendeskTicketing(options)
  if (!given.unprepared) expect(await adapter.reader.prepare()).toMatchObject({ problems: [] })
  return {
    ...zendesk,
    ...adapter,
    ...faultsOf(parts),
    ...{ clock, store, proxy, options, forgeries },
    account: 'wx',
    sign: signed,
    secrets: [zendesk.plan.zendesk.clientSecret, zendesk.adminToken],
    now: () => clock.now(),
    logged: () => log.lines.join('\n'),
    comments: () => Promise.resolve(zendesk.comments()),
    next: (filed) =>
      filed.outcome === 'filed' && filed.ticket
        ? { type: 'ticket', ticket: filed.ticket }
        : expect.fail('the filing named no ticket'),
    async unplug() {
      await Promise.all([proxy.close(), zendesk.stop()])
    },
    async close() {
      await Promise.all([proxy.close(), zendesk.close(), store.close()])
      // Every test is also a test of the bodies.
      expect(proxy.problems).toEqual([])
    },
  }
}
