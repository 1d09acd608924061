import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { routerPicture } from '../sample-media.ts'
import { startTestLab, type TestLab } from '../testing/test-lab.ts'
import { weiboClient, type WeiboClient } from '../testing/weibo-client.ts'

let lab: TestLab
let client: WeiboClient
let customer: string
let post: string

const rip = '203.0.113.9'

beforeAll(async () => {
  lab = await startTestLab()
  client = weiboClient(lab)
})
afterAll(() => lab.close())
beforeEach(async () => {
  lab.world.faults.remove()
  customer = await client.join('雨天的伞')
  post = await client.publish(customer, '宽带又断了')
})

describe('comments/create', () => {
  const create = (form: Record<string, string>) =>
    client.post('/2/comments/create.json', { id: post, rip, comment: '已为您报修', ...form })

  it('publishes under the post and answers with comment and status', async () => {
    const { status, body } = await create({})
    expect(status).toBe(200)
    expect(body).toMatchObject({ text: '已为您报修', status: { idstr: post } })
    const { posts } = (await lab.control('GET', '/weibo/timeline')) as {
      posts: { id: string; comments: { text: string; author: { isBrand: boolean } }[] }[]
    }
    const shown = posts.find((one) => one.id === post)
    expect(shown?.comments).toMatchObject([{ text: '已为您报修', author: { isBrand: true } }])
    expect(lab.world.entries(0).at(-1)).toMatchObject({
      kind: 'comment.published',
      customer,
      data: { postId: post, text: '已为您报修', rip },
    })
  })

  const refused: readonly [why: string, form: Record<string, string>, code: number][] = [
    ['a missing rip', { rip: '' }, 10016],
    ['a loopback rip', { rip: '127.0.0.1' }, 10017],
    ['a private rip', { rip: '192.168.1.4' }, 10017],
    ['an IPv6 rip', { rip: '2001:db8::1' }, 10017],
    ['a missing text', { comment: '' }, 10016],
    ['blank text', { comment: '   ' }, 20008],
    ['141 characters', { comment: '字'.repeat(141) }, 20012],
    ['a missing post', { id: '4409688923582511' }, 20101],
    ['an unknown parameter', { without_mention: '1' }, 10008],
  ]
  it.each(refused)('refuses %s', async (_why, form, code) => {
    expect((await create(form)).body).toMatchObject({ error_code: code })
  })
  it('accepts 140 characters and 280 half-widths', async () => {
    expect((await create({ comment: '字'.repeat(140) })).status).toBe(200)
    expect((await create({ comment: 'a'.repeat(280) })).status).toBe(200)
  })
  it('refuses the same words under the same post for a while', async () => {
    await create({ comment: '同样的话' })
    expect((await create({ comment: '同样的话' })).body).toMatchObject({ error_code: 20019 })
    expect((await create({ comment: '别的话' })).status).toBe(200)
    const other = await client.publish(customer, '另一条')
    expect((await create({ comment: '同样的话', id: other })).status).toBe(200)
  })
  it('shows doubly encoded text as it came', async () => {
    const { body } = await create({ comment: encodeURIComponent('您好') })
    expect(body['text']).toBe('%E6%82%A8%E5%A5%BD')
  })
  it('refuses JSON bodies', async () => {
    const response = await fetch(`${lab.urls.weibo}/2/comments/create.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: post, rip, comment: 'a', access_token: 'x' }),
    })
    expect(await response.json()).toMatchObject({ error_code: 10007 })
  })
  it('publishes although it answers 20032, and publishes nothing with other errors', async () => {
    const comments = async (): Promise<unknown[]> =>
      (await client.get('/2/comments/show.json', { id: post })).body['comments'] as unknown[]
    const fault = (errcode: number) =>
      lab.world.faults.add({
        platform: 'weibo',
        match: 'comments/create',
        kind: 'errcode',
        errcode,
        count: 1,
      })
    fault(20016)
    expect((await create({})).body).toMatchObject({ error_code: 20016 })
    expect(await comments()).toHaveLength(0)
    fault(20032)
    expect((await create({})).body).toMatchObject({ error_code: 20032 })
    expect(await comments()).toHaveLength(1)
  })
  it('takes effect although its answer is lost', async () => {
    lab.world.faults.add({ platform: 'weibo', match: 'create', kind: 'drop_answer', count: 1 })
    await expect(create({})).rejects.toThrow()
    const { body } = await client.get('/2/comments/by_me.json', { count: '1' })
    expect(body['comments']).toMatchObject([{ text: '已为您报修', status: { idstr: post } }])
  })
})

describe('comments/reply', () => {
  it('puts the name in front unless asked not to', async () => {
    const brand = await client.brandPost('公告')
    const cid = await client.comment(customer, brand, '几点')
    const reply = (form: Record<string, string>) =>
      client.post('/2/comments/reply.json', { id: brand, cid, rip, ...form })
    expect((await reply({ comment: '四点' })).body['text']).toBe('回复@雨天的伞:四点')
    const bare = await reply({ comment: '五点', without_mention: '1' })
    expect(bare.body['text']).toBe('五点')
    expect((await reply({ comment: 'x', cid: '1' })).body).toMatchObject({ error_code: 20201 })
    expect((await reply({ comment: 'x', id: post })).body).toMatchObject({ error_code: 20201 })
    expect((await reply({ comment: 'x', id: '1' })).body).toMatchObject({ error_code: 20101 })
  })
})

describe('repeated words', () => {
  it('are accepted under another comment of the same person', async () => {
    const reply = async (text: string) => {
      const cid = await client.comment(customer, post, text)
      return client.post('/2/comments/reply.json', { id: post, cid, rip, comment: '收到' })
    }
    expect([(await reply('一')).status, (await reply('二')).status]).toEqual([200, 200])
  })
})

describe('comments/destroy', () => {
  it('removes own comments only', async () => {
    const { body } = await client.post('/2/comments/create.json', {
      id: post,
      rip,
      comment: '误发',
    })
    const destroy = (cid: string) => client.post('/2/comments/destroy.json', { cid })
    expect((await destroy(String(body['idstr']))).body).toMatchObject({ text: '误发' })
    expect((await destroy(String(body['idstr']))).body).toMatchObject({ error_code: 20201 })
    const theirs = await client.comment(customer, post, '顾客的评论')
    expect((await destroy(theirs)).body).toMatchObject({ error_code: 20203 })
  })
})

describe('statuses/share', () => {
  const share = (form: Record<string, string>) => client.post('/2/statuses/share.json', form)

  it('wants a link to the safe domain, no topic, and a public address', async () => {
    const link = 'https://help.example.com/x'
    expect((await share({ status: '公告', rip })).body).toMatchObject({ error_code: 10017 })
    expect((await share({ status: `#话题# ${link}`, rip })).body).toMatchObject({
      error_code: 10017,
    })
    expect((await share({ status: `公告 ${link}` })).body).toMatchObject({ error_code: 10016 })
    expect((await share({ status: `公告 ${link}`, rip })).body).toMatchObject({
      user: { idstr: lab.plan.weibo.uid },
    })
  })
  it('takes a picture and serves it in all sizes', async () => {
    const form = new FormData()
    form.append('status', '看图 https://help.example.com/y')
    form.append('rip', rip)
    form.append('pic', new Blob([new Uint8Array(routerPicture())], { type: 'image/png' }), 'a.png')
    const url = `${lab.urls.weibo}/2/statuses/share.json?access_token=${lab.plan.weibo.accessToken}`
    const answer = (await (await fetch(url, { method: 'POST', body: form })).json()) as {
      original_pic: string
      thumbnail_pic: string
    }
    for (const address of [answer.original_pic, answer.thumbnail_pic]) {
      expect(Buffer.from(await (await fetch(address)).arrayBuffer())).toEqual(routerPicture())
    }
  })
})

describe('statuses/repost', () => {
  it('quotes the chain, comments when asked, and refuses own posts', async () => {
    const { body } = await client.post('/2/statuses/repost.json', {
      id: post,
      rip,
      status: '我们来处理',
      is_comment: '1',
    })
    expect(body).toMatchObject({ retweeted_status: { idstr: post } })
    const own = await client.brandPost('自己的')
    const refused = await client.post('/2/statuses/repost.json', { id: own, rip })
    expect(refused.body).toMatchObject({ error_code: 20103 })
    const { body: comments } = await client.get('/2/comments/show.json', { id: post })
    expect(comments['comments']).toMatchObject([{ text: '我们来处理' }])
  })
  it('leaves the closed interfaces closed', async () => {
    const { body } = await client.post('/2/statuses/update.json', { status: 'a', rip })
    expect(body).toMatchObject({ error_code: 10014 })
  })
})
