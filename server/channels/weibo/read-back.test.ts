import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OutboundReply } from '../../core/reply.ts'
import { failureOf } from '../../testing/failure-of.ts'
import { ok, replyOf, weiboBed, type WeiboBed } from './weibo.fake.ts'

let bed: WeiboBed
beforeEach(async () => {
  bed = await weiboBed()
})
afterEach(() => bed.close())

const at = '2026-03-02T10:00:05+08:00'
const notFound = { found: false, isConclusive: false }

/** The brand's own comment as `comments/by_me` lists it. */
const own = (more: object = {}) => ({
  created_at: 'Mon Mar 02 10:00:05 +0800 2026',
  id: 5274920000000001,
  idstr: '5274920000000001',
  text: '回复@客户甲:您好，明天发货 &amp; 100% \u200b',
  status: { idstr: '5274900000000001' },
  reply_comment: { idstr: '5274916500000001' },
  ...more,
})

function readBack(comments: readonly object[], more: Partial<OutboundReply> = {}) {
  bed.answer = () => ok({ comments })
  return bed.channel.readBack?.(replyOf({ attemptedAt: bed.clock.now(), ...more }))
}

describe('readBack', () => {
  it('finds a comment that was sent though its answer was lost', async () => {
    bed.answer = () => 'cut'
    expect(await failureOf(bed.channel.send(replyOf()))).toBe('channel.unconfirmed unknown')
    expect(await readBack([own({ text: '别的' }), own()])).toEqual({
      found: true,
      platformId: '5274920000000001',
      at: Date.parse(at),
    })
    expect(bed.calls[1]).toMatchObject({
      method: 'GET',
      path: '/2/comments/by_me.json',
      fields: { count: '50' },
    })
  })

  it('finds a comment under a post', async () => {
    const post = own({ text: '您好，明天发货 &amp; 100%', reply_comment: null })
    const target = { kind: 'post', id: '5274900000000001' }
    expect(await readBack([post], { target })).toMatchObject({ found: true })
  })

  it.each([
    ['other words', { text: '回复@客户甲:您好' }],
    ['another post', { status: { idstr: '5274900000000002' } }],
    ['an earlier time', { created_at: 'Mon Mar 02 09:58:59 +0800 2026' }],
    ['no time', { created_at: '' }],
    ['the same words to another customer', { reply_comment: { idstr: '5274916500000002' } }],
    ['the same words to the post itself', { reply_comment: null }],
  ])('does not take %s for it', async (_what, more) =>
    expect(await readBack([own(more)])).toEqual(notFound),
  )

  it('allows clocks to differ by a minute', async () =>
    expect(await readBack([own({ created_at: 'Mon Mar 02 09:59:01 +0800 2026' })])).toMatchObject({
      found: true,
    }))

  it('never concludes from an absence', async () => expect(await readBack([])).toEqual(notFound))

  it('asks nothing about private messages, which cannot be looked up', async () => {
    expect(await readBack([own()], { visibility: 'private' })).toEqual(notFound)
    expect(bed.calls).toEqual([])
  })
})
