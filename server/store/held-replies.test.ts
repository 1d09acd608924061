import { expect, it } from 'vitest'
import type { GateFinding } from '../core/store/outbox.ts'
import { failureOf } from '../testing/failure-of.ts'
import { mail } from '../testing/mail.ts'
import { replyOf } from '../testing/replies.ts'
import { onEveryEngine } from '../testing/store-bed.ts'

const found: GateFinding = {
  rule: 'W-E4',
  severity: 'error',
  message: { zh: '办不到也要给出路', en: 'Offer a way on' },
}

onEveryEngine('Held replies', (bed) => {
  const { act } = {
    act: (more: object) => bed.store.outbox.act('acme', 'r1', { do: 'release', by: '7', ...more }),
  }

  it('keep what the gate found, also after the decision', async () => {
    const { reply } = await bed.store.outbox.enqueue(
      replyOf('r1', { state: 'held', findings: [found] }),
    )
    expect(reply.findings).toEqual([found])
    expect((await act({})).findings).toEqual([found])
    expect((await bed.store.outbox.enqueue(replyOf('r2'))).reply.findings).toEqual([])
  })

  it('are listed over all tickets, the longest waiting first', async () => {
    for (const [i, id] of ['r1', 'r2', 'r3'].entries())
      await bed.store.outbox.enqueue(
        replyOf(id, { conversation: `c${i}`, writtenAt: 10 - i, state: 'held' }),
      )
    await bed.store.outbox.enqueue(replyOf('r4', { writtenAt: 1 }))
    await bed.store.outbox.enqueue(replyOf('r5', { tenant: 'other', state: 'held' }))
    const held = await bed.store.outbox.repliesOf('acme', {
      states: ['held'],
      order: 'oldest',
      limit: 2,
    })
    expect(held.map(({ id }) => id)).toEqual(['r3', 'r2'])
  })

  it('are not decided about by somebody who saw an older state', async () => {
    await bed.store.outbox.enqueue(replyOf('r1', { state: 'held' }))
    const seenAt = (await bed.store.outbox.reply('acme', 'r1'))?.updatedAt
    expect(await failureOf(act({ seenAt: (seenAt ?? 0) - 1 }))).toBe('reply.state not_done')
    expect((await act({ seenAt, via: 'app' })).state).toBe('queued')
    expect(await bed.store.journal.read('acme', 0, 10)).toContainEqual(
      expect.objectContaining({
        type: 'reply_released',
        agent: '7',
        detail: { act: 'release', from: 'held', via: 'app' },
      }),
    )
  })

  it('change the stamp of their conversation and of no other', async () => {
    const stamp = (...ids: string[]) => bed.store.outbox.stamp('acme', ids)
    const before = await stamp('conversation-1')
    await bed.store.outbox.enqueue(replyOf('r1', { state: 'held' }))
    const held = await stamp('conversation-1')
    expect(held).not.toBe(before)
    await bed.clock.advance(5)
    await act({})
    expect(await stamp('conversation-1')).not.toBe(held)
    expect(await stamp('another')).toBe(await stamp('a-third'))
    expect(await stamp()).toBe('')
  })
})

onEveryEngine('Conversations of a customer', (bed) => {
  it('are told with the newest first, of that account and tenant only', async () => {
    await bed.store.inbox.accept([
      mail({ key: 'a', receivedAt: 1000 }),
      mail({ key: 'b', receivedAt: 3000, message: { thread: 'post', visibility: 'public' } }),
      mail({ key: 'c', customer: '客户乙' }),
      mail({ key: 'd', account: 'wb' }),
      mail({ key: 'e', tenant: 'other' }),
    ])
    const of = (limit: number) =>
      bed.store.inbox.conversationsOf('acme', { account: 'wx', customer: '客户甲', limit })
    expect((await of(10)).map(({ visibility }) => visibility)).toEqual(['public', 'private'])
    expect(await of(1)).toHaveLength(1)
  })
})
