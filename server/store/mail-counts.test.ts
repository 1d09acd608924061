import { expect, it } from 'vitest'
import { mail } from '../testing/mail.ts'
import { onEveryEngine } from '../testing/store-bed.ts'

onEveryEngine('Counts of inbound items', (bed) => {
  const span = (): { from: number; until: number } => {
    const now = bed.clock.now()
    return { from: now, until: now + 1000 }
  }
  it('tell items apart by state and by what they are, without the relay’s own', async () => {
    const receivedAt = bed.clock.now()
    const kind = (key: string, platformKind: string) =>
      mail({ key, receivedAt, message: { platformKind } })
    const liar = [{ type: 'text' as const, text: '"platformKind":"placeholder"' }]
    await bed.store.inbox.accept([
      mail({ key: 'a', receivedAt }),
      mail({ key: 'b', receivedAt, message: { parts: liar } }),
      mail({ key: 'c', receivedAt, state: 'quarantined' }),
      { ...kind('d', 'unreadable'), state: 'recorded', isAnswerable: false },
      kind('e', 'placeholder'),
      kind('f', 'media_later'),
      mail({ key: 'g', receivedAt: receivedAt + 1000 }),
      mail({ key: 'h', receivedAt, tenant: 'other' }),
    ])
    const counted = [...(await bed.store.inbox.countItems('acme', span()))]
    const like = { disposition: undefined, isAnswerable: true, isUnreadable: false }
    expect(counted.sort((x, y) => (x.state < y.state ? -1 : 1))).toEqual([
      { ...like, state: 'pending', n: 2 },
      { ...like, state: 'quarantined', n: 1 },
      { ...like, state: 'recorded', isAnswerable: false, isUnreadable: true, n: 1 },
    ])
    const unseen = await bed.store.inbox.unseenItems('acme', { ...span(), limit: 5 })
    expect(unseen.map(({ state }) => state)).toEqual(['pending', 'pending'])
    expect(await bed.store.inbox.unseenItems('acme', { ...span(), limit: 1 })).toHaveLength(1)
  })
})
