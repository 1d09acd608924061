import { expect, it } from 'vitest'
import type { InboundMessage } from '../core/message.ts'
import { mail } from '../testing/mail.ts'
import { replyOf } from '../testing/replies.ts'
import { onEveryEngine, type StoreBed } from '../testing/store-bed.ts'

const start = Date.parse('2026-03-02T10:00:00+08:00')
const at = (minutes: number): number => start + minutes * 60_000

async function asked(bed: StoreBed, minutes: number, text: string, more: object = {}) {
  const message: Partial<InboundMessage> = { parts: [{ type: 'text', text }] }
  const key = `${text}-${minutes}`
  await bed.store.inbox.accept([mail({ key, receivedAt: at(minutes), message, ...more })])
}

async function told(bed: StoreBed, id: string, minutes: number, more: object = {}) {
  const [conversation] = await bed.store.inbox.conversationsOf('acme', {
    account: 'wx',
    customer: '客户甲',
    limit: 1,
  })
  const reply = replyOf(id, {
    writtenAt: at(minutes),
    conversation: conversation?.id ?? '',
    ...more,
  })
  await bed.store.outbox.enqueue(reply)
}

async function send(bed: StoreBed): Promise<void> {
  const limits = { owner: 'test', limit: 10, forMs: 10_000, needsWindow: [] }
  for (;;) {
    const [claim] = await bed.store.outbox.claim(limits)
    if (!claim) return
    await bed.store.outbox.finish(claim, { state: 'sent', delivery: { at: bed.clock.now() } })
  }
}

onEveryEngine('Answered questions', (bed) => {
  const answered = (tenant = 'acme', account = 'wx') =>
    bed.store.outbox.answered(tenant, { account, since: at(-1), limit: 10 })
  const told2 = async () =>
    (await answered()).map(({ reply, messages }) => [
      reply.id,
      messages
        .map(({ parts }) => parts.map((part) => (part.type === 'text' ? part.text : '')))
        .join(),
    ])

  it('come with what was written since the reply before, newest first', async () => {
    await asked(bed, 0, '第一问')
    await told(bed, 'r1', 1)
    await asked(bed, 2, '第二问')
    await asked(bed, 3, '第三问')
    await told(bed, 'r2', 4)
    await asked(bed, 5, '还没回')
    await send(bed)
    expect(await told2()).toEqual([
      ['r2', '第二问,第三问'],
      ['r1', '第一问'],
    ])
    expect((await answered())[0]?.customer).toBe('客户甲')
  })

  it('leave out what the customer does not have', async () => {
    await asked(bed, 0, '第一问')
    await told(bed, 'held', 1, { state: 'held' })
    await told(bed, 'rejected', 2, { state: 'held' })
    await bed.store.outbox.act('acme', 'rejected', { do: 'reject', by: '7' })
    await send(bed)
    await told(bed, 'queued', 3)
    expect(await told2()).toEqual([])
  })

  it('stay within their tenant, account and time', async () => {
    await asked(bed, 0, '第一问')
    await told(bed, 'r1', 1)
    await told(bed, 'old', -5)
    await told(bed, 'foreign', 1, { tenant: 'other' })
    await told(bed, 'elsewhere', 1, { account: 'wb' })
    await send(bed)
    expect((await answered()).map(({ reply }) => reply.id)).toEqual(['r1'])
    // The foreign reply names a conversation that its tenant does not have: nothing of ours shows.
    expect(await answered('other')).toEqual([])
    expect(await answered('acme', 'none')).toEqual([])
  })
})
