import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { murmur, routerPicture } from '../sample-media.ts'
import { startTestLab, type TestLab } from '../testing/test-lab.ts'
import { wechatClient, type WechatClient } from '../testing/wechat-client.ts'

let lab: TestLab
let client: WechatClient

beforeAll(async () => {
  lab = await startTestLab()
  client = await wechatClient(lab)
})
afterAll(() => lab.close())

const errcode = async (response: Promise<Response>): Promise<unknown> =>
  ((await (await response).json()) as { errcode?: number }).errcode

describe('tokens over HTTP', () => {
  const token = (query: Record<string, string>): Promise<unknown> =>
    errcode(fetch(`${lab.urls.wechat}/cgi-bin/token?${new URLSearchParams(query).toString()}`))
  const grant_type = 'client_credential'

  it('need the right grant, app and secret', async () => {
    const { appId: appid, appSecret: secret } = lab.plan.wechat
    expect(await token({ grant_type: 'password', appid, secret })).toBe(40002)
    expect(await token({ grant_type, secret })).toBe(41002)
    expect(await token({ grant_type, appid: 'wx0', secret })).toBe(40013)
    expect(await token({ grant_type, appid })).toBe(41004)
    expect(await token({ grant_type, appid, secret: 'x' })).toBe(40125)
    expect(await token({ grant_type, appid, secret })).toBeUndefined()
  })
  it('are asked for with the right method and known members', async () => {
    const { appId: appid, appSecret: secret } = lab.plan.wechat
    const url = `${lab.urls.wechat}/cgi-bin/stable_token`
    const post = (body: object) => fetch(url, { method: 'POST', body: JSON.stringify(body) })
    expect(await errcode(fetch(url))).toBe(43002)
    expect(await errcode(fetch(`${lab.urls.wechat}/cgi-bin/token`, { method: 'POST' }))).toBe(43001)
    expect(await errcode(post({ grant_type, appid, secret, forceRefresh: true }))).toBe(47001)
    expect(await errcode(post({ grant_type, appid, secret, force_refresh: 'yes' }))).toBe(47001)
  })
  it('are required everywhere else', async () => {
    expect(await errcode(fetch(`${lab.urls.wechat}/cgi-bin/user/info`))).toBe(41001)
    expect(await errcode(fetch(`${lab.urls.wechat}/cgi-bin/nothing`))).toBe(40066)
  })
})

describe('media', () => {
  const uploads: readonly [
    why: string,
    type: string,
    file: { bytes: Buffer; field?: string; name?: string },
    errcode: number | undefined,
  ][] = [
    ['a picture', 'image', { bytes: routerPicture() }, undefined],
    ['a voice', 'voice', { bytes: murmur(1) }, undefined],
    ['an unknown kind', 'file', { bytes: routerPicture() }, 40004],
    ['another field', 'image', { bytes: routerPicture(), field: 'file' }, 41005],
    ['an empty file', 'image', { bytes: Buffer.alloc(0) }, 44001],
    ['text as a picture', 'image', { bytes: Buffer.from('hello, world') }, 40005],
    ['a picture over 2 MB', 'image', { bytes: bigPng(2_097_153) }, 40009],
    ['a thumb over 64 KB', 'thumb', { bytes: bigJpeg(65_537) }, 40006],
  ]
  it.each(uploads)('answers an upload of %s', async (_why, type, file, code) => {
    const answer = await client.upload(type, file)
    expect(answer['errcode']).toBe(code)
    if (code === undefined) expect(answer).toMatchObject({ type, media_id: expect.any(String) })
  })
  it('gives a voice as bytes, a video as an address, and errors as JSON with 200', async () => {
    const { media_id: voice } = await client.upload('voice', { bytes: murmur(1) })
    const file = await client.get('/cgi-bin/media/get', { media_id: String(voice) })
    expect(Buffer.from(await file.arrayBuffer())).toEqual(murmur(1))
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename=/)
    const { media_id: video } = await client.upload('video', { bytes: Buffer.from('mp4 bytes') })
    const link = await client.getJson('/cgi-bin/media/get', { media_id: String(video) })
    expect(await (await fetch(String(link['video_url']))).text()).toBe('mp4 bytes')
    const none = await client.get('/cgi-bin/media/get', { media_id: 'none' })
    expect([none.status, ((await none.json()) as { errcode: number }).errcode]).toEqual([
      200, 40007,
    ])
  })
  it('serves the picture of a message by address and by id', async () => {
    const base64 = routerPicture().toString('base64')
    lab.plan.wechat.mode = 'plain'
    await client.write({ type: 'image', base64, contentType: 'image/png' })
    const body = lab.relay.knocks.at(-1)?.body ?? ''
    const url = /<PicUrl><!\[CDATA\[(.*?)\]\]>/.exec(body)?.[1] ?? ''
    expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(routerPicture())
  })
  it('forgets media after three days', async () => {
    const { media_id } = await client.upload('image', { bytes: routerPicture() })
    lab.advance(3 * 86_400_000)
    const late = await wechatClient(lab)
    const answer = await late.getJson('/cgi-bin/media/get', { media_id: String(media_id) })
    expect(answer['errcode']).toBe(40007)
    client = late
  })
})

describe('people', () => {
  it('tells nothing about a customer but that he follows', async () => {
    const info = await client.getJson('/cgi-bin/user/info', { openid: client.openid })
    expect(info).toMatchObject({ subscribe: 1, nickname: '', headimgurl: '', sex: 0 })
    await client.write({ type: 'event', event: 'unsubscribe' })
    const gone = await client.getJson('/cgi-bin/user/info', { openid: client.openid })
    expect(gone).toEqual({ subscribe: 0, openid: client.openid, tagid_list: [] })
    expect(await client.write({ type: 'text', text: '还在吗' })).toHaveProperty('error')
    await client.write({ type: 'event', event: 'subscribe' })
  })
  it('adds service accounts within the rules', async () => {
    const add = (kf_account: string, nickname: string) =>
      client.post('/customservice/kfaccount/add', { kf_account, nickname })
    expect(await add('new1@lab', '小乔')).toMatchObject({ errcode: 0 })
    expect(await add('new1@lab', '小乔')).toMatchObject({ errcode: 65406 })
    expect(await add('no-at-sign', '小乔')).toMatchObject({ errcode: 65404 })
    expect(await add('new2@lab', '名'.repeat(17))).toMatchObject({ errcode: 65403 })
    const { kf_list } = await client.getJson('/cgi-bin/customservice/getkflist')
    expect((kf_list as { kf_account: string }[]).map((kf) => kf.kf_account)).toContain('new1@lab')
  })
})

describe('quotas', () => {
  it('shows what is used and lets it be cleared ten times a month', async () => {
    const quota = (cgi_path: string) => client.post('/cgi-bin/openapi/quota/get', { cgi_path })
    await client.send({ msgtype: 'text', text: { content: 'a' } })
    expect(await quota('/cgi-bin/message/custom/send')).toMatchObject({
      quota: { daily_limit: 500_000 },
    })
    expect(await quota('/cgi-bin/unknown')).toMatchObject({ errcode: 76021 })
    const clear = () => client.post('/cgi-bin/clear_quota', { appid: lab.plan.wechat.appId })
    for (let index = 0; index < 10; index += 1) expect(await clear()).toMatchObject({ errcode: 0 })
    expect(await clear()).toMatchObject({ errcode: 48006 })
  })
  it('answers the diagnosis calls', async () => {
    const check = (body: object) => client.post('/cgi-bin/callback/check', body)
    expect(await check({ action: 'all', check_operator: 'DEFAULT' })).toHaveProperty('dns')
    expect(await check({ action: 'some', check_operator: 'DEFAULT' })).toMatchObject({
      errcode: 40035,
    })
    expect(await client.getJson('/cgi-bin/getcallbackip')).toEqual({ ip_list: ['127.0.0.1'] })
  })
})

function bigPng(size: number): Buffer {
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(size - 8)])
}

function bigJpeg(size: number): Buffer {
  return Buffer.concat([Buffer.from('ffd8ff', 'hex'), Buffer.alloc(size - 3)])
}
