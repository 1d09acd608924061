import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { failureOf } from '../../testing/failure-of.ts'
import { ok, replyOf, weiboBed, type SeenCall, type WeiboBed } from './weibo.fake.ts'

let bed: WeiboBed
beforeEach(async () => {
  // Enough calls that the floor decides the pause.
  bed = await weiboBed({ dailyCalls: 60_000, hourlyCalls: 60_000, pollSeconds: 60 })
})
afterEach(() => bed.close())

const since = '{"since":"5274900000000000"}'
const brandPost = { idstr: '5274900000000001', user: { idstr: '1990000001' } }
const comment = (id: string) => ({
  idstr: id,
  text: '在吗',
  created_at: 'Mon Mar 02 09:59:00 +0800 2026',
  user: { idstr: '2990000002', screen_name: '客户甲' },
  status: brandPost,
})

function pull(feed: string, cursor: string | undefined = since, hint?: string) {
  return bed.channel.pull?.(feed, cursor, hint)
}

describe('feeds', () => {
  it('polls three lists at the floor the admin set, and reads pushed comments when told', () =>
    expect(bed.channel.feeds).toEqual([
      { name: 'mentions', when: 'clock', everyMs: 60_000 },
      { name: 'comments', when: 'clock', everyMs: 60_000 },
      { name: 'comment_mentions', when: 'clock', everyMs: 60_000 },
      { name: 'pushed_comments', when: 'told' },
    ]))

  it.each([
    ['mentions', '/2/statuses/mentions.json', '200'],
    ['comments', '/2/comments/to_me.json', '50'],
    ['comment_mentions', '/2/comments/mentions.json', '50'],
  ])('reads %s from %s', async (feed, path, count) => {
    bed.answer = () => ok({ statuses: [], comments: [], next_cursor: 0 })
    expect(await pull(feed)).toEqual({ items: [], cursor: since, hasMore: false, waitMs: 60_000 })
    expect(bed.calls).toMatchObject([
      { method: 'GET', path, fields: { count, since_id: '5274900000000000' } },
    ])
  })

  it('files nothing in the first round and marks the newest id', async () => {
    bed.answer = () =>
      ok({ comments: [comment('5274900000000007')], next_cursor: 5274900000000003 })
    expect(await bed.channel.pull?.('comments', undefined)).toMatchObject({
      items: [],
      cursor: '{"since":"5274900000000007"}',
      hasMore: false,
    })
    expect(bed.calls[0]?.fields).not.toHaveProperty('since_id')
  })

  it('delivers one comment of two feeds under one key', async () => {
    bed.answer = () => ok({ comments: [comment('5274900000000009')], next_cursor: 0 })
    const pages = [await pull('comments'), await pull('comment_mentions')]
    const messages = pages
      .flatMap((page) => page?.items ?? [])
      .flatMap((item) => bed.channel.parse(item))
    expect(messages.map(({ key }) => key)).toEqual([
      'comment:5274900000000009',
      'comment:5274900000000009',
    ])
  })

  it('keeps 64-bit ids of an answer to the last digit', async () => {
    const body = '{"comments":[{"id":9111111111111111113,"user":{"id":7}}],"next_cursor":0}'
    bed.answer = () => ok(body)
    const page = await pull('comments')
    expect(page?.cursor).toBe('{"since":"9111111111111111113"}')
    expect(page?.items.flatMap((item) => bed.channel.parse(item))[0]?.key).toBe(
      'comment:9111111111111111113',
    )
  })

  it('asks the commercial host for long texts', async () => {
    const paid = await weiboBed({ commercial: true })
    paid.answer = () => ok({ statuses: [], next_cursor: 0 })
    await paid.channel.pull?.('mentions', since)
    expect(paid.calls[0]).toMatchObject({
      path: '/2/statuses/mentions/biz.json',
      fields: { isGetLongText: '1' },
    })
    await paid.close()
  })

  it('reads a pushed comment whole, and nothing without its id', async () => {
    bed.answer = () => ok({ comments: [comment('5274900000000009')] })
    const page = await pull('pushed_comments', undefined, '5274900000000009')
    expect(page?.items).toHaveLength(1)
    expect(bed.calls).toMatchObject([
      { path: '/2/comments/show_batch.json', fields: { cids: '5274900000000009' } },
    ])
    expect(await bed.channel.pull?.('pushed_comments', undefined)).toMatchObject({ items: [] })
    expect(bed.calls).toHaveLength(1)
  })
})

describe('pause between rounds', () => {
  const quiet = () => ok({ comments: [], next_cursor: 0 })

  it.each([
    ['an empty list', quiet()],
    ['no list', ok({ total_number: 3 })],
    ['a list of junk', ok({ comments: [1, null, {}], next_cursor: 0 })],
  ])('stays at the floor after %s, however often', async (_what, scripted) => {
    bed.answer = () => scripted
    for (let i = 0; i < 5; i++) expect((await pull('comments'))?.waitMs).toBe(60_000)
    bed.answer = () => ok({ comments: [comment('5274900000000009')], next_cursor: 0 })
    expect((await pull('comments'))?.waitMs).toBe(60_000)
  })

  it('spreads what is left for reading over the rest of the day', async () => {
    const few = await weiboBed({ dailyCalls: 100 })
    few.answer = quiet
    // 10:00 in Beijing: 14 hours left; 100 - 33 kept - 1 used = 66 calls, three feeds.
    expect((await few.channel.pull?.('comments', since))?.waitMs).toBe(
      Math.ceil((14 * 3_600_000 * 3) / 66),
    )
    await few.close()
  })

  it('leaves a third for replies and waits for the next day', async () => {
    const few = await weiboBed({ dailyCalls: 9 })
    few.answer = quiet
    for (let i = 0; i < 8; i++) await few.channel.pull?.('comments', since)
    expect(few.calls).toHaveLength(6)
    expect(await few.channel.pull?.('comments', since)).toEqual({
      items: [],
      cursor: since,
      hasMore: false,
      waitMs: 14 * 3_600_000,
    })
    for (let i = 0; i < 3; i++) await few.channel.send(replyOf())
    expect(await failureOf(few.channel.send(replyOf()))).toBe('channel.rate_limited not_done')
    await few.clock.advance(14 * 3_600_000)
    await few.channel.pull?.('comments', since)
    expect(few.calls).toHaveLength(10)
    await few.close()
  })

  it('does not mark anything when the first round was refused its call', async () => {
    const none = await weiboBed({ dailyCalls: 1 })
    none.answer = quiet
    await none.channel.pull?.('comments', since)
    const page = await none.channel.pull?.('comments', undefined)
    expect(page?.cursor).toBe('')
    await none.clock.advance(24 * 3_600_000)
    none.answer = () => ok({ comments: [comment('5274900000000007')], next_cursor: 0 })
    expect(await none.channel.pull?.('comments', page?.cursor)).toMatchObject({
      items: [],
      cursor: '{"since":"5274900000000007"}',
    })
    await none.close()
  })

  it('remembers the range a limit left open and reads it first after the wait', async () => {
    const page = (call: SeenCall) =>
      call.fields['max_id'] === undefined
        ? ok({ comments: [comment('5274900000000009')], next_cursor: 5274900000000008 })
        : { status: 403, body: { error_code: 10024 } }
    bed.answer = page
    const first = await pull('comments')
    expect(first).toMatchObject({
      cursor:
        '{"since":"5274900000000009","gap":{"since":"5274900000000000","max":"5274900000000008"}}',
      waitMs: 3_600_000,
      gap: { from: '5274900000000000', to: '5274900000000008', reason: 'allowance' },
    })
    expect(first?.items).toHaveLength(1)
    bed.answer = (call) =>
      ok({
        comments: call.fields['max_id'] ? [comment('5274900000000002')] : [],
        next_cursor: 0,
      })
    const second = await pull('comments', first?.cursor)
    expect(second).toMatchObject({ cursor: '{"since":"5274900000000009"}' })
    expect(second?.gap).toBeUndefined()
    expect(second?.items.flatMap((item) => bed.channel.parse(item)).map(({ key }) => key)).toEqual([
      'comment:5274900000000002',
    ])
    expect(bed.calls.slice(2).map(({ fields }) => [fields['since_id'], fields['max_id']])).toEqual([
      ['5274900000000000', '5274900000000008'],
      ['5274900000000009', undefined],
    ])
  })

  it('leaves other refusals to the pipeline', async () => {
    bed.answer = () => ({ status: 403, body: { error_code: 21327 } })
    expect(await failureOf(Promise.resolve(pull('comments')))).toBe('channel.auth not_done')
  })
})
