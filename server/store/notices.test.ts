import { expect, it } from 'vitest'
import { failureOf } from '../testing/failure-of.ts'
import { noticeOf } from '../testing/replies.ts'
import { onEveryEngine } from '../testing/store-bed.ts'

onEveryEngine('Notices', (bed) => {
  const claim = (owner = 'one') =>
    bed.store.outbox.claimNotices({ owner, limit: 10, forMs: 10_000 })

  it('keeps a duty once and gives it to one relay at a time', async () => {
    await bed.store.outbox.addNotice('acme', noticeOf('r1'))
    await bed.store.outbox.addNotice('acme', noticeOf('r1'))
    const [held] = await claim()
    expect(held).toEqual({
      ...noticeOf('r1'),
      tenant: 'acme',
      tries: 0,
      fence: 1,
      owner: 'one',
    })
    expect(await claim('two')).toEqual([])
  })

  it('does the duties of one reply in the order they arose, those of others beside them', async () => {
    await bed.store.outbox.addNotice('acme', noticeOf('r1', 'first'))
    await bed.store.outbox.addNotice('acme', noticeOf('r1', 'second'))
    await bed.store.outbox.addNotice('acme', noticeOf('r2', 'other'))
    const [first, other] = await claim()
    expect([first?.id, other?.id]).toEqual(['first', 'other'])
    await bed.store.outbox.finishNotice(first!, { done: true })
    expect((await claim()).map(({ id }) => id)).toEqual(['second'])
  })

  it('comes back after a failure and after a crash (O7)', async () => {
    await bed.store.outbox.addNotice('acme', noticeOf('r1'))
    const [held] = await claim()
    const runAt = bed.clock.now() + 5000
    await bed.store.outbox.finishNotice(held!, { done: false, runAt, code: 'helpdesk.down' })
    expect(await bed.store.outbox.nextDueAt()).toBe(runAt)
    await bed.clock.advance(5000)
    const [again] = await claim()
    expect(again?.tries).toBe(1)
    await bed.clock.advance(10_000)
    const [taken] = await claim('two')
    expect(taken?.fence).toBe(again!.fence + 1)
    const late = bed.store.outbox.finishNotice(again!, { done: true })
    expect(await failureOf(late)).toBe('store.lease_lost not_done')
  })

  it('is told to the journal once, however often its end is reported', async () => {
    await bed.store.outbox.addNotice('acme', noticeOf('r1'))
    const [held] = await claim()
    await bed.store.outbox.finishNotice(held!, { done: true })
    const twice = bed.store.outbox.finishNotice(held!, { done: true })
    expect(await failureOf(twice)).toBe('store.lease_lost not_done')
    expect(await bed.store.journal.read('acme', 0, 5)).toMatchObject([
      { type: 'noted', reply: 'r1', ticket: '7' },
    ])
  })

  it('stands among the dead letters when it is given up, and goes again when replayed', async () => {
    await bed.store.outbox.addNotice('acme', noticeOf('r1'))
    const [held] = await claim()
    const end = { done: false as const, runAt: 0, code: 'helpdesk.refused', giveUp: true }
    await bed.store.outbox.finishNotice(held!, end)
    expect(await claim()).toEqual([])
    const [letter] = await bed.store.deadLetters.list({ tenant: 'acme' })
    expect(letter).toMatchObject({ kind: 'note', code: 'helpdesk.refused' })
    expect(await bed.store.deadLetters.replay('acme', letter!.id)).toBe(true)
    expect((await claim()).map(({ id, tries }) => [id, tries])).toEqual([['r1:notice', 0]])
  })
})
