import { expect, it } from 'vitest'
import type { ReplyContent } from '../core/reply.ts'
import type { ClaimedDelivery } from '../core/store/outbox.ts'
import { failureOf } from '../testing/failure-of.ts'
import { noticeOf, replyOf } from '../testing/replies.ts'
import { onEveryEngine } from '../testing/store-bed.ts'

const leaseMs = 15_000

onEveryEngine('The outbox', (bed) => {
  const claimAll = (owner = 'one') =>
    bed.store.outbox.claim({ owner, limit: 10, forMs: leaseMs, needsWindow: [] })
  const claim = async (owner?: string): Promise<ClaimedDelivery> => (await claimAll(owner))[0]!
  const sent = (claim: ClaimedDelivery, platformId = 'p-1') =>
    bed.store.outbox.finish(claim, {
      state: 'sent',
      delivery: { at: bed.clock.now(), platformId },
    })
  const failed = (claim: ClaimedDelivery) =>
    bed.store.outbox.finish(claim, {
      state: 'failed',
      code: 'channel.refused',
      message: 'refused',
      notice: noticeOf(claim.reply.id),
    })
  const unknown = (claim: ClaimedDelivery, readBackAt?: number) =>
    bed.store.outbox.finish(claim, {
      state: 'unknown',
      code: 'channel.unconfirmed',
      notice: noticeOf(claim.reply.id),
      ...(readBackAt !== undefined && { readBackAt }),
    })
  const state = async (id: string) => (await bed.store.outbox.reply('acme', id))?.state
  const entries = async () => bed.store.journal.read('acme', 0, 100)

  it('takes a reply once and answers a repeat with what is stored (O2)', async () => {
    const first = await bed.store.outbox.enqueue(replyOf('r1'))
    await sent(await claim())
    const again = await bed.store.outbox.enqueue(replyOf('r1', { text: 'other words' }))
    expect(first.isNew).toBe(true)
    expect(again).toMatchObject({ isNew: false, reply: { state: 'sent', text: 'words of r1' } })
    expect(await claimAll()).toEqual([])
  })

  it('takes a reply that two relays hand in at once a single time', async () => {
    const other = await bed.open()
    const answers = await Promise.all([
      bed.store.outbox.enqueue(replyOf('r1')),
      other.outbox.enqueue(replyOf('r1')),
    ])
    expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1)
    expect(await bed.rows('select id from deliveries')).toHaveLength(1)
  })

  it('sends parts in order, one at a time, and is sent when all of them are', async () => {
    await bed.store.outbox.enqueue(replyOf('r1', { text: 'one\ntwo' }))
    const first = await claim()
    expect(await claimAll('two')).toEqual([])
    expect(await sent(first)).toMatchObject({ state: 'queued', partsSent: 1, partsTotal: 2 })
    const second = await claim('two')
    expect([first.content, second.content]).toEqual([
      { type: 'text', text: 'one' },
      { type: 'text', text: 'two' },
    ])
    expect(await sent(second)).toMatchObject({ state: 'sent', partsSent: 2 })
  })

  it('lets no two relays claim one part', async () => {
    const relays = [bed.store, await bed.open(), await bed.open()]
    for (let i = 0; i < 30; i++)
      await bed.store.outbox.enqueue(replyOf(`r${i}`, { conversation: `conversation-${i}` }))
    const rounds = await Promise.all(
      Array.from({ length: 9 }, (_, i) =>
        relays[i % 3]!.outbox.claim({
          owner: `relay-${i % 3}`,
          limit: 10,
          forMs: leaseMs,
          needsWindow: [],
        }),
      ),
    )
    const ids = rounds.flat().map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('takes no word from a relay whose claim was taken over', async () => {
    await bed.store.outbox.enqueue(replyOf('r1'))
    const old = await claim()
    await bed.clock.advance(leaseMs)
    await bed.store.outbox.sweep((reply) => noticeOf(reply.id))
    await bed.store.outbox.act('acme', 'r1', { do: 'send_again', by: 'agent-17' })
    const fresh = await claim()
    expect(await failureOf(sent(old))).toBe('store.lease_lost not_done')
    expect(await sent(fresh)).toMatchObject({ state: 'sent' })
    expect(await failureOf(sent(fresh))).toBe('store.lease_lost not_done')
  })

  it('calls a send unknown whose relay died, tells the helpdesk and never repeats it (O3, O4)', async () => {
    await bed.store.outbox.enqueue(replyOf('r1'))
    await claim()
    await bed.clock.advance(leaseMs - 1)
    expect(await bed.store.outbox.sweep((reply) => noticeOf(reply.id))).toEqual([])
    await bed.clock.advance(1)
    const swept = await bed.store.outbox.sweep((reply) => noticeOf(reply.id))
    expect(swept).toMatchObject([{ id: 'r1', state: 'unknown', code: 'channel.unconfirmed' }])
    expect(await bed.store.outbox.sweep((reply) => noticeOf(reply.id))).toEqual([])
    const notices = await bed.store.outbox.claimNotices({ owner: 'one', limit: 5, forMs: 1000 })
    expect(notices).toMatchObject([{ reply: 'r1', setOpen: true }])
    await bed.clock.advance(600_000)
    expect(await claimAll()).toEqual([])
    expect((await entries()).at(-1)).toMatchObject({ type: 'send_unknown', reply: 'r1' })
  })

  it('tries again what was certainly not sent, at its time', async () => {
    await bed.store.outbox.enqueue(replyOf('r1'))
    const first = await claim()
    const runAt = bed.clock.now() + 5000
    await bed.store.outbox.finish(first, { state: 'queued', runAt, code: 'channel.down' })
    expect(await claimAll()).toEqual([])
    expect(await bed.store.outbox.nextDueAt()).toBe(runAt)
    await bed.clock.advance(5000)
    const second = await claim()
    expect(second).toMatchObject({ id: first.id, tries: 1, firstAttemptAt: first.firstAttemptAt })
    expect(second.fence).toBeGreaterThan(first.fence)
  })

  it('cancels what follows a part that failed and stands among the dead letters', async () => {
    await bed.store.outbox.enqueue(replyOf('r1', { text: 'one\ntwo\nthree' }))
    expect(await failed(await claim())).toMatchObject({ state: 'failed', code: 'channel.refused' })
    expect(await claimAll()).toEqual([])
    expect(await bed.store.deadLetters.list({ tenant: 'acme' })).toMatchObject([
      { kind: 'reply', refersTo: 'r1', code: 'channel.refused' },
    ])
  })

  it('sends a replayed reply again from the part that failed', async () => {
    await bed.store.outbox.enqueue(replyOf('r1', { text: 'one\ntwo' }))
    await sent(await claim())
    await failed(await claim())
    const [letter] = await bed.store.deadLetters.list({ tenant: 'acme' })
    expect(await bed.store.deadLetters.replay('acme', letter!.id)).toBe(true)
    expect((await claim()).seq).toBe(1)
    expect(await claimAll()).toEqual([])
  })

  it('replays the failed part of a reply whose other part is unconfirmed, and only that', async () => {
    await bed.store.outbox.enqueue(replyOf('r1', { text: 'one\ntwo' }))
    await unknown(await claim())
    await bed.clock.advance(30_000)
    await failed(await claim())
    const [letter] = await bed.store.deadLetters.list({ tenant: 'acme' })
    await bed.store.deadLetters.replay('acme', letter!.id)
    expect(await claimAll()).toMatchObject([{ seq: 1 }])
    expect(await state('r1')).toBe('unknown')
  })

  it('closes the dead letter when a person acts on the reply instead', async () => {
    await bed.store.outbox.enqueue(replyOf('r1', { text: 'one\ntwo' }))
    await unknown(await claim())
    await bed.clock.advance(30_000)
    await failed(await claim())
    await bed.store.outbox.act('acme', 'r1', { do: 'send_again', by: 'agent-17' })
    expect(await bed.store.deadLetters.list({ tenant: 'acme' })).toEqual([])
  })

  it('lets later replies wait 30 s for the decision about an unconfirmed one, no longer', async () => {
    await bed.store.outbox.enqueue(replyOf('r1'))
    await bed.store.outbox.enqueue(replyOf('r2'))
    await unknown(await claim())
    await bed.clock.advance(29_999)
    expect(await claimAll()).toEqual([])
    await bed.clock.advance(1)
    expect((await claim()).reply.id).toBe('r2')
  })

  it('lets nothing wait for a held reply, and sends a released one beside no other', async () => {
    await bed.store.outbox.enqueue(replyOf('r1', { state: 'held', holdReason: 'pii_in_public' }))
    await bed.store.outbox.enqueue(replyOf('r2'))
    const second = await claim()
    expect(second.reply.id).toBe('r2')
    await bed.store.outbox.act('acme', 'r1', { do: 'release', by: 'agent-17' })
    expect(await claimAll('two')).toEqual([])
    await sent(second)
    expect((await claim()).reply.id).toBe('r1')
  })

  it('looks back at its time and amends the note when the reply arrived after all (O5)', async () => {
    await bed.store.outbox.enqueue(replyOf('r1'))
    const at = bed.clock.now() + 60_000
    await unknown(await claim(), at)
    const look = () => bed.store.outbox.claimReadBacks({ owner: 'one', limit: 5, forMs: leaseMs })
    expect(await look()).toEqual([])
    expect(await bed.store.outbox.nextDueAt()).toBe(bed.clock.now())
    await bed.clock.advance(60_000)
    const [first] = await look()
    expect(await look()).toEqual([])
    await bed.store.outbox.resolve(first!, { state: 'unknown', nextAt: at + 90_000 })
    await bed.clock.advance(90_000)
    const [second] = await look()
    const notice = noticeOf('r1', 'amended')
    await bed.store.outbox.resolve(second!, { state: 'sent', platformId: '4900', notice })
    expect(await state('r1')).toBe('sent')
    expect(await bed.store.outbox.isOwnSend('acme', 'wx', '4900')).toBe(true)
    expect((await entries()).at(-1)).toMatchObject({ type: 'send_confirmed', agent: 'agent-17' })
  })

  it('knows its own sends by account and tenant (O6)', async () => {
    await bed.store.outbox.enqueue(replyOf('r1'))
    await sent(await claim(), '5012')
    expect(await bed.store.outbox.isOwnSend('acme', 'wx', '5012')).toBe(true)
    expect(await bed.store.outbox.isOwnSend('acme', 'wb', '5012')).toBe(false)
    expect(await bed.store.outbox.isOwnSend('other', 'wx', '5012')).toBe(false)
  })

  it('gives file bytes back as they were given in, and keeps none once the reply has ended', async () => {
    const bytes = Uint8Array.from({ length: 600_000 }, (_, i) => i % 251)
    const file = { name: '图.png', contentType: 'image/png', bytes }
    const parts: ReplyContent[] = [{ type: 'media', kind: 'image', file }]
    for (const id of ['sent', 'rejected', 'known'])
      await bed.store.outbox.enqueue(
        replyOf(id, { parts, conversation: id, state: id === 'rejected' ? 'held' : 'queued' }),
      )
    for (const one of await claimAll()) {
      const content = one.content as Extract<ReplyContent, { type: 'media' }>
      expect(Buffer.from(content.file.bytes).equals(bytes)).toBe(true)
      if (one.reply.id === 'sent') await sent(one)
      else await unknown(one)
    }
    await bed.store.outbox.act('acme', 'known', { do: 'customer_has_it', by: 'agent-17' })
    await bed.store.outbox.act('acme', 'rejected', { do: 'reject', by: 'agent-17' })
    expect(await bed.rows('select file from chunks')).toEqual([])
  })

  it('sends the rewritten words in place of what was not sent', async () => {
    await bed.store.outbox.enqueue(replyOf('r1', { text: 'one\ntwo', state: 'held' }))
    const parts = [{ type: 'text' as const, text: '新的话' }]
    const act = { do: 'rewrite' as const, by: 'agent-17', text: '新的话', parts }
    expect(await bed.store.outbox.act('acme', 'r1', act)).toMatchObject({
      state: 'queued',
      text: '新的话',
      partsTotal: 1,
    })
    expect((await claim()).content).toEqual(parts[0])
    expect((await entries()).find(({ type }) => type === 'reply_rewritten')).toMatchObject({
      agent: 'agent-17',
      reply: 'r1',
    })
  })

  it('lets the first of two people decide', async () => {
    const other = await bed.open()
    await bed.store.outbox.enqueue(replyOf('r1', { state: 'held' }))
    const outcomes = await Promise.allSettled([
      bed.store.outbox.act('acme', 'r1', { do: 'release', by: 'agent-1' }),
      other.outbox.act('acme', 'r1', { do: 'reject', by: 'agent-2' }),
    ])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('takes no act on a reply of another tenant', async () => {
    await bed.store.outbox.enqueue(replyOf('r1', { state: 'held' }))
    const act = bed.store.outbox.act('other', 'r1', { do: 'release', by: 'agent-17' })
    expect(await failureOf(act)).toBe('reply.state not_done')
    expect(await bed.store.outbox.reply('other', 'r1')).toBeUndefined()
    expect(await state('r1')).toBe('held')
  })

  it('lists the replies of a conversation or ticket, newest first, by state', async () => {
    for (const [i, id] of ['r1', 'r2', 'r3'].entries())
      await bed.store.outbox.enqueue(
        replyOf(id, { writtenAt: i, state: id === 'r2' ? 'held' : 'queued' }),
      )
    const of = async (filter: Parameters<typeof bed.store.outbox.repliesOf>[1]) =>
      (await bed.store.outbox.repliesOf('acme', filter)).map(({ id }) => id)
    expect(await of({ ticket: { id: '7' } })).toEqual(['r3', 'r2', 'r1'])
    expect(await of({ conversation: 'conversation-1', states: ['held'] })).toEqual(['r2'])
    expect(await of({ ticket: { id: '7' }, limit: 1 })).toEqual(['r3'])
    expect(await bed.store.outbox.repliesOf('other', { ticket: { id: '7' } })).toEqual([])
  })

  it('writes each step of a reply down with the platform time where there is one (S2-16)', async () => {
    await bed.store.outbox.enqueue(replyOf('r1', { state: 'held', holdReason: 'too_long' }))
    await bed.store.outbox.act('acme', 'r1', { do: 'release', by: 'agent-17' })
    await sent(await claim())
    const steps = await entries()
    expect(steps.map(({ type }) => type)).toEqual([
      'reply_read',
      'reply_held',
      'reply_released',
      'sending',
      'sent',
    ])
    for (const step of steps)
      expect(step).toMatchObject({
        reply: 'r1',
        account: 'wx',
        conversation: 'conversation-1',
        at: expect.any(Number) as number,
      })
    expect(steps[0]).toMatchObject({ agent: 'agent-17', platformAt: expect.any(Number) as number })
    expect(steps.at(-1)).toMatchObject({
      agent: 'agent-17',
      ticket: '7',
      platformAt: bed.clock.now(),
    })
    expect(JSON.stringify(steps)).not.toContain('words of')
  })
})
