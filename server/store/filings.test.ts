import { expect, it } from 'vitest'
import type { FrozenFiling, Lane } from '../core/store/inbox.ts'
import { failureOf } from '../testing/failure-of.ts'
import { filingOf } from '../testing/filings.ts'
import { mail } from '../testing/mail.ts'
import { onEveryEngine } from '../testing/store-bed.ts'

onEveryEngine('Filings', (bed) => {
  const accept = (...keys: string[]) => bed.store.inbox.accept(keys.map((key) => mail({ key })))
  const types = async () => (await bed.store.journal.read('acme', 0, 50)).map(({ type }) => type)

  async function claim(owner = 'one'): Promise<Lane | undefined> {
    const [lane] = await bed.store.inbox.claimLanes({ owner, limit: 1, forMs: 10_000 })
    return lane
  }

  async function frozen(...keys: string[]): Promise<{ lane: Lane; filing: FrozenFiling }> {
    await accept(...keys)
    const lane = (await claim())!
    return { lane, filing: await bed.store.inbox.freeze(lane, filingOf(lane)) }
  }

  it('shows a frozen filing unchanged to whoever takes the lane after a crash (I6)', async () => {
    const { filing } = await frozen('a', 'b')
    await accept('c')
    await bed.clock.advance(10_000)
    const lane = await claim('two')
    expect(lane?.openFiling).toEqual(filing)
    expect(filing).toMatchObject({ tries: 0, body: { text: 'a\nb' } })
    expect(lane?.messages.map(({ message }) => message.key)).toEqual(['a', 'b', 'c'])
  })

  it('files every member once: a filing can be frozen only over mail that waits', async () => {
    const { lane, filing } = await frozen('a')
    await bed.store.inbox.settle(lane, filing, { ticket: { id: '7' } })
    const again = bed.store.inbox.freeze(lane, { ...filing, id: 'second' })
    expect(await failureOf(again)).toBe('store.lease_lost not_done')
    expect(await bed.rows(`select id from filings where id = 'second'`)).toEqual([])
  })

  it('remembers ticket, comment and time when a filing is settled', async () => {
    const { lane, filing } = await frozen('a', 'b')
    const result = { ticket: { id: '7' }, commentId: '901', userId: '55' }
    await bed.store.inbox.settle(lane, filing, result)
    await bed.store.inbox.release(lane)
    const { inbox } = bed.store
    expect(await claim()).toBeUndefined()
    expect(await inbox.isOwnComment('acme', '901')).toBe(true)
    expect(await inbox.isOwnComment('other', '901')).toBe(false)
    expect(await inbox.conversationByTicket('acme', { id: '7' })).toMatchObject([
      { id: filing.conversation, hasFilings: true, lastFiledAt: bed.clock.now() },
    ])
    expect(await inbox.conversationOfFiling('acme', filing.id)).toBe(filing.conversation)
    expect(await inbox.conversationByTicket('other', { id: '7' })).toEqual([])
    const last = (await bed.store.journal.read('acme', 0, 20)).at(-1)
    expect(last).toMatchObject({
      type: 'filed',
      account: 'wx',
      channel: 'wechat',
      customer: '客户甲',
      ticket: '7',
      detail: { members: 2, user: '55', comment: '901' },
    })
  })

  it('leaves mail that came during the filing for the next one', async () => {
    const { lane, filing } = await frozen('a')
    await accept('b')
    await bed.store.inbox.settle(lane, filing, { ticket: { id: '7' } })
    await bed.store.inbox.release(lane)
    const next = await claim()
    expect(next?.messages.map(({ message }) => message.key)).toEqual(['b'])
    expect(next?.conversation.ticket).toEqual({ id: '7' })
  })

  it('comes back after a failure at its time, with the try counted where it counts', async () => {
    const { lane, filing } = await frozen('a')
    const later = { runAt: bed.clock.now() + 5000, code: 'helpdesk.rate', countsAsTry: false }
    await bed.store.inbox.postpone(lane, filing, later)
    await accept('b')
    expect(await claim()).toBeUndefined()
    expect(await bed.store.inbox.nextDueAt()).toBe(later.runAt)
    await bed.clock.advance(5000)
    const second = (await claim())!
    expect(second.openFiling).toMatchObject({ id: filing.id, tries: 0 })
    const counted = { runAt: bed.clock.now(), code: 'helpdesk.down', countsAsTry: true }
    await bed.store.inbox.postpone(second, filing, counted)
    expect((await claim())?.openFiling).toMatchObject({ tries: 1, body: filing.body })
    const failures = (await bed.store.journal.read('acme', 0, 50)).filter(
      ({ type }) => type === 'filing_failed',
    )
    expect(failures.map(({ detail }) => detail)).toEqual([
      { code: 'helpdesk.rate', tries: 0 },
      { code: 'helpdesk.down', tries: 1 },
    ])
  })

  it('buries what cannot be filed and lets the lane go on', async () => {
    const { lane, filing } = await frozen('poison')
    await bed.store.inbox.bury(lane, filing, { code: 'helpdesk.refused', message: 'too odd' })
    await bed.store.inbox.release(lane)
    await accept('after')
    const next = await claim()
    expect(next?.openFiling).toBeUndefined()
    expect(next?.messages.map(({ message }) => message.key)).toEqual(['after'])
    expect(await bed.store.deadLetters.list({ tenant: 'acme' })).toMatchObject([
      { kind: 'filing', refersTo: filing.id, code: 'helpdesk.refused', replayedAt: undefined },
    ])
  })

  it('files a replayed dead letter under the same key with the same words, once', async () => {
    const { lane, filing } = await frozen('poison')
    await bed.store.inbox.bury(lane, filing, { code: 'helpdesk.refused', message: '' })
    await bed.store.inbox.release(lane)
    const [letter] = await bed.store.deadLetters.list({ tenant: 'acme' })
    expect(await bed.store.deadLetters.replay('acme', letter!.id)).toBe(true)
    expect(await bed.store.deadLetters.replay('acme', letter!.id)).toBe(false)
    const again = (await claim())!
    expect(again.openFiling).toMatchObject({ id: filing.id, body: filing.body, tries: 0 })
    await bed.store.inbox.settle(again, again.openFiling!, { ticket: { id: '7' } })
    await bed.store.inbox.release(again)
    expect(await claim()).toBeUndefined()
    expect(await bed.store.deadLetters.list({ tenant: 'acme' })).toEqual([])
    expect(await bed.store.deadLetters.list({ includeReplayed: true })).toHaveLength(1)
    expect(await types()).toContain('replayed')
  })

  it('gives a replayed filing its turn after the one under way', async () => {
    const first = await frozen('poison')
    await bed.store.inbox.bury(first.lane, first.filing, { code: 'x', message: '' })
    await bed.store.inbox.release(first.lane)
    const second = await frozen('fine')
    const [letter] = await bed.store.deadLetters.list({ tenant: 'acme' })
    await bed.store.deadLetters.replay('acme', letter!.id)
    await bed.store.inbox.settle(second.lane, second.filing, { ticket: { id: '7' } })
    await bed.store.inbox.release(second.lane)
    expect((await claim())?.openFiling?.id).toBe(first.filing.id)
  })

  it('learns a ticket that is named later (channel framework)', async () => {
    const { lane, filing } = await frozen('a')
    await bed.store.inbox.settle(lane, filing, {})
    await bed.store.inbox.learnTicket('other', filing.id, { id: '9' })
    await bed.store.inbox.learnTicket('acme', 'unknown', { id: '9' }, '333')
    expect(await bed.store.inbox.isOwnComment('acme', '333')).toBe(false)
    await bed.store.inbox.learnTicket('acme', filing.id, { id: '8' }, '902')
    const found = await bed.store.inbox.conversation('acme', filing.conversation)
    expect(found).toMatchObject({ ticket: { id: '8' }, hasFilings: true })
    expect(await bed.store.inbox.isOwnComment('acme', '902')).toBe(true)
  })

  it('is not turned back to an old ticket by a repeated event', async () => {
    const { lane, filing } = await frozen('a')
    await bed.store.inbox.settle(lane, filing, {})
    await bed.store.inbox.learnTicket('acme', filing.id, { id: '8' })
    await bed.store.inbox.retarget('acme', filing.conversation, { id: '20' })
    await bed.store.inbox.learnTicket('acme', filing.id, { id: '8' }, '903')
    const found = await bed.store.inbox.conversation('acme', filing.conversation)
    expect(found?.ticket).toEqual({ id: '20' })
    expect((await types()).filter((type) => type === 'ticket_learnt')).toHaveLength(1)
    await bed.store.inbox.retarget('acme', filing.conversation, undefined)
    const after = await bed.store.inbox.conversation('acme', filing.conversation)
    expect(after?.ticket).toBeUndefined()
  })

  it('shows the newest messages of a conversation, oldest first', async () => {
    await accept('a', 'b', 'c')
    const lane = (await claim())!
    const seen = await bed.store.inbox.messages('acme', lane.conversation.id, 2)
    expect(seen.map(({ message }) => message.key)).toEqual(['b', 'c'])
    expect(await bed.store.inbox.messages('other', lane.conversation.id, 2)).toEqual([])
  })
})
