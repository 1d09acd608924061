import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RelayError } from '../core/error.ts'
import type { HelpdeskReader } from '../core/helpdesk.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'
import { watchAccess } from './access-watch.ts'
import { castNet, hearEarlier, runUpkeep } from './upkeep.ts'
import type { AccountRuntime, TenantRuntime } from './runtime.ts'

let bed: Bed
afterEach(() => bed.close())

const tenant = (): TenantRuntime => bed.runtime.tenants.get('acme') ?? expect.fail('no tenant')
const account = (): AccountRuntime => tenant().accounts.get('wx') ?? expect.fail('no account')
const sent = (): number => bed.channel.sent.length

describe('the net under lost webhooks', () => {
  type Page = Awaited<ReturnType<NonNullable<HelpdeskReader['touchedSince']>>>
  let pages: Page[]
  let cursors: (string | undefined)[]
  beforeEach(async () => {
    pages = []
    cursors = []
    bed = await relayBed({ mergeMs: 0 })
    await bed.say('断网了')
    await bed.settle()
    Object.assign(tenant().reader ?? {}, {
      touchedSince: async (cursor: string | undefined): Promise<Page> => {
        cursors.push(cursor)
        return pages.shift() ?? { tickets: [], cursor: cursor ?? '' }
      },
    })
    bed.helpdesk.replies.push({
      id: 'lost-1',
      text: '已恢复',
      attachments: [],
      author: { id: '7' },
      at: bed.clock.now(),
      isPublic: true,
    })
  })

  it('finds a reply whose webhook never came, and sends it once', async () => {
    pages = [{ tickets: [{ id: '100' }, { id: '999' }], cursor: 'c1' }]
    await castNet(bed.runtime, tenant())
    await bed.settle()
    pages = [{ tickets: [{ id: '100' }], cursor: 'c2' }]
    await castNet(bed.runtime, tenant())
    await bed.settle()
    expect(cursors).toEqual([undefined, 'c1'])
    expect(sent()).toBe(1)
  })

  it('finds replies to the latest tickets when nobody could tell of them so far', async () => {
    await hearEarlier(bed.runtime, tenant())
    await bed.settle()
    await hearEarlier(bed.runtime, tenant())
    await bed.settle()
    expect(sent()).toBe(1)
  })

  it('leaves tickets alone to which nothing was filed for ten minutes', async () => {
    await bed.clock.advance(10 * 60_000 + 1)
    await hearEarlier(bed.runtime, tenant())
    await bed.settle()
    expect(sent()).toBe(0)
  })

  it('is cast by one process at a time', async () => {
    await bed.store.leases.take({
      tenant: 'acme',
      key: 'touched-net',
      owner: 'other',
      forMs: 20_000,
    })
    await castNet(bed.runtime, tenant())
    expect(cursors).toEqual([])
  })

  it('keeps its place when the helpdesk fails, and upkeep goes on', async () => {
    Object.assign(tenant().reader ?? {}, {
      touchedSince: async () => {
        throw new RelayError('helpdesk.unavailable', 'down')
      },
    })
    await expect(castNet(bed.runtime, tenant())).rejects.toMatchObject({
      code: 'helpdesk.unavailable',
    })
    expect(await bed.store.kept.get('acme', 'touched-net')).toBeUndefined()
    const stop = new AbortController()
    const running = runUpkeep(bed.runtime, stop.signal)
    await bed.clock.advance(120_000)
    stop.abort()
    await running
  })
})

describe('watchAccess', () => {
  const day = 24 * 3_600_000
  let endsAt: number
  beforeEach(async () => {
    bed = await relayBed({ account: { accessEndsAt: async () => endsAt } })
    endsAt = bed.clock.now() + 8 * day
  })
  const warnings = async (): Promise<unknown[]> =>
    (await bed.store.journal.read('acme', 0, 100))
      .filter(({ type }) => type === 'token_warning')
      .map(({ detail }) => detail?.['level'])

  it('warns once a week before, once a day before and once at the end', async () => {
    for (let hour = 0; hour < 9 * 24; hour += 6) {
      await watchAccess(bed.runtime, account())
      await bed.clock.advance(6 * 3_600_000)
    }
    expect(await warnings()).toEqual(['7d', '1d', 'ended'])
  })

  it('warns anew after a person authorised the account again', async () => {
    await bed.clock.advance(2 * day)
    await watchAccess(bed.runtime, account())
    endsAt += 30 * day
    await watchAccess(bed.runtime, account())
    await bed.clock.advance(30 * day)
    await watchAccess(bed.runtime, account())
    expect(await warnings()).toEqual(['7d', '7d'])
  })

  it('stays quiet when the platform does not say', async () => {
    Object.assign(account(), {
      accessEndsAt: async () => {
        throw new RelayError('channel.unavailable', 'busy')
      },
    })
    await watchAccess(bed.runtime, account())
    expect(await warnings()).toEqual([])
  })
})
