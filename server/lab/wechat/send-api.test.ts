import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestLab, type TestLab } from '../testing/test-lab.ts'
import { wechatClient, type WechatClient } from '../testing/wechat-client.ts'
import { routerPicture } from '../sample-media.ts'

let lab: TestLab
let client: WechatClient

beforeAll(async () => {
  lab = await startTestLab()
})
afterAll(() => lab.close())
beforeEach(async () => {
  lab.world.faults.remove()
  client = await wechatClient(lab)
})

const text = (content: string): Record<string, unknown> => ({ msgtype: 'text', text: { content } })

describe('custom/send', () => {
  it('shows the text on the phone and spends one of five', async () => {
    await client.write({ type: 'text', text: '在吗' })
    expect(await client.send(text('在的，您好'))).toEqual({ errcode: 0, errmsg: 'ok' })
    const { messages, window } = await client.chat()
    expect(messages.at(-1)).toMatchObject({ from: 'brand', type: 'text', text: '在的，您好' })
    expect(window['remaining']).toBe(4)
    const delivered = lab.world.entries(0).filter((entry) => entry.kind === 'message.delivered')
    expect(delivered.at(-1)).toMatchObject({
      customer: client.openid,
      data: { text: '在的，您好' },
    })
  })

  const refused: readonly [why: string, body: Record<string, unknown>, errcode: number][] = [
    ['empty text', text(''), 44004],
    ['text without content', { msgtype: 'text', text: {} }, 44004],
    ['text of 2049 bytes', text('字'.repeat(683)), 45002],
    ['a member nobody knows', { msgtype: 'text', text: { content: 'a', colour: 'red' } }, 47001],
    ['a top-level member nobody knows', { ...text('a'), msgid: '1' }, 47001],
    ['a number where text belongs', { msgtype: 'text', text: { content: 5 } }, 47001],
    ['a missing body', { msgtype: 'text' }, 47001],
    ['an unknown type', { msgtype: 'sticker', sticker: {} }, 40008],
    ['a name from the prototype', { msgtype: 'constructor', constructor: {} }, 40008],
    ['a link', { msgtype: 'link', link: { title: 't', url: 'https://a.example' } }, 45162],
    ['unknown media', { msgtype: 'image', image: { media_id: 'none' } }, 40007],
    [
      'two articles',
      { msgtype: 'news', news: { articles: [{ title: 'a' }, { title: 'b' }] } },
      45008,
    ],
    ['a long title', { msgtype: 'news', news: { articles: [{ title: '题'.repeat(65) }] } }, 45003],
    ['an empty menu', { msgtype: 'msgmenu', msgmenu: { head_content: 'a', list: [] } }, 44004],
    [
      'an unknown service account',
      { ...text('a'), customservice: { kf_account: 'nobody@none' } },
      65401,
    ],
  ]
  it.each(refused)('refuses %s', async (_why, body, errcode) => {
    await client.write({ type: 'text', text: '在吗' })
    expect(await client.send(body)).toMatchObject({ errcode })
    expect((await client.chat()).window['remaining']).toBe(5)
  })

  const carried: readonly [type: string, body: Record<string, unknown>, shown: object][] = [
    ['2048 bytes', text(`${'字'.repeat(682)}ab`), { type: 'text' }],
    [
      'news',
      { msgtype: 'news', news: { articles: [{ title: '保修说明', url: 'https://a.example' }] } },
      { type: 'news', items: [{ title: '保修说明' }] },
    ],
    [
      'a menu',
      {
        msgtype: 'msgmenu',
        msgmenu: {
          head_content: '满意吗',
          list: [{ id: '1', content: '满意' }],
          tail_content: '谢谢',
        },
      },
      { type: 'menu', text: '满意吗', items: [{ id: '1', content: '满意' }] },
    ],
    ['an AI mark', { ...text('答复'), aimsgcontext: { is_ai_msg: 1 } }, { type: 'text' }],
  ]
  it.each(carried)('carries %s', async (_type, body, shown) => {
    await client.write({ type: 'text', text: '在吗' })
    expect(await client.send(body)).toMatchObject({ errcode: 0 })
    expect((await client.chat()).messages.at(-1)).toMatchObject(shown)
  })

  it('carries an uploaded picture and names the agent', async () => {
    await client.write({ type: 'text', text: '在吗' })
    const { media_id } = await client.upload('image', { bytes: routerPicture() })
    const kf_account = `${lab.plan.zendesk.agents[0]?.code}@${lab.plan.wechat.originalId}`
    const body = { msgtype: 'image', image: { media_id }, customservice: { kf_account } }
    expect(await client.send(body)).toMatchObject({ errcode: 0 })
    const shown = (await client.chat()).messages.at(-1)
    expect(shown).toMatchObject({ type: 'image', kfAccount: kf_account })
    const file = await fetch(`${lab.urls.zendesk}${String(shown?.['mediaUrl'])}`)
    expect(Buffer.from(await file.arrayBuffer())).toEqual(routerPicture())
  })
  it('carries a video with its picture, and none without', async () => {
    await client.write({ type: 'text', text: '在吗' })
    const { media_id } = await client.upload('video', { bytes: Buffer.from('mp4 bytes') })
    const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex')
    const { thumb_media_id } = await client.upload('thumb', { bytes: jpeg })
    const bare = { msgtype: 'video', video: { media_id } }
    expect(await client.send(bare)).toMatchObject({ errcode: 47001 })
    const whole = { msgtype: 'video', video: { media_id, thumb_media_id, title: '开箱' } }
    expect(await client.send(whole)).toMatchObject({ errcode: 0 })
    expect((await client.chat()).messages.at(-1)).toMatchObject({ type: 'video', title: '开箱' })
  })
  it('refuses a voice that was uploaded as a picture', async () => {
    await client.write({ type: 'text', text: '在吗' })
    const { media_id } = await client.upload('image', { bytes: routerPicture() })
    expect(await client.send({ msgtype: 'voice', voice: { media_id } })).toMatchObject({
      errcode: 40007,
    })
  })
  it('refuses escaped characters, broken JSON and an empty body', async () => {
    const path = '/cgi-bin/message/custom/send'
    expect(await client.raw(path, '{"text":{"content":"\\u4f60"}}')).toMatchObject({
      errcode: 40033,
    })
    expect(await client.raw(path, '{"text":')).toMatchObject({ errcode: 47001 })
    expect(await client.raw(path, '')).toMatchObject({ errcode: 44002 })
  })
  it('accepts a backslash before a u that is no escape', async () => {
    await client.write({ type: 'text', text: '在吗' })
    expect(await client.send(text('C:\\u0041'))).toMatchObject({ errcode: 0 })
  })
  it('refuses strangers, the departed, and customers who never wrote', async () => {
    expect(await client.send({ ...text('a'), touser: 'oNobody' })).toMatchObject({ errcode: 40003 })
    expect(await client.send(text('a'))).toMatchObject({ errcode: 45015 })
    await client.write({ type: 'text', text: '在吗' })
    await client.write({ type: 'event', event: 'unsubscribe' })
    expect(await client.send(text('a'))).toMatchObject({ errcode: 43004 })
  })
  it('refuses the sixth message and any after 48 hours', async () => {
    await client.write({ type: 'text', text: '在吗' })
    for (let index = 0; index < 5; index += 1) await client.send(text(`第${index}条`))
    expect(await client.send(text('第六条'))).toMatchObject({ errcode: 45047 })
    const old = Date.now() - 49 * 3_600_000
    const other = await wechatClient(lab)
    await other.write({ type: 'text', text: '两天前', at: old })
    expect(await other.send(text('晚了'))).toMatchObject({ errcode: 45015 })
  })
  it('counts a tapped menu item as a menu', async () => {
    await client.write({ type: 'text', text: '满意', menuId: '101' })
    expect((await client.chat()).window['remaining']).toBe(3)
  })
  it('closes the window, expires tokens and answers an errcode as faults demand', async () => {
    await client.write({ type: 'text', text: '在吗' })
    const add = (kind: 'errcode' | 'close_window' | 'expire_token', errcode?: number) =>
      lab.world.faults.add({
        platform: 'wechat',
        match: 'custom/send',
        kind,
        count: 1,
        ...(errcode === undefined ? {} : { errcode }),
      })
    add('errcode', -1)
    expect(await client.send(text('a'))).toMatchObject({ errcode: -1 })
    add('close_window')
    expect(await client.send(text('a'))).toMatchObject({ errcode: 45015 })
    add('expire_token')
    expect(await client.send(text('a'))).toMatchObject({ errcode: 42001 })
    expect(await client.send(text('a'))).toMatchObject({ errcode: 42001 })
  })
})

describe('custom/typing', () => {
  const type = (command: string): Promise<Record<string, unknown>> =>
    client.post('/cgi-bin/message/custom/typing', { touser: client.openid, command })

  it('is refused without fresh traffic and while it already shows', async () => {
    expect(await type('Typing')).toMatchObject({ errcode: 45080 })
    await client.write({ type: 'text', text: '在吗' })
    expect(await type('Typing')).toMatchObject({ errcode: 0 })
    expect((await client.chat()).typing).toBe(true)
    expect(await type('Typing')).toMatchObject({ errcode: 45081 })
    expect(await type('CancelTyping')).toMatchObject({ errcode: 0 })
    expect((await client.chat()).typing).toBe(false)
    expect(await type('Typeing')).toMatchObject({ errcode: 40035 })
  })
  it('costs none of the five and ends with a message', async () => {
    await client.write({ type: 'text', text: '在吗' })
    await type('Typing')
    expect((await client.chat()).window['remaining']).toBe(5)
    await client.send(text('在的'))
    expect((await client.chat()).typing).toBe(false)
  })
})
