import { expect, it } from 'vitest'
import { filingOf } from '../testing/filings.ts'
import { mail } from '../testing/mail.ts'
import { noticeOf, replyOf } from '../testing/replies.ts'
import { onEveryEngine } from '../testing/store-bed.ts'

const pair = ['acme', 'rival'] as const

onEveryEngine('Two tenants with the same ids', (bed) => {
  /** Everything of one tenant, row by row, keys of the store's own aside. */
  async function rowsOf(tenant: string): Promise<string> {
    const tables = [
      'inbox',
      'conversations',
      'filings',
      'own_comments',
      'replies',
      'deliveries',
    ].concat('notices', 'touched', 'dead_letters', 'journal', 'windows', 'kept', 'leases')
    const rows = await Promise.all(
      tables.map((table) => bed.rows(`select * from ${table} where tenant = '${tenant}'`)),
    )
    return JSON.stringify(rows)
  }

  /** The same life for both, up to the point where one of them is changed. */
  async function livedThrough(): Promise<Record<(typeof pair)[number], string>> {
    const { inbox, outbox, touched, kept, leases } = bed.store
    for (const tenant of pair) {
      await inbox.accept([
        mail({ key: 'a', tenant }),
        mail({ key: 'q', tenant, state: 'quarantined' }),
      ])
      await outbox.enqueue(replyOf('held', { tenant, state: 'held' }))
      await outbox.enqueue(replyOf('queued', { tenant, conversation: 'conversation-2' }))
      await outbox.addNotice(tenant, noticeOf('held'))
      await touched.touch(tenant, [{ ticket: { id: '7' }, key: 'hook-1' }])
      await kept.set(tenant, 'mark', '1')
      await leases.take({ tenant, key: 'poller', owner: 'one', forMs: 60_000 })
    }
    for (const lane of await inbox.claimLanes({ owner: 'one', limit: 5, forMs: 60_000 })) {
      const filing = await inbox.freeze(lane, filingOf(lane, 'the-same-filing'))
      await inbox.bury(lane, filing, { code: 'helpdesk.invalid', message: '' })
      await inbox.release(lane)
    }
    await bed.rows(`update conversations set id = 'the-same-conversation'`)
    await bed.rows(`update inbox set conversation = 'the-same-conversation'`)
    await bed.rows(`update dead_letters set id = 'the-same-letter'`)
    await bed.rows(`update inbox set id = 'the-same-message' where state = 'quarantined'`)
    return { acme: await rowsOf('acme'), rival: await rowsOf('rival') }
  }

  it('never touch each other, whatever is done to one of them', async () => {
    const acts: (() => Promise<unknown>)[] = [
      () => bed.store.deadLetters.replay('acme', 'the-same-letter'),
      () => bed.store.inbox.releaseQuarantined('acme', 'the-same-message'),
      () => bed.store.inbox.learnTicket('acme', 'the-same-filing', { id: '8' }, '901'),
      () => bed.store.inbox.retarget('acme', 'the-same-conversation', { id: '9' }),
      () => bed.store.outbox.act('acme', 'held', { do: 'release', by: 'agent-17' }),
      () => bed.store.outbox.addNotice('acme', noticeOf('held', 'another')),
      () => bed.store.touched.touch('acme', [{ ticket: { id: '7' }, key: 'hook-2' }]),
      () => bed.store.kept.set('acme', 'mark', '2'),
      () => bed.store.leases.release('acme', { key: 'poller', owner: 'one', fence: 1, until: 0 }),
      () => bed.store.inbox.accept([mail({ key: 'b', tenant: 'acme' })]),
    ]
    const before = await livedThrough()
    for (const act of acts) {
      const mine = await rowsOf('acme')
      await act()
      expect(await rowsOf('acme')).not.toBe(mine)
      expect(await rowsOf('rival')).toBe(before.rival)
    }
  })

  it('are claimed, sent, noted and read apart', async () => {
    await livedThrough()
    const options = { owner: 'two', limit: 10, forMs: 1000 }
    const sends = await bed.store.outbox.claim({ ...options, needsWindow: [] })
    const notices = await bed.store.outbox.claimNotices(options)
    const tickets = await bed.store.touched.claim(options)
    for (const claims of [sends, notices, tickets])
      expect(claims.map(({ tenant }) => tenant).sort()).toEqual(['acme', 'rival'])
    const of = <T extends { tenant: string }>(claims: readonly T[]): T =>
      claims.find(({ tenant }) => tenant === 'acme')!
    const before = await rowsOf('rival')
    const delivery = { at: bed.clock.now(), platformId: '5012' }
    await bed.store.outbox.finish(of(sends), { state: 'sent', delivery })
    await bed.store.outbox.finishNotice(of(notices), { done: true })
    await bed.store.touched.finish(of(tickets), { lastComment: '901' })
    expect(await rowsOf('rival')).toBe(before)
  })
})
