import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RelayError } from '../core/error.ts'
import type { ReplyContent } from '../core/reply.ts'
import { tellSuperseded } from './superseded.ts'
import { sweepSends } from './upkeep.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'

let bed: Bed
beforeEach(async () => {
  bed = await relayBed()
  await bed.say('断网了')
  await bed.settle()
})
afterEach(() => bed.close())

const words = (content: ReplyContent): string =>
  content.type === 'text' ? content.text : content.type
const sent = (): string[] => bed.channel.sent.map(({ content }) => words(content))
const states = async (): Promise<string[]> =>
  (await bed.store.outbox.repliesOf('acme', {})).map(({ state }) => state)

describe('createSender', () => {
  it('sends a public reply once, ending with exactly one agent code (S1-20)', async () => {
    await bed.answer('已为您恢复。')
    await bed.settle()
    await bed.settle()
    expect(sent()).toEqual(['已为您恢复。 ^A17'])
    expect(await states()).toEqual(['sent'])
    expect(bed.helpdesk.notes).toEqual([])
  })

  it('sends nothing twice when the ticket is read again and again', async () => {
    await bed.answer('收到')
    for (let i = 0; i < 3; i++) {
      await bed.store.touched.touch('acme', [{ ticket: { id: '100' }, key: `again-${i}` }])
      await bed.settle()
    }
    expect(sent()).toEqual(['收到 ^A17'])
  })

  it('splits a long private reply, in order, with the code on its last part', async () => {
    await bed.answer('长'.repeat(120))
    await bed.settle()
    expect(sent().map(({ length }) => length)).toEqual([50, 50, 25])
    expect(sent().join('')).toBe(`${'长'.repeat(120)} ^A17`)
  })

  it('carries files of the comment after its text (S1-29)', async () => {
    await bed.answer('见图', {
      attachments: [
        { kind: 'image', url: 'https://x/b.png', name: 'b.png', contentType: 'image/png' },
      ],
    })
    await bed.settle()
    expect(sent()).toEqual(['见图 ^A17', 'media'])
  })

  it('never sends an internal note', async () => {
    await bed.answer('内部讨论', { isPublic: false })
    await bed.settle()
    expect(sent()).toEqual([])
  })

  it('tells the agent, opens and tags the ticket when the platform refuses', async () => {
    bed.channel.onSend = () => {
      throw new RelayError('channel.window_closed', 'closed')
    }
    await bed.answer('您好')
    await bed.settle()
    expect(await states()).toEqual(['failed'])
    expect(bed.helpdesk.notes).toMatchObject([
      { ticket: { id: '100' }, addTags: ['weiqiao_failed'], setOpen: true },
    ])
    expect(bed.helpdesk.notes[0]?.text).toContain('已超过可回复时间')
  })

  it('takes the tag of a failed reply away once the customer has a later one', async () => {
    bed.channel.onSend = () => {
      throw new RelayError('channel.window_closed', 'closed')
    }
    await bed.answer('您好')
    await bed.settle()
    bed.channel.onSend = () => ({ at: bed.clock.now() })
    await bed.clock.advance(2000)
    await bed.say('在吗')
    await bed.settle()
    await bed.answer('在的，请讲。')
    await bed.answer('您说。')
    await bed.settle()
    expect((await states()).toSorted()).toEqual(['failed', 'sent', 'sent'])
    expect(bed.helpdesk.notes.map(({ addTags, removeTags }) => [addTags, removeTags])).toEqual([
      [['weiqiao_failed'], []],
      [[], ['weiqiao_failed']],
    ])
  })

  it('keeps the tag of a reply that failed after the one the customer has', async () => {
    bed.channel.onSend = () => {
      throw new RelayError('channel.content_refused', 'no')
    }
    await bed.answer('您好')
    await bed.settle()
    const [failed] = await bed.store.outbox.repliesOf('acme', { states: ['failed'] })
    if (!failed) throw new TypeError('nothing failed')
    await tellSuperseded(bed.runtime, { ...failed, writtenAt: failed.writtenAt - 1000 })
    await bed.settle()
    expect(bed.helpdesk.notes.map(({ addTags }) => addTags)).toEqual([['weiqiao_failed']])
  })

  it('shows an unanswered send as unconfirmed and never repeats it by itself', async () => {
    let calls = 0
    bed.channel.onSend = () => {
      calls += 1
      throw new RelayError('channel.unconfirmed', 'no answer', { outcome: 'unknown' })
    }
    await bed.answer('您好')
    await bed.settle()
    await bed.clock.advance(3_600_000)
    await bed.settle()
    expect(calls).toBe(1)
    expect(await states()).toEqual(['unknown'])
    expect(bed.helpdesk.notes).toMatchObject([{ addTags: ['weiqiao_unconfirmed'], setOpen: true }])
  })

  it('tries again by itself only what was certainly not sent', async () => {
    let calls = 0
    bed.channel.onSend = () => {
      calls += 1
      if (calls < 3) throw new RelayError('channel.unavailable', 'no connection')
      return { at: bed.clock.now() }
    }
    await bed.clock.advance(2000)
    await bed.answer('您好')
    for (let i = 0; i < 4; i++) {
      await bed.settle()
      await bed.clock.advance(6000)
    }
    expect(calls).toBe(3)
    expect(await states()).toEqual(['sent'])
  })

  it('turns a send whose process died into an unconfirmed one after its lease', async () => {
    await bed.answer('您好')
    bed.channel.onSend = () => new Promise(() => undefined)
    const [claim] = await (async () => {
      await bed.store.touched.claim({ owner: 'x', limit: 0, forMs: 1 })
      const { takeReply } = await import('./replies.ts')
      const tenant = bed.runtime.tenants.get('acme')
      const [conversation] = await bed.store.inbox.conversationByTicket('acme', { id: '100' })
      const reply = bed.helpdesk.replies[0]
      if (tenant && conversation && reply) await takeReply(bed.runtime, tenant, reply, conversation)
      return bed.store.outbox.claim({
        owner: 'dead',
        limit: 1,
        forMs: 20_000,
        needsWindow: ['acme/wx'],
      })
    })()
    expect(claim?.content.type).toBe('text')
    await sweepSends(bed.runtime)
    expect(await states()).toEqual(['sending'])
    await bed.clock.advance(20_001)
    await sweepSends(bed.runtime)
    await bed.settle()
    expect(await states()).toEqual(['unknown'])
    expect(bed.helpdesk.notes.map(({ addTags }) => addTags)).toEqual([['weiqiao_unconfirmed']])
    await expect(
      bed.store.outbox.finish(claim as never, { state: 'sent', delivery: { at: 0 } }),
    ).rejects.toMatchObject({ code: 'store.lease_lost' })
  })

  it('spends one send of the window per part and refuses the sixth', async () => {
    for (let i = 1; i <= 5; i++) await bed.answer(`第${i}条`)
    await bed.settle()
    expect(sent()).toHaveLength(5)
    expect(await bed.store.outbox.window('acme', 'wx', 'customer-1')).toMatchObject({
      remaining: 0,
    })
    await bed.answer('第六条')
    await bed.settle()
    expect(sent()).toHaveLength(5)
    expect(bed.helpdesk.notes[0]?.addTags).toEqual(['weiqiao_held'])
  })

  it('gives every answered item its one disposition (S2-15)', async () => {
    await bed.clock.advance(1000)
    await bed.answer('好了')
    await bed.settle()
    const journal = await bed.store.journal.read('acme', 0, 100)
    expect(
      journal.filter(({ type }) => type === 'disposition').map(({ detail }) => detail),
    ).toEqual([{ value: 'R2' }])
  })
})

describe('held replies', () => {
  const risky = '请提供您的服务密码'

  it('keep from the customer what the gate blocks, with the reason in the ticket (S0-13)', async () => {
    await bed.answer(risky)
    await bed.settle()
    expect(sent()).toEqual([])
    expect(await states()).toEqual(['held'])
    expect(bed.helpdesk.notes).toMatchObject([{ addTags: ['weiqiao_held'], setOpen: true }])
    expect(bed.helpdesk.notes[0]?.text).toContain('密码')
  })

  it('go nowhere by themselves, however much time passes', async () => {
    await bed.answer(risky)
    for (let i = 0; i < 10; i++) {
      await bed.settle()
      await bed.clock.advance(3_600_000)
    }
    expect(sent()).toEqual([])
  })

  it.each([
    ['#放行', 'sent', [`${risky} ^A17`]],
    ['#退回', 'cancelled', []],
    ['#改写 请到营业厅重置，谢谢。', 'sent', ['请到营业厅重置，谢谢。 ^A17']],
  ])('obey the internal note %s once', async (note, state, expected) => {
    await bed.answer(risky)
    await bed.settle()
    await bed.answer(note, { isPublic: false, author: { id: '9' } })
    await bed.settle()
    expect(await states()).toEqual([state])
    expect(sent()).toEqual(expected)
    expect(bed.helpdesk.notes.at(-1)?.removeTags).toContain('weiqiao_held')
    const acts = (await bed.store.journal.read('acme', 0, 100)).filter(({ agent }) => agent === '9')
    expect(acts).toHaveLength(1)
  })

  it('do not hold up the next, harmless reply', async () => {
    await bed.answer(risky)
    await bed.answer('已为您恢复。')
    await bed.settle()
    expect(sent()).toEqual(['已为您恢复。 ^A17'])
  })
})

describe('unconfirmed replies', () => {
  beforeEach(async () => {
    bed.channel.onSend = () => {
      throw new RelayError('channel.unconfirmed', 'no answer', { outcome: 'unknown' })
    }
    await bed.answer('您好')
    await bed.settle()
    bed.channel.onSend = () => ({ at: bed.clock.now() })
  })

  it('are settled by "the customer has it"', async () => {
    await bed.answer('#已收到', { isPublic: false })
    await bed.settle()
    expect(await states()).toEqual(['sent'])
    expect(sent()).toEqual([])
  })

  it('are sent again when a person says so', async () => {
    await bed.answer('#重发', { isPublic: false })
    await bed.settle()
    expect(await states()).toEqual(['sent'])
    expect(sent()).toEqual(['您好 ^A17'])
  })
})
