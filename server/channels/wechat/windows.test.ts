import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WindowGrant } from '../../core/message.ts'
import {
  charged,
  refusalOf,
  stateOf,
  unopened,
  withGrant,
  type Ledger,
} from '../../store/windows.ts'
import { customer, fixture, otherCustomer, pushed } from './fixtures.fake.ts'
import { wechatBed, type WechatBed } from './wechat.fake.ts'
import { grants } from './windows.ts'

const hour = 3_600_000
const start = Date.UTC(2026, 2, 2)

function opened(ledger: Ledger, grant: WindowGrant, at: number): Ledger {
  return withGrant(ledger, grant, { at, now: at })
}

/** How many sends go through at once at a time, and why the next does not. */
function sendsAt(ledger: Ledger, at: number): readonly [number, string | undefined] {
  let left = ledger
  let count = 0
  for (; refusalOf(left, at) === undefined && count < 20; count++) left = charged(left, at)
  return [count, refusalOf(left, at)]
}

describe('the window of an Official Account', () => {
  it('takes five sends within 48 hours of a message', () => {
    const ledger = opened(unopened, grants.message, start)
    expect(sendsAt(ledger, start + 48 * hour - 1)).toEqual([5, 'quota_used'])
    expect(sendsAt(ledger, start + 48 * hour)).toEqual([0, 'window_closed'])
  })

  it.each(['menu', 'follow', 'scan'] as const)(
    'takes three sends within a minute of a %s',
    (rule) => {
      const ledger = opened(unopened, grants[rule], start)
      expect(sendsAt(ledger, start + 59_999)).toEqual([3, 'quota_used'])
      expect(sendsAt(ledger, start + 60_000)).toEqual([0, 'window_closed'])
    },
  )

  it('begins anew with the next message', () => {
    let ledger = opened(unopened, grants.message, start)
    for (let i = 0; i < 5; i++) ledger = charged(ledger, start + hour)
    expect(sendsAt(ledger, start + hour)).toEqual([0, 'quota_used'])
    ledger = opened(ledger, grants.message, start + 2 * hour)
    expect(sendsAt(ledger, start + 49 * hour)).toEqual([5, 'quota_used'])
  })

  it('adds nothing up: a menu tap on top of a message allows no eight', () => {
    const ledger = opened(opened(unopened, grants.message, start), grants.menu, start)
    expect(sendsAt(ledger, start + 1)).toEqual([5, 'quota_used'])
  })

  it('gives a used-up customer who taps a menu three sends for a minute, and no more after it', () => {
    let ledger = opened(unopened, grants.message, start)
    for (let i = 0; i < 5; i++) ledger = charged(ledger, start)
    ledger = opened(ledger, grants.menu, start + hour)
    expect(sendsAt(ledger, start + hour + 1)).toEqual([3, 'quota_used'])
    expect(sendsAt(ledger, start + hour + 60_000)).toEqual([0, 'quota_used'])
  })

  it('is not shortened by a message that arrives late', () => {
    const ledger = opened(opened(unopened, grants.message, start), grants.message, start - hour)
    expect(stateOf(ledger, start).deadline).toBe(start + 48 * hour)
  })
})

describe('what a push does to the window', () => {
  let bed: WechatBed
  beforeEach(async () => {
    bed = await wechatBed()
  })
  afterEach(() => bed.close())

  async function accept(file: string): Promise<void> {
    const seconds = String(Math.floor(bed.clock.now() / 1000))
    const body = fixture(file).replace(/(<CreateTime>)\d+/, `$1${seconds}`)
    const raw = pushed(body, bed.clock.now())
    const [message] = bed.channel.parse(raw)
    const now = bed.clock.now()
    await bed.store.inbox.accept([
      {
        tenant: 'acme',
        account: 'wx',
        channel: 'wechat',
        message: message ?? expect.fail('nothing was read'),
        raw,
        receivedAt: now,
        state: message?.kind === 'message' ? 'pending' : 'recorded',
        isAnswerable: true,
        dueAt: now,
      },
    ])
  }
  const windowOf = (who = customer) => bed.store.outbox.window('acme', 'wx', who)

  it.each([
    ['message-text.xml', 5],
    ['message-unheard.xml', 5],
    ['message-text-menu-zero.xml', 5],
    ['message-text-menu-tap.xml', 3],
    ['event-click.xml', 3],
    ['event-scancode-push.xml', 3],
    ['event-scancode-waitmsg.xml', 3],
    ['event-subscribe.xml', 3],
    ['event-subscribe-qrscene.xml', 3],
    ['event-scan.xml', 3],
    ['event-view.xml', 0],
    ['event-view-miniprogram.xml', 0],
    ['event-location.xml', 0],
    ['event-pic-sysphoto.xml', 0],
    ['event-location-select.xml', 0],
    ['event-template-success.xml', 0],
    ['event-unheard.xml', 0],
  ])('%s opens %i sends', async (file, remaining) => {
    await accept(file)
    expect((await windowOf()).remaining).toBe(remaining)
  })

  it('closes it and marks the customer unreachable on unsubscribe, until he follows again', async () => {
    await accept('message-text.xml')
    await accept('event-unsubscribe.xml')
    expect(await windowOf()).toMatchObject({ remaining: 0, isReachable: false })
    await accept('event-subscribe.xml')
    expect(await windowOf()).toMatchObject({ remaining: 3, isReachable: true })
  })

  it('leaves it open when the customer only takes an authorisation back: he still follows', async () => {
    await accept('message-text.xml')
    await accept('event-user-authorization-revoke.xml')
    expect(await windowOf()).toMatchObject({ remaining: 5, isReachable: true })
    expect(await windowOf(otherCustomer)).toMatchObject({ isReachable: true })
  })
})
