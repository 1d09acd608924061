import { expect, it } from 'vitest'
import type { Lane } from '../core/store/inbox.ts'
import { mail } from '../testing/mail.ts'
import { onEveryEngine } from '../testing/store-bed.ts'

onEveryEngine('Sorting mail into conversations', (bed) => {
  const claim = (): Promise<readonly Lane[]> =>
    bed.store.inbox.claimLanes({ owner: 'one', limit: 50, forMs: 1000 })

  it('makes one conversation per tenant, account, customer and thread', async () => {
    await bed.store.inbox.accept([
      mail({ key: '1' }),
      mail({ key: '2' }),
      mail({ key: '3', customer: '客户乙' }),
      mail({ key: '4', account: 'wb' }),
      mail({ key: '5', message: { thread: '4900', visibility: 'public' } }),
      mail({ key: '6', tenant: 'other' }),
    ])
    const lanes = await claim()
    const sizes = lanes.map(({ messages }) => messages.length).sort()
    expect(sizes).toEqual([1, 1, 1, 1, 2])
  })

  it('makes one conversation when two relays sort a new customer at once', async () => {
    const other = await bed.open()
    for (let i = 0; i < 20; i++) {
      const customer = `客户${i}`
      await Promise.all([
        bed.store.inbox.accept([mail({ key: `a${i}`, customer })]),
        other.inbox.accept([mail({ key: `b${i}`, customer })]),
      ])
    }
    await Promise.all([bed.store.inbox.nextDueAt(), other.inbox.nextDueAt()])
    await bed.store.counts()
    expect(await bed.rows('select id from conversations')).toHaveLength(20)
    const received = await bed.store.journal.read('acme', 0, 100)
    expect(received).toHaveLength(40)
    expect(new Set(received.map(({ message }) => message)).size).toBe(40)
    expect((await claim()).map(({ messages }) => messages.length)).toEqual(Array(20).fill(2))
  })

  it('sorts what a killed relay had acknowledged but not sorted (I4)', async () => {
    const killed = await bed.open()
    await killed.inbox.accept([mail({ key: 'orphan' })])
    await bed.clock.advance(1000)
    const [lane] = await claim()
    expect(lane?.messages[0]?.message.key).toBe('orphan')
  })

  it('remembers name and entry, and keeps the target of the newest demand', async () => {
    const at = bed.clock.now()
    const target = (id: string) => ({ kind: 'comment', id })
    await bed.store.inbox.accept([
      mail({ key: '1', message: { sentAt: at, target: target('first'), entry: 'qr:7' } }),
      mail({
        key: '2',
        message: {
          sentAt: at + 5,
          target: target('second'),
          customer: { id: '客户甲', name: '甲' },
        },
      }),
      mail({ key: '3', message: { sentAt: at + 2, target: target('late') } }),
      mail({
        key: '4',
        isAnswerable: false,
        message: { sentAt: at + 9, target: target('thanks') },
      }),
    ])
    const [lane] = await claim()
    expect(lane?.conversation).toMatchObject({
      customerName: '甲',
      entry: 'qr:7',
      target: target('second'),
      lastInboundAt: at + 9,
    })
  })

  it('files no event and keeps quarantined mail out of the lanes until it is released', async () => {
    await bed.store.inbox.accept([
      mail({ key: 'event', state: 'recorded', message: { kind: 'event' } }),
      mail({ key: 'old', state: 'quarantined' }),
    ])
    expect(await claim()).toEqual([])
    const [old] = await bed.store.inbox.quarantine('acme')
    expect(old?.message.key).toBe('old')
    expect(await bed.store.inbox.releaseQuarantined('other', old?.id ?? '')).toBe(false)
    expect(await bed.store.inbox.releaseQuarantined('acme', old?.id ?? '')).toBe(true)
    expect(await bed.store.inbox.releaseQuarantined('acme', old?.id ?? '')).toBe(false)
    const [lane] = await claim()
    expect(lane?.messages.map(({ message }) => message.key)).toEqual(['old'])
    const types = (await bed.store.journal.read('acme', 0, 10)).map(({ type }) => type)
    expect(types).toEqual(['event', 'quarantined', 'received'])
  })

  it('sets aside what cannot be sorted and goes on with the rest', async () => {
    const unsortable = { customer: undefined } as unknown as Record<string, never>
    await bed.store.inbox.accept([
      mail({ key: 'before' }),
      mail({ key: 'poison', message: unsortable }),
      mail({ key: 'after', customer: '客户乙' }),
    ])
    const keys = (await claim()).flatMap(({ messages }) => messages.map((m) => m.message.key))
    expect(keys).toEqual(['before', 'after'])
    const aside = await bed.store.inbox.quarantine('acme')
    expect(aside.map(({ message }) => message.key)).toEqual(['poison'])
    const noted = (await bed.store.journal.read('acme', 0, 10)).find(
      ({ type }) => type === 'quarantined',
    )
    expect(noted).toMatchObject({ message: aside[0]?.id, detail: { reason: 'not_sortable' } })
  })

  it('takes ids and names that no index or text column holds without stopping the lane', async () => {
    const huge = Array.from({ length: 3000 }, (_, i) => (i * 104_729).toString(36)).join('')
    await bed.store.inbox.accept([
      mail({ key: 'huge', customer: huge }),
      mail({ key: 'nul', message: { customer: { id: '客户丙', name: '丙\0', province: '广东' } } }),
    ])
    const lanes = await claim()
    const aside = await bed.store.inbox.quarantine('acme')
    expect(lanes.length + aside.length).toBe(2)
    expect(lanes.at(-1)?.conversation.customerName?.replace('\0', '')).toBe('丙')
  })

  it('writes down when, where and how much of each item, and leaves out what is unknown (S2-16)', async () => {
    const at = bed.clock.now()
    const person = { id: '客户甲', province: '广东', city: '深圳', ipRegion: '北京' }
    await bed.store.inbox.accept([
      mail({
        key: '1',
        receivedAt: at,
        message: { customer: person, sentAt: at - 400, platformId: '5012', isMention: true },
      }),
      mail({ key: '2', customer: '客户乙' }),
    ])
    await claim()
    const [full, sparse] = await bed.store.journal.read('acme', 0, 10)
    expect(full).toMatchObject({
      type: 'received',
      at,
      platformAt: at - 400,
      account: 'wx',
      channel: 'wechat',
      customer: '客户甲',
      detail: {
        kind: 'message',
        platformKind: 'text',
        visibility: 'private',
        answerable: true,
        platformId: '5012',
        mention: true,
        province: '广东',
        city: '深圳',
        ipRegion: '北京',
      },
    })
    expect(Object.keys(sparse?.detail ?? {})).toEqual([
      'kind',
      'platformKind',
      'visibility',
      'answerable',
    ])
  })

  it('names the event of what is no message', async () => {
    const event = { name: 'unfollowed', detail: {} } as const
    const left = { kind: 'withdrawal', platformKind: 'event.unsubscribe', event } as const
    await bed.store.inbox.accept([mail({ key: '1', message: left })])
    await claim()
    const lines = await bed.store.journal.read('acme', 0, 10)
    expect(lines.find(({ type }) => type === 'event')?.detail).toMatchObject({
      event: 'unfollowed',
    })
  })

  it('notes no demand for what the relay made itself', async () => {
    await bed.store.inbox.accept([mail({ key: 'late', message: { platformKind: 'media_later' } })])
    expect(await claim()).toHaveLength(1)
    expect(await bed.store.journal.read('acme', 0, 10)).toEqual([])
  })
})
