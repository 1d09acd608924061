import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { InboundMessage } from '../core/message.ts'
import type { ClaimedDelivery } from '../core/store/outbox.ts'
import { mail } from '../testing/mail.ts'
import { noticeOf, replyOf } from '../testing/replies.ts'
import { onEveryEngine } from '../testing/store-bed.ts'
import { charged, refunded, refusalOf, stateOf, unopened, withGrant } from './windows.ts'

const hourMs = 3_600_000
const message = { rule: 'message', count: 5, forMs: 48 * hourMs }
const menu = { rule: 'menu', count: 3, forMs: 60_000 }
const at0 = { at: 1_000_000, now: 1_000_000 }

describe('The window ledger', () => {
  it('is closed until a customer opens it', () => {
    expect(refusalOf(unopened, 0)).toBe('window_closed')
    expect(stateOf(unopened, 0)).toEqual({ remaining: 0, deadline: undefined, isReachable: true })
  })

  it('allows five sends within 48 hours of a message and not one more', () => {
    let ledger = withGrant(unopened, message, at0)
    for (let i = 0; i < 5; i++) {
      expect(refusalOf(ledger, at0.now + i)).toBeUndefined()
      ledger = charged(ledger, at0.now + i)
    }
    expect(refusalOf(ledger, at0.now + 10)).toBe('quota_used')
    expect(refusalOf(withGrant(unopened, message, at0), at0.at + 48 * hourMs)).toBe('window_closed')
  })

  it('opens anew with the next message and never adds up', () => {
    const once = charged(withGrant(unopened, message, at0), at0.now)
    const later = { at: at0.at + 1000, now: at0.now + 1000 }
    expect(stateOf(withGrant(once, message, later), later.now).remaining).toBe(5)
  })

  it('is not shortened by mail that arrives late', () => {
    const now = { at: at0.at + hourMs, now: at0.now + hourMs }
    const ledger = withGrant(charged(withGrant(unopened, message, now), now.now), message, at0)
    expect(stateOf(ledger, now.now)).toMatchObject({
      remaining: 4,
      deadline: now.at + 48 * hourMs,
    })
  })

  it('charges every open grant, since nobody says which one the platform charges', () => {
    const both = withGrant(withGrant(unopened, message, at0), menu, at0)
    const after = charged(both, at0.now)
    expect(after.grants.map(({ used }) => used)).toEqual([1, 1])
    expect(stateOf(after, at0.now + 61_000).remaining).toBe(4)
  })

  it('gives back what was charged and nothing that was opened afterwards', () => {
    const before = withGrant(unopened, message, at0)
    const after = withGrant(charged(before, at0.now), menu, { at: at0.at + 5, now: at0.now + 5 })
    const back = refunded(after, at0.now)
    expect(back.grants.map(({ rule, used }) => [rule, used])).toEqual([
      ['message', 0],
      ['menu', 0],
    ])
  })

  it('never allows more sends than the newest grants, whatever is charged and given back', () => {
    const step = fc.oneof(
      fc.constant('grant' as const),
      fc.constant('send' as const),
      fc.constant('refund' as const),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let [ledger, now, open] = [unopened, 1000, 0]
        const charges: number[] = []
        for (const one of steps) {
          now += 10
          if (one === 'grant') {
            ledger = withGrant(ledger, message, { at: now, now })
            open = 0
            charges.length = 0
          }
          if (one === 'send' && refusalOf(ledger, now) === undefined) {
            ledger = charged(ledger, now)
            open += 1
            charges.push(now)
          }
          const chargedAt = one === 'refund' ? charges.pop() : undefined
          if (chargedAt !== undefined) {
            ledger = refunded(ledger, chargedAt)
            open -= 1
          }
          expect(open).toBeLessThanOrEqual(5)
          expect(stateOf(ledger, now).remaining).toBe(ledger.grants.length === 0 ? 0 : 5 - open)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

onEveryEngine('Reply windows', (bed) => {
  const needsWindow = ['acme/wx']
  let keys = 0

  async function opened(more: Partial<InboundMessage> = {}): Promise<string> {
    const { inbox } = bed.store
    const receivedAt = bed.clock.now()
    keys += 1
    await inbox.accept([
      mail({ key: `w${keys}`, receivedAt, message: { grant: message, ...more } }),
    ])
    await inbox.nextDueAt()
    const [row] = await bed.rows<{ id: string }>('select id from conversations')
    return row?.id ?? ''
  }
  const remaining = async () => (await bed.store.outbox.window('acme', 'wx', '客户甲')).remaining
  const claim = () =>
    bed.store.outbox.claim({ owner: 'one', limit: 10, forMs: 15_000, needsWindow })
  const sent = (held: ClaimedDelivery) =>
    bed.store.outbox.finish(held, { state: 'sent', delivery: { at: bed.clock.now() } })

  it('takes a slot when a part is claimed and refuses the sixth', async () => {
    const conversation = await opened()
    const text = Array.from({ length: 6 }, (_, i) => `part ${i}`).join('\n')
    await bed.store.outbox.enqueue(replyOf('r1', { conversation, text }))
    for (let i = 0; i < 5; i++) {
      const [held] = await claim()
      expect(held?.windowRefused).toBeUndefined()
      await sent(held!)
    }
    expect(await remaining()).toBe(0)
    expect(await claim()).toMatchObject([{ seq: 5, windowRefused: 'quota_used' }])
  })

  it('never lets parallel relays take more slots than there are', async () => {
    const relays = [bed.store, await bed.open(), await bed.open()]
    await opened()
    for (let i = 0; i < 8; i++) {
      await bed.store.inbox.accept([
        mail({ key: `t${i}`, message: { thread: `t${i}`, visibility: 'private' } }),
      ])
    }
    await bed.store.inbox.nextDueAt()
    const places = await bed.rows<{ id: string }>('select id from conversations')
    for (const { id } of places)
      await bed.store.outbox.enqueue(replyOf(`to-${id}`, { conversation: id }))
    const rounds = await Promise.all(
      relays.map((relay, i) =>
        relay.outbox.claim({ owner: `relay-${i}`, limit: 3, forMs: 15_000, needsWindow }),
      ),
    )
    const free = rounds.flat().filter(({ windowRefused }) => windowRefused === undefined)
    expect(rounds.flat()).toHaveLength(9)
    expect(free).toHaveLength(5)
  })

  it('gives the slot back when a send certainly did not happen, not when it is unknown', async () => {
    const conversation = await opened()
    await bed.store.outbox.enqueue(replyOf('r1', { conversation }))
    const [first] = await claim()
    expect(await remaining()).toBe(4)
    const again = { state: 'queued' as const, runAt: bed.clock.now(), code: 'channel.down' }
    await bed.store.outbox.finish(first!, again)
    expect(await remaining()).toBe(5)
    const [second] = await claim()
    const notice = noticeOf('r1')
    await bed.store.outbox.finish(second!, { state: 'unknown', code: 'x', notice })
    expect(await remaining()).toBe(4)
  })

  it('refuses where nothing was opened, where time ran out, and where the customer left', async () => {
    const conversation = await opened()
    const refusal = async (id: string) => {
      await bed.store.outbox.enqueue(replyOf(id, { conversation }))
      const [held] = await claim()
      const { windowRefused: code } = held!
      if (code === undefined) await sent(held!)
      else {
        const end = { state: 'failed' as const, code, message: '', notice: noticeOf(id) }
        await bed.store.outbox.finish(held!, end)
      }
      return code
    }
    await bed.clock.advance(48 * hourMs)
    expect(await refusal('late')).toBe('window_closed')
    await opened()
    expect(await refusal('open')).toBeUndefined()
    const gone = { kind: 'withdrawal' as const, grant: undefined as never }
    await opened({ ...gone, event: { name: 'authorization_revoked', detail: {} } })
    expect(await refusal('still there')).toBeUndefined()
    await opened({ ...gone, event: { name: 'unfollowed', detail: {} } })
    expect(await refusal('gone')).toBe('unreachable')
    await opened()
    expect(await refusal('back')).toBeUndefined()
  })

  it('believes the platform when it says that the window is closed', async () => {
    const conversation = await opened()
    await bed.store.outbox.enqueue(replyOf('r1', { conversation }))
    const [held] = await claim()
    await bed.store.outbox.finish(held!, {
      state: 'failed',
      code: 'channel.window_closed',
      message: '',
      notice: noticeOf('r1'),
      closesWindow: true,
    })
    expect(await remaining()).toBe(0)
  })

  it('asks for no window in public, for typing, and on accounts without one', async () => {
    const thread = { thread: '4900', visibility: 'public' as const, grant: undefined as never }
    const publicPlace = await opened(thread)
    await bed.store.outbox.enqueue(replyOf('public', { conversation: publicPlace }))
    expect((await claim())[0]?.windowRefused).toBeUndefined()
    await bed.clear()
    const conversation = await opened({ grant: undefined as never })
    await bed.store.outbox.enqueue(replyOf('typing', { conversation, parts: [{ type: 'typing' }] }))
    expect((await claim())[0]?.windowRefused).toBeUndefined()
    await bed.clear()
    const other = await opened({ grant: undefined as never })
    await bed.store.outbox.enqueue(replyOf('free', { conversation: other }))
    const without = { owner: 'one', limit: 5, forMs: 1000, needsWindow: [] }
    expect((await bed.store.outbox.claim(without))[0]?.windowRefused).toBeUndefined()
  })
})
