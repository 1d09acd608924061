import { expect, it } from 'vitest'
import type { Lane } from '../core/store/inbox.ts'
import type { Store } from '../core/store/index.ts'
import { failureOf } from '../testing/failure-of.ts'
import { filingOf } from '../testing/filings.ts'
import { mail } from '../testing/mail.ts'
import { onEveryEngine } from '../testing/store-bed.ts'

const lost = 'store.lease_lost not_done'

onEveryEngine('Lanes', (bed) => {
  const claim = (owner: string, limit = 10, store: Store = bed.store): Promise<readonly Lane[]> =>
    store.inbox.claimLanes({ owner, limit, forMs: 10_000 })
  const keys = (lane: Lane | undefined) => lane?.messages.map(({ message }) => message.key)
  const accept = (...given: string[]) => bed.store.inbox.accept(given.map((key) => mail({ key })))

  /** One lane, claimed by a relay that then stops answering. */
  async function stalled(): Promise<Lane> {
    await accept('a')
    const [lane] = await claim('stalled')
    await bed.clock.advance(10_000)
    return lane!
  }

  it('hands a conversation over with its mail in order of acceptance', async () => {
    await accept('z', 'm')
    await accept('a')
    const [lane] = await claim('one')
    expect(keys(lane)).toEqual(['z', 'm', 'a'])
    expect(lane).toMatchObject({ owner: 'one', fence: 1, openFiling: undefined })
  })

  it('gives a lane to nobody else while its lease runs', async () => {
    await accept('a')
    expect(await claim('one')).toHaveLength(1)
    await accept('b')
    expect(await claim('two')).toEqual([])
  })

  it('gives a lane on when its lease has run out, under a higher fence (I5)', async () => {
    const old = await stalled()
    const [lane] = await claim('two')
    expect(lane?.fence).toBe(old.fence + 1)
    expect(keys(lane)).toEqual(['a'])
  })

  it('refuses every write of an old fence', async () => {
    const old = await stalled()
    const filing = filingOf(old)
    await claim('two')
    const { inbox } = bed.store
    const soon = { runAt: bed.clock.now(), code: 'helpdesk.down', countsAsTry: true }
    const writes = [
      () => inbox.extendLane(old, 1000),
      () => inbox.freeze(old, filing),
      () => inbox.settle(old, { ...filing, tries: 0, frozenAt: 0 }, {}),
      () => inbox.postpone(old, undefined, soon),
      () => inbox.bury(old, { ...filing, tries: 0, frozenAt: 0 }, { code: 'x', message: '' }),
      () => inbox.defer(old, filing.members, 0),
      () => inbox.release(old),
    ]
    for (const write of writes) expect(await failureOf(write())).toBe(lost)
    expect(await bed.rows('select id from filings')).toEqual([])
    expect(await bed.rows(`select id from inbox where state <> 'pending'`)).toEqual([])
  })

  it('takes no write from a lane that was given back', async () => {
    await accept('a')
    const [lane] = await claim('one')
    await bed.store.inbox.release(lane!)
    expect(await failureOf(bed.store.inbox.freeze(lane!, filingOf(lane!)))).toBe(lost)
  })

  it('keeps a lane whose lease is extended', async () => {
    await accept('a')
    const [lane] = await claim('one')
    await bed.clock.advance(9000)
    await bed.store.inbox.extendLane(lane!, 10_000)
    await bed.clock.advance(9000)
    expect(await claim('two')).toEqual([])
  })

  it('never lets two relays hold one lane, however many claim at once', async () => {
    const others = [bed.store, await bed.open(), await bed.open()]
    const customers = Array.from({ length: 60 }, (_, i) =>
      mail({ key: `k${i}`, customer: `c${i}` }),
    )
    await bed.store.inbox.accept(customers)
    await bed.store.inbox.nextDueAt()
    const rounds = await Promise.all(
      Array.from({ length: 12 }, (_, i) => claim(`relay-${i % 3}`, 7, others[i % 3])),
    )
    const held = rounds.flat().map(({ conversation }) => conversation.id)
    expect(new Set(held).size).toBe(held.length)
    held.push(...(await claim('rest', 60)).map(({ conversation }) => conversation.id))
    expect(new Set(held).size).toBe(60)
  })

  it('leaves mail that is not due and tenants that are told to wait', async () => {
    const later = bed.clock.now() + 8000
    await bed.store.inbox.accept([
      mail({ key: 'merging', dueAt: later }),
      mail({ key: 'elsewhere', tenant: 'other' }),
    ])
    const but = { owner: 'one', limit: 10, forMs: 1000, exceptTenants: ['other'] }
    expect(await bed.store.inbox.claimLanes(but)).toEqual([])
    await bed.clock.advance(8000)
    expect((await bed.store.inbox.claimLanes(but)).map(keys)).toEqual([['merging']])
  })

  it('says when the next lane is due', async () => {
    expect(await bed.store.inbox.nextDueAt()).toBeUndefined()
    await bed.store.inbox.accept([mail({ key: 'later', dueAt: bed.clock.now() + 700 })])
    expect(await bed.store.inbox.nextDueAt()).toBe(bed.clock.now() + 700)
  })

  it('does not let a leased lane hide what is due behind it', async () => {
    await accept('held')
    await claim('dead relay')
    const soon = bed.clock.now() + 1000
    await bed.store.inbox.accept([mail({ key: 'soon', customer: '客户乙', dueAt: soon })])
    expect(await bed.store.inbox.nextDueAt()).toBe(soon)
  })

  it('says when a dead relay loses its lane', async () => {
    await accept('held')
    await claim('dead relay')
    expect(await bed.store.inbox.nextDueAt()).toBe(bed.clock.now() + 10_000)
  })

  it('shows a deferred message again at its time and counts the try', async () => {
    await accept('a', 'picture')
    const [lane] = await claim('one')
    const picture = lane!.messages[1]!.id
    await bed.store.inbox.defer(lane!, [picture], bed.clock.now() + 5000)
    await bed.store.inbox.release(lane!)
    const [now] = await claim('one')
    expect(keys(now)).toEqual(['a'])
    await bed.store.inbox.release(now!)
    await bed.clock.advance(5000)
    const [then] = await claim('one')
    expect(then?.messages.map(({ tries }) => tries)).toEqual([0, 1])
  })

  it('brings a lane that only waits for a deferred message to work when new mail comes', async () => {
    await accept('picture')
    const [lane] = await claim('one')
    await bed.store.inbox.defer(lane!, [lane!.messages[0]!.id], bed.clock.now() + 60_000)
    await bed.store.inbox.release(lane!)
    await accept('words')
    expect((await claim('one')).map(keys)).toEqual([['words']])
  })
})
