import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestLab, type TestLab } from '../testing/test-lab.ts'
import { weiboClient, type WeiboClient } from '../testing/weibo-client.ts'

type Json = Record<string, unknown>

let lab: TestLab
let client: WeiboClient
let customer: string

beforeAll(async () => {
  lab = await startTestLab()
  client = weiboClient(lab)
})
afterAll(() => lab.close())
beforeEach(async () => {
  lab.world.faults.remove()
  customer = await client.join('路边的猫')
})

const list = async (path: string, query?: Record<string, string>): Promise<Json[]> => {
  const { body } = await client.get(path, query)
  return (body['statuses'] ?? body['comments']) as Json[]
}

describe('statuses/mentions', () => {
  it('shows a mention in full, with numbers, entities and its author', async () => {
    const id = await client.publish(customer, '<断网>了 & "没人管"')
    const status = (await list('/2/statuses/mentions.json'))[0]
    expect(status).toMatchObject({
      id: Number(id),
      idstr: id,
      mid: id,
      user: { idstr: customer, screen_name: '路边的猫', province: expect.any(String) },
      isLongText: false,
    })
    const tail = / ?\u200b?$/
    expect(String(status?.['text']).replace(tail, '')).toBe(
      `@${lab.plan.weibo.screenName} &lt;断网&gt;了 &amp; &quot;没人管&quot;`,
    )
  })
  it('pages with since_id exclusive and max_id inclusive', async () => {
    const ids = []
    for (const text of ['一', '二', '三']) ids.push(await client.publish(customer, text))
    const [first = '', , third = ''] = ids
    const got = await list('/2/statuses/mentions.json', { since_id: first, max_id: third })
    expect(got.map((status) => status['idstr'])).toEqual([ids[2], ids[1]])
    const plain = await client.get('/2/statuses/mentions/ids.json', { since_id: first })
    expect(plain.body['statuses']).toEqual([ids[2], ids[1]])
  })
  it('leaves posts alone that name somebody else', async () => {
    const id = await client.publish(customer, `@${lab.plan.weibo.screenName}2 你好`, {
      mention: false,
    })
    const ids = (await list('/2/statuses/mentions.json')).map((status) => status['idstr'])
    expect(ids).not.toContain(id)
  })
  it('cuts long posts and gives the whole only to the commercial caller', async () => {
    const text = '很长的投诉'.repeat(60)
    await client.publish(customer, text)
    const cut = (await list('/2/statuses/mentions.json', { count: '1' }))[0]
    expect(cut).toMatchObject({ isLongText: true })
    expect(String(cut?.['text'])).toContain('...全文： http://m.weibo.cn/')
    expect(cut).not.toHaveProperty('longText')
    const query = { count: '1', isGetLongText: '1' }
    const whole = (await list('/2/statuses/mentions/biz.json', query))[0]
    expect(String((whole?.['longText'] as Json)['longTextContent'])).toContain(text)
  })
  it('keeps only the author id when trimmed', async () => {
    await client.publish(customer, '简短')
    const status = (await list('/2/statuses/mentions.json', { trim_user: '1', count: '1' }))[0]
    expect(status).toMatchObject({ user_id: Number(customer) })
    expect(status).not.toHaveProperty('user')
  })
  it('drops deleted posts and still counts them', async () => {
    const before = (await client.get('/2/statuses/mentions.json')).body['total_number'] as number
    const id = await client.publish(customer, '马上删')
    await lab.control('POST', `/weibo/posts/${id}/delete`)
    const { body } = await client.get('/2/statuses/mentions.json')
    expect(body['total_number']).toBe(before + 1)
    expect((body['statuses'] as Json[]).map((status) => status['idstr'])).not.toContain(id)
  })
  it('carries the original of a repost', async () => {
    const post = await client.brandPost('新品开售')
    await client.publish(customer, '转给你看', { repostOf: post })
    const status = (await list('/2/statuses/mentions.json', { count: '1' }))[0]
    expect(status?.['retweeted_status']).toMatchObject({ idstr: post })
  })
  it('counts the reposts of a whole chain at its root', async () => {
    const post = await client.brandPost('新品预告')
    const first = await client.publish(customer, '转给你看', { repostOf: post })
    await client.publish(customer, '再转', { repostOf: first })
    const [status] = await list('/2/statuses/mentions.json', { count: '1' })
    expect(status).toMatchObject({ reposts_count: 0, retweeted_status: { reposts_count: 2 } })
    const { body } = await client.get('/2/statuses/count.json', { ids: post })
    expect(body).toMatchObject([{ idstr: post, reposts: 2 }])
  })
})

describe('comment feeds', () => {
  it('sort comments by whom they concern', async () => {
    const post = await client.brandPost('周六升级公告')
    const other = await client.join('另一个人')
    const elsewhere = await client.publish(other, '随便说说')
    const toBrand = await client.comment(customer, post, '几点恢复')
    const mention = await client.comment(
      customer,
      elsewhere,
      `@${lab.plan.weibo.screenName} 出来看看`,
    )
    const idsIn = async (name: string): Promise<unknown[]> =>
      (await list(`/2/comments/${name}.json`)).map((comment) => comment['idstr'])
    expect(await idsIn('to_me')).toContain(toBrand)
    expect(await idsIn('to_me')).not.toContain(mention)
    expect(await idsIn('mentions')).toContain(mention)
    expect(await idsIn('timeline')).toContain(toBrand)
    expect(await idsIn('by_me')).not.toContain(toBrand)
  })
  it('nest the answered comment and name the thread', async () => {
    const post = await client.brandPost('活动说明')
    const top = await client.comment(customer, post, '怎么参加')
    const { body: reply } = await client.post('/2/comments/reply.json', {
      id: post,
      cid: top,
      comment: '见置顶说明',
      rip: '203.0.113.9',
    })
    const again = await client.comment(customer, post, '看到了', String(reply['idstr']))
    const comment = (await list('/2/comments/to_me.json', { count: '1' }))[0]
    expect(comment).toMatchObject({
      idstr: again,
      rootidstr: top,
      text: `回复@${lab.plan.weibo.screenName}:看到了`,
      reply_comment: { idstr: reply['idstr'] },
      status: { idstr: post },
      source: expect.stringMatching(/^来自/),
    })
  })
  it('show the notice of a deleted post without author and time', async () => {
    const post = await client.brandPost('发错了')
    await client.comment(customer, post, '什么意思')
    await lab.control('POST', `/weibo/posts/${post}/delete`)
    const comment = (await list('/2/comments/to_me.json', { count: '1' }))[0]
    expect(comment?.['status']).toMatchObject({ deleted: '1', created_at: '', idstr: post })
    expect(comment?.['status']).not.toHaveProperty('user')
  })
  it('resolve pushed comment ids in a batch', async () => {
    const post = await client.brandPost('批量')
    const id = await client.comment(customer, post, '第一')
    const { body } = await client.get('/2/comments/show_batch.json', { cids: `${id},999` })
    expect(body).toMatchObject([{ idstr: id }])
  })
})

describe('permissions and limits', () => {
  it('show other people’s posts only to the commercial caller', async () => {
    const id = await client.publish(customer, '我的帖子')
    const free = await client.get('/2/statuses/show.json', { id })
    expect([free.status, free.body['error_code']]).toEqual([403, 10014])
    expect((await client.get('/2/statuses/show/biz.json', { id })).body['idstr']).toBe(id)
    const own = await client.brandPost('自己的帖子')
    expect((await client.get('/2/statuses/show.json', { id: own })).body['idstr']).toBe(own)
  })

  const refused: readonly [
    why: string,
    path: string,
    query: Record<string, string>,
    code: number,
  ][] = [
    ['an unknown parameter', '/2/statuses/mentions.json', { sinceid: '1' }, 10008],
    ['a bad id', '/2/statuses/mentions.json', { since_id: 'x' }, 10008],
    ['an unknown interface', '/2/statuses/nothing.json', {}, 10020],
    ['a missing id', '/2/statuses/show.json', {}, 10016],
    ['a missing post', '/2/comments/show.json', { id: '1' }, 20101],
    ['two names at once', '/2/users/show.json', { uid: '1', screen_name: 'a' }, 10008],
    ['nobody', '/2/users/show.json', { uid: '1' }, 20003],
    ['a wrong token', '/2/statuses/mentions.json', { access_token: '2.00wrong' }, 21332],
    ['a writing call by GET', '/2/comments/create.json', {}, 10021],
  ]
  it.each(refused)('refuse %s', async (_why, path, query, code) => {
    const { body, status } = await client.get(path, query)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(body).toMatchObject({ error_code: code, request: path })
    expect(typeof body['error']).toBe('string')
  })
  it('accept the token in the OAuth2 header and refuse a Bearer', async () => {
    const ask = async (authorization: string): Promise<Json> => {
      const url = `${lab.urls.weibo}/2/account/get_uid.json`
      return (await (await fetch(url, { headers: { authorization } })).json()) as Json
    }
    const token = lab.plan.weibo.accessToken
    expect(await ask(`OAuth2 ${token}`)).toEqual({ uid: Number(lab.plan.weibo.uid) })
    expect(await ask(`Bearer ${token}`)).toMatchObject({ error_code: 10006 })
  })
  it('end with the daily allowance, except for the commercial caller', async () => {
    const { dailyCalls } = lab.plan.weibo
    lab.plan.weibo.dailyCalls = 0
    const free = await client.get('/2/statuses/mentions.json')
    expect([free.status, free.body['error_code']]).toEqual([403, 10023])
    expect((await client.get('/2/account/rate_limit_status.json')).status).toBe(200)
    expect((await client.get('/2/statuses/mentions/biz.json')).status).toBe(200)
    lab.plan.weibo.dailyCalls = dailyCalls
  })
  it('answer a demanded error, with HTTP 200 where asked', async () => {
    const add = (more: object) =>
      lab.control('POST', '/faults', {
        platform: 'weibo',
        match: 'mentions',
        kind: 'errcode',
        errcode: 10024,
        count: 1,
        ...more,
      })
    await add({})
    expect((await client.get('/2/statuses/mentions.json')).status).toBe(403)
    await add({ status: 200 })
    const odd = await client.get('/2/statuses/mentions.json')
    expect([odd.status, odd.body['error_code']]).toEqual([200, 10024])
  })
})
