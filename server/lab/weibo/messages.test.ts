import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { routerPicture } from '../sample-media.ts'
import { startTestLab, type TestLab } from '../testing/test-lab.ts'
import { weiboClient, type WeiboAnswer, type WeiboClient } from '../testing/weibo-client.ts'
import { weiboSignature } from './callback.ts'

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
  lab.relay.knocks.length = 0
  lab.relay.answers.length = 0
  customer = await client.join('早起的鸟')
})

const reply = (type: string, data: unknown): Promise<WeiboAnswer> =>
  client.post('/2/messages/reply.json', {
    type,
    data: typeof data === 'string' ? data : JSON.stringify(data),
    receiver_id: customer,
  })
const chat = async () =>
  (await lab.control('GET', `/weibo/customers/${customer}/messages`)) as {
    messages: Record<string, unknown>[]
    window: { remaining: number | null; deadline: number | null }
  }

describe('weiboSignature', () => {
  it('reproduces the published vector', () => {
    expect(weiboSignature('xyz123xyz', '1397022061823', '57155157')).toBe(
      '90e4c22c90a58f26526c2dd5b6c56c8822edeaa1',
    )
  })
})

describe('private pushes', () => {
  it('are signed with the app secret over milliseconds and carry numbers', async () => {
    await client.write(customer, { type: 'text', text: '在吗' })
    const knock = lab.relay.knocks.at(-1)
    const { signature, timestamp = '', nonce = '' } = knock?.query ?? {}
    expect(signature).toBe(weiboSignature(lab.plan.weibo.appSecret, timestamp, nonce))
    expect(timestamp).toMatch(/^\d{13}$/)
    expect(JSON.parse(knock?.body ?? '')).toMatchObject({
      type: 'text',
      receiver_id: Number(lab.plan.weibo.uid),
      sender_id: Number(customer),
      text: '在吗',
      data: {},
    })
  })
  it('come again with the same body until they are answered', async () => {
    lab.relay.answers.push((answer) => answer.code(502).send(''))
    const { pushes } = await client.write(customer, { type: 'text', text: '在吗' })
    expect((pushes as { status: number }[]).map((push) => push.status)).toEqual([502, 200])
    const [first, second] = lab.relay.knocks
    expect(second?.body).toBe(first?.body)
    expect(second?.query['nonce']).not.toBe(first?.query['nonce'])
  })
  it('carry file ids beyond 2^53 of which only the receiver’s opens', async () => {
    const base64 = routerPicture().toString('base64')
    await client.write(customer, { type: 'image', base64, contentType: 'image/png' })
    const body = lab.relay.knocks.at(-1)?.body ?? ''
    const tovfid = /"tovfid":(\d{17})/.exec(body)?.[1] ?? ''
    const vfid = /"vfid":(\d{17})/.exec(body)?.[1] ?? ''
    const query = (fid: string): string =>
      String(new URLSearchParams({ access_token: lab.plan.weibo.accessToken, fid }))
    const file = await fetch(`${lab.urls.weibo}/2/mss/msget?${query(tovfid)}`)
    expect(Buffer.from(await file.arrayBuffer())).toEqual(routerPicture())
    expect(file.headers.get('content-disposition')).toMatch(/^attachment;filename="/)
    expect((await client.get('/2/mss/msget', { fid: vfid })).body).toMatchObject({
      error_code: 20305,
    })
  })
  it.each(['follow', 'click', 'scan'])('describe a %s event', async (subtype) => {
    await client.write(customer, { type: 'event', subtype, key: 'k' })
    const push = JSON.parse(lab.relay.knocks.at(-1)?.body ?? '') as object
    expect(push).toMatchObject({ type: 'event', data: { subtype, key: 'k' } })
  })
  it('announce mentions in posts and comments unless switched off', async () => {
    const pushed = (): string[] => lab.relay.knocks.map((knock) => knock.body)
    const post = await client.publish(customer, '看这里')
    await expect.poll(pushed).toHaveLength(1)
    const mention = JSON.parse(pushed()[0] ?? '') as object
    expect(mention).toMatchObject({ type: 'mention', data: { subtype: 'status', key: post } })
    const text = `@${lab.plan.weibo.screenName} 回一下`
    const comment = await client.comment(customer, post, text)
    await expect.poll(pushed).toHaveLength(2)
    expect(JSON.parse(pushed()[1] ?? '')).toMatchObject({
      data: { subtype: 'comment', key: comment },
    })
    await lab.control('POST', '/weibo/mention-push', { on: false })
    await client.publish(customer, '再看这里')
    await lab.control('POST', '/weibo/mention-push', { on: true })
    const last = await client.publish(customer, '最后看这里')
    await expect.poll(pushed).toHaveLength(3)
    expect(JSON.parse(pushed()[2] ?? '')).toMatchObject({ data: { key: last } })
  })
  it('show a passive reply whose data is encoded inside JSON', async () => {
    lab.relay.answers.push((answer) =>
      answer.send({
        result: true,
        sender_id: lab.plan.weibo.uid,
        receiver_id: customer,
        type: 'text',
        data: encodeURIComponent(JSON.stringify({ text: '已收到' })),
      }),
    )
    await client.write(customer, { type: 'text', text: '在吗' })
    expect((await chat()).messages.at(-1)).toMatchObject({ from: 'brand', text: '已收到' })
  })
  it('shake hands with the echo itself', async () => {
    expect(await lab.control('POST', '/weibo/handshake')).toMatchObject({ isAccepted: true })
  })
})

describe('messages/reply', () => {
  it('delivers text, articles and positions', async () => {
    await client.write(customer, { type: 'text', text: '在吗' })
    const article = { display_name: '指南', summary: '三步', image: '', url: 'https://a.example' }
    const answers = [
      await reply('text', { text: '在的' }),
      await reply('articles', { articles: [article] }),
      await reply('position', { longitude: '114.05', latitude: '22.54' }),
    ]
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
    expect(answers[0]?.body).toMatchObject({ result: true, receiver_id: Number(customer) })
    const shown = (await chat()).messages.slice(1)
    expect(shown.map((message) => message['type'])).toEqual(['text', 'articles', 'position'])
  })

  const refused: readonly [why: string, type: string, data: unknown, code: number][] = [
    ['a picture', 'image', { media_id: '1' }, 10008],
    ['301 characters', 'text', { text: '字'.repeat(301) }, 20013],
    ['no text', 'text', { text: '' }, 20008],
    ['an unknown member', 'text', { text: 'a', at: 1 }, 10008],
    ['doubly encoded data', 'text', encodeURIComponent('{"text":"a"}'), 10008],
    ['nine articles', 'articles', { articles: Array.from({ length: 9 }, () => ({})) }, 10008],
    [
      'a bare link',
      'articles',
      { articles: [{ display_name: 'a', summary: 'b', image: '', url: 'a.example' }] },
      20018,
    ],
    ['half a position', 'position', { longitude: '1' }, 10008],
  ]
  it.each(refused)('refuses %s', async (_why, type, data, code) => {
    await client.write(customer, { type: 'text', text: '在吗' })
    expect((await reply(type, data)).body).toMatchObject({ error_code: code })
  })
  it('is free for 48 hours after a message and closed without one', async () => {
    expect((await reply('text', { text: 'a' })).body).toMatchObject({ error_code: 20301 })
    await client.write(customer, { type: 'text', text: '在吗' })
    for (let index = 0; index < 8; index += 1) {
      expect((await reply('text', { text: `第${index}条` })).status).toBe(200)
    }
    expect((await chat()).window.remaining).toBeNull()
  })
  it('closes 48 hours after the last act', async () => {
    const at = Date.now() - 48 * 3_600_000 - 1
    await client.write(customer, { type: 'text', text: '两天前', at })
    expect((await reply('text', { text: 'a' })).body).toMatchObject({ error_code: 20301 })
  })
  it('allows one message after a mention', async () => {
    await client.publish(customer, '看这里')
    expect((await chat()).window.remaining).toBe(1)
    expect((await reply('text', { text: '请看私信' })).status).toBe(200)
    expect((await reply('text', { text: '还有' })).body).toMatchObject({ error_code: 20301 })
  })
  it('is closed by leaving and by fault', async () => {
    await client.write(customer, { type: 'text', text: '在吗' })
    await client.write(customer, { type: 'event', subtype: 'unfollow' })
    expect((await reply('text', { text: 'a' })).body).toMatchObject({ error_code: 20301 })
    await client.write(customer, { type: 'text', text: '又来了' })
    lab.world.faults.add({ platform: 'weibo', match: 'reply', kind: 'close_window', count: 1 })
    expect((await reply('text', { text: 'a' })).body).toMatchObject({ error_code: 20301 })
  })
  it('tells a fan’s profile, and of a stranger only that he is one', async () => {
    const info = () => client.get('/2/eps/user/info.json', { uid: customer })
    expect((await info()).body).toMatchObject({ nickname: '早起的鸟', follow: 1 })
    await client.write(customer, { type: 'event', subtype: 'unfollow' })
    expect((await info()).body).toEqual({ follow: '0' })
  })
})

describe('oauth2', () => {
  const post = async (path: string, form: Record<string, string>) => {
    const response = await fetch(`${lab.urls.weibo}${path}`, {
      method: 'POST',
      body: new URLSearchParams(form),
    })
    return (await response.json()) as Record<string, unknown>
  }

  it('exchanges a code once, tells about the token and revokes it', async () => {
    const { appKey: client_id, appSecret: client_secret } = lab.plan.weibo
    const redirect_uri = `${lab.relay.url}/oauth/weibo/callback`
    const query = new URLSearchParams({ client_id, redirect_uri, state: 's1' })
    const consent = await fetch(`${lab.urls.weibo}/oauth2/authorize?${query.toString()}`, {
      redirect: 'manual',
    })
    const target = new URL(consent.headers.get('location') ?? '')
    expect(target.searchParams.get('state')).toBe('s1')
    const code = target.searchParams.get('code') ?? ''
    const form = { client_id, client_secret, grant_type: 'authorization_code', code, redirect_uri }
    const granted = await post('/oauth2/access_token', form)
    expect(granted).toMatchObject({ uid: lab.plan.weibo.uid, isRealName: 'true' })
    expect(await post('/oauth2/access_token', form)).toMatchObject({
      error_code: 21325,
      error_uri: '/oauth2/access_token',
    })
    const access_token = String(granted['access_token'])
    const info = await post('/oauth2/get_token_info', { access_token })
    expect(info).toMatchObject({ uid: Number(lab.plan.weibo.uid), appkey: client_id, scope: null })
    expect(info['expire_in']).toBeGreaterThan(86_400)
    expect(await post('/oauth2/revokeoauth2', { access_token })).toEqual({ result: 'true' })
    expect(await post('/oauth2/get_token_info', { access_token })).toMatchObject({
      error_code: 21317,
    })
  })
  it('reports an expired token on demand', async () => {
    lab.world.faults.add({ platform: 'weibo', match: 'get_uid', kind: 'expire_token', count: 1 })
    expect((await client.get('/2/account/get_uid.json')).body).toMatchObject({ error_code: 21327 })
    expect((await client.get('/2/account/get_uid.json')).status).toBe(200)
  })
})
