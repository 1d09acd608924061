import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Arrival, Channel } from '../../core/channel.ts'
import type { HttpRequest } from '../../core/http.ts'
import type { InboundMessage } from '../../core/message.ts'
import type { ReplyContent } from '../../core/reply.ts'
import type { SettingValues } from '../../core/settings.ts'
import type { WechatFormat, WechatMode } from '../../lab/plan.ts'
import { murmur, routerPicture } from '../../lab/sample-media.ts'
import { startTestLab, type TestLab } from '../../lab/testing/test-lab.ts'
import { wechatClient, type WechatClient } from '../../lab/testing/wechat-client.ts'
import { failureOf } from '../../testing/failure-of.ts'
import { createHttpDoor } from '../../wire/http-door.ts'
import { wechatDescriptor } from './index.ts'
import { replyOf, wechatBed, type WechatBed } from './wechat.fake.ts'

let lab: TestLab
let bed: WechatBed
let client: WechatClient

beforeAll(async () => {
  lab = await startTestLab()
})
afterAll(() => lab.close())
beforeEach(async () => {
  lab.plan.wechat.mode = 'safe'
  lab.plan.wechat.format = 'xml'
  client = await wechatClient(lab)
  bed = await wechatBed()
  return () => bed.close()
})

/** Our channel in front of the simulator, which shares no code with it. */
function channelOf(more: SettingValues = {}): Channel {
  const { appId, appSecret, token, encodingAesKey, mode } = lab.plan.wechat
  const settings = { appId, appSecret, token, encodingAesKey, mode, apiBase: lab.urls.wechat }
  const account = {
    tenant: 'acme',
    id: 'wx',
    channel: 'wechat',
    settings: { ...settings, ...more },
  }
  // As the relay itself is wired: configured addresses are exempt from the guard.
  const exemptHosts = [new URL(lab.urls.wechat).host]
  const http = createHttpDoor({ clock: bed.clock, log: bed.doors.log, exemptHosts })
  return wechatDescriptor.create(account, { ...bed.doors, http })
}

function lastPush(): HttpRequest {
  const { method, path, query, body, contentType } =
    lab.relay.knocks.at(-1) ?? expect.fail('no push')
  const headers = { 'content-type': contentType }
  return { method, path, query, headers, body: new TextEncoder().encode(body), receivedAt: 0 }
}

async function received(channel: Channel): Promise<{ arrival: Arrival; message: InboundMessage }> {
  const arrival = await channel.receive(lastPush())
  const [message] = arrival.items.flatMap((item) => channel.parse(item))
  return { arrival, message: message ?? expect.fail('nothing was read') }
}

function send(channel: Channel, content: ReplyContent, persona?: string) {
  const author = { id: '7', ...(persona !== undefined && { persona }) }
  return channel.send({ ...replyOf(content, author), customer: client.openid })
}

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const shown = async () => (await client.chat()).messages.at(-1) ?? expect.fail('nothing is shown')

const modes: readonly WechatMode[] = ['safe', 'compatible', 'plain']
const formats: readonly WechatFormat[] = ['xml', 'json']

describe('the channel in front of the simulator', () => {
  it.each(modes.flatMap((mode) => formats.map((format) => ({ mode, format }))))(
    'understands what is pushed in $mode mode and $format',
    async ({ mode, format }) => {
      Object.assign(lab.plan.wechat, { mode, format })
      const { msgId } = await client.write({ type: 'text', text: '在吗 ]]> "x" 👨‍👩‍👧' })
      const { message, arrival } = await received(channelOf())
      expect(arrival.answer.body).toBe('success')
      expect(message).toMatchObject({
        platformId: msgId,
        customer: { id: client.openid },
        parts: [{ type: 'text', text: '在吗 ]]> "x" 👨‍👩‍👧' }],
      })
    },
  )

  it.each([
    ['image', routerPicture(), 'image/png'],
    ['voice', murmur(1), 'audio/amr'],
    ['video', Buffer.from('0000001866747970 some video'), 'video/mp4'],
  ] as const)('fetches a %s byte for byte (S1-29)', async (kind, bytes, contentType) => {
    await client.write({ type: kind, base64: bytes.toString('base64'), contentType })
    const channel = channelOf()
    const [part] = (await received(channel)).message.parts
    const ref = part?.type === 'media' ? part.media : expect.fail('no media')
    const file = (await channel.media?.(ref)) ?? expect.fail('no file')
    expect([hash(file.bytes), file.contentType]).toEqual([hash(bytes), contentType])
  })

  it('shows a passive answer on the phone', async () => {
    const channel = channelOf()
    lab.relay.answers.push(async (reply) => {
      const { passive } = await channel.receive(lastPush())
      const answer = passive?.('已收到，稍后回复您')
      return reply.type(answer?.contentType ?? '').send(answer?.body)
    })
    await client.write({ type: 'text', text: '在吗' })
    expect(await shown()).toMatchObject({ from: 'brand', text: '已收到，稍后回复您' })
  })

  const file = (name: string, contentType: string, bytes: Uint8Array) => ({
    name,
    contentType,
    bytes,
  })
  const contents: readonly (readonly [string, ReplyContent, object])[] = [
    ['text', { type: 'text', text: '您好 \\u4f60 👍' }, { type: 'text', text: '您好 \\u4f60 👍' }],
    [
      'picture',
      { type: 'media', kind: 'image', file: file('图.png', 'image/png', routerPicture()) },
      { type: 'image' },
    ],
    [
      'voice',
      { type: 'media', kind: 'voice', file: file('a.amr', 'audio/amr', murmur(1)) },
      { type: 'voice' },
    ],
    [
      'video',
      { type: 'media', kind: 'video', file: file('开箱.mp4', 'video/mp4', Buffer.from('mp4')) },
      { type: 'video', title: '开箱' },
    ],
    [
      'link',
      { type: 'link', title: '说明', url: 'https://a.example' },
      { type: 'news', items: [{ title: '说明', url: 'https://a.example' }] },
    ],
    [
      'menu',
      { type: 'menu', head: '满意吗', items: [{ id: '1', text: '满意' }] },
      { type: 'menu', items: [{ id: '1', content: '满意' }] },
    ],
    [
      'mini-program card',
      {
        type: 'miniprogram',
        title: '会员中心',
        appId: 'wx0000000000000009',
        page: 'pages/index',
        thumb: file('t.jpg', 'image/jpeg', Buffer.from('ffd8ffe000104a464946', 'hex')),
      },
      { type: 'miniprogram', title: '会员中心' },
    ],
  ]
  it.each(contents)(
    'shows a %s on the phone, and who sent it',
    async (_what, content, expected) => {
      await client.write({ type: 'text', text: '在吗' })
      const agent = `${lab.plan.zendesk.agents[0]?.code}@${lab.plan.wechat.originalId}`
      await send(channelOf(), content, agent)
      expect(await shown()).toMatchObject({ ...expected, from: 'brand', kfAccount: agent })
    },
  )

  it('answers all the same under a service account that does not exist', async () => {
    await client.write({ type: 'text', text: '在吗' })
    await send(channelOf(), { type: 'text', text: '在的' }, 'nobody@none')
    expect(await shown()).toMatchObject({ text: '在的' })
  })

  it('shows that somebody types, for nothing', async () => {
    await client.write({ type: 'text', text: '在吗' })
    await send(channelOf(), { type: 'typing' })
    const { typing, window } = await client.chat()
    expect([typing, window['remaining']]).toEqual([true, 5])
  })

  it('is told when the five are used up, and when the customer has left', async () => {
    await client.write({ type: 'text', text: '在吗' })
    const channel = channelOf()
    const text: ReplyContent = { type: 'text', text: '在的' }
    for (let i = 0; i < 5; i++) await send(channel, text)
    expect(await failureOf(send(channel, text))).toBe('channel.quota_used not_done')
    await client.write({ type: 'event', event: 'unsubscribe' })
    expect(await failureOf(send(channel, text))).toBe('channel.customer_unreachable not_done')
  })

  it('sends once although the token expired in between', async () => {
    await client.write({ type: 'text', text: '在吗' })
    const channel = channelOf()
    await send(channel, { type: 'text', text: '一' })
    lab.world.faults.add({
      platform: 'wechat',
      match: 'custom/send',
      kind: 'expire_token',
      count: 1,
    })
    await send(channel, { type: 'text', text: '二' })
    const { messages, window } = await client.chat()
    expect(messages.filter(({ from }) => from === 'brand').map(({ text }) => text)).toEqual([
      '一',
      '二',
    ])
    expect(window['remaining']).toBe(3)
  })

  it('finds everything in order with the doctor', async () => {
    const { account } = channelOf()
    const results = (await wechatDescriptor.probe?.(account, bed.doors)) ?? []
    expect(results.map(({ check, ok }) => [check, ok])).toEqual([
      ['access token', true],
      ['send permission', true],
      ['callback', true],
    ])
  })
})
