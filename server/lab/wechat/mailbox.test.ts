import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestLab, type TestLab } from '../testing/test-lab.ts'
import { wechatClient, type WechatClient } from '../testing/wechat-client.ts'
import type { WechatFormat, WechatMode } from '../plan.ts'
import { open, seal, sign } from './cipher.ts'
import { readXml, textAt, writeXml } from './payload.ts'

let lab: TestLab
let client: WechatClient

beforeAll(async () => {
  lab = await startTestLab()
})
afterAll(() => lab.close())
beforeEach(async () => {
  lab.world.faults.remove()
  lab.relay.knocks.length = 0
  lab.relay.answers.length = 0
  lab.plan.wechat.mode = 'safe'
  lab.plan.wechat.format = 'xml'
  client = await wechatClient(lab)
})

const lastKnock = () => {
  const knock = lab.relay.knocks.at(-1)
  if (!knock) throw new Error('nothing was pushed')
  return knock
}
const unseal = (encrypted: string): string =>
  open(encrypted, {
    encodingAesKey: lab.plan.wechat.encodingAesKey,
    receiver: lab.plan.wechat.appId,
  }) ?? ''

describe('pushes', () => {
  it('sign the envelope in safe mode and show nothing else', async () => {
    await client.write({ type: 'text', text: '家里断网了' })
    const { query, body } = lastKnock()
    const outer = readXml(body)
    const encrypted = textAt(outer, 'Encrypt')
    const { token } = lab.plan.wechat
    const { timestamp = '', nonce = '' } = query
    expect(query['msg_signature']).toBe(sign(token, timestamp, nonce, encrypted))
    expect(query['signature']).toBe(sign(token, timestamp, nonce))
    expect(Object.keys(outer as object).sort()).toEqual(['Encrypt', 'ToUserName'])
    const inner = readXml(unseal(encrypted))
    expect(textAt(inner, 'Content')).toBe('家里断网了')
    expect(textAt(inner, 'FromUserName')).toBe(client.openid)
    expect(textAt(inner, 'CreateTime')).toMatch(/^\d{10}$/)
    expect(textAt(inner, 'MsgId')).toMatch(/^\d{17}$/)
  })
  it.each<[WechatMode, boolean, boolean]>([
    ['plain', true, false],
    ['compatible', true, true],
    ['safe', false, true],
  ])('carry clear and sealed parts as %s mode asks', async (mode, isClear, isSealed) => {
    await lab.control('POST', '/wechat/mode', { mode })
    await client.write({ type: 'text', text: '可见的话' })
    const { query, body } = lastKnock()
    expect(body.includes('可见的话')).toBe(isClear)
    expect(body.includes('<Encrypt>')).toBe(isSealed)
    expect(query['encrypt_type']).toBe(isSealed ? 'aes' : undefined)
    expect(query['msg_signature'] !== undefined).toBe(isSealed)
  })
  it('write 64-bit ids as bare numbers in JSON', async () => {
    const format: WechatFormat = 'json'
    await lab.control('POST', '/wechat/mode', { mode: 'plain', format })
    const { msgId } = await client.write({ type: 'text', text: '"MsgId":"1"' })
    const { body, contentType } = lastKnock()
    expect(contentType).toBe('application/json')
    expect(body).toContain(`"MsgId":${String(msgId)}`)
    expect(JSON.parse(body)).toMatchObject({ Content: '"MsgId":"1"', MsgType: 'text' })
  })
  it('survive the end mark of CDATA in a text', async () => {
    await lab.control('POST', '/wechat/mode', { mode: 'plain' })
    await client.write({ type: 'text', text: 'a]]></Content><FromUserName>x' })
    const message = readXml(lastKnock().body)
    expect(textAt(message, 'Content')).toBe('a]]></Content><FromUserName>x')
    expect(textAt(message, 'FromUserName')).toBe(client.openid)
  })

  const kinds: readonly [type: string, act: Record<string, unknown>, elements: string[]][] = [
    ['image', { base64: 'AAAA' }, ['PicUrl', 'MediaId']],
    ['voice', { base64: 'AAAA' }, ['MediaId', 'Format', 'MediaId16K']],
    ['video', { base64: 'AAAA' }, ['MediaId', 'ThumbMediaId']],
    ['location', { latitude: 22.5, longitude: 114, label: '深圳' }, ['Location_X', 'Label']],
    ['link', { title: '测评', url: 'https://a.example' }, ['Title', 'Url']],
    ['file', { fileName: '合同.pdf', base64: 'AAAA' }, ['FileKey', 'FileTotalLen']],
  ]
  it.each(kinds)('describe a %s with its own elements', async (type, act, elements) => {
    lab.plan.wechat.mode = 'plain'
    await client.write({ type, ...act })
    const message = readXml(lastKnock().body)
    expect(textAt(message, 'MsgType')).toBe(type)
    for (const element of elements) expect(textAt(message, element)).not.toBe('')
  })
  it('give events no id', async () => {
    lab.plan.wechat.mode = 'plain'
    await client.write({ type: 'event', event: 'CLICK', eventKey: 'MENU' })
    const event = readXml(lastKnock().body)
    expect([textAt(event, 'Event'), textAt(event, 'EventKey')]).toEqual(['CLICK', 'MENU'])
    expect(textAt(event, 'MsgId')).toBe('')
  })
})

describe('retries', () => {
  it('come three times in all, signed anew, with the same message', async () => {
    for (let index = 0; index < 3; index += 1) {
      lab.relay.answers.push((reply) => reply.code(503).send(''))
    }
    const { pushes } = await client.write({ type: 'text', text: '在吗' })
    expect((pushes as { status: number }[]).map((push) => push.status)).toEqual([503, 503, 503])
    const ids = lab.relay.knocks.map((knock) =>
      textAt(readXml(unseal(textAt(readXml(knock.body), 'Encrypt'))), 'MsgId'),
    )
    expect(new Set(ids).size).toBe(1)
    expect(new Set(lab.relay.knocks.map((knock) => knock.query['nonce'])).size).toBe(3)
  })
  it('stop at the first answer in time', async () => {
    lab.relay.answers.push((reply) => void reply.hijack())
    const { pushes } = await client.write({ type: 'text', text: '在吗' })
    expect((pushes as { status: number }[]).map((push) => push.status)).toEqual([0, 200])
  })
  it('tell the customer when all were in vain', async () => {
    for (let index = 0; index < 3; index += 1) {
      lab.relay.answers.push((reply) => reply.code(500).send(''))
    }
    await client.write({ type: 'text', text: '在吗' })
    expect((await client.chat()).messages.at(-1)).toMatchObject({ type: 'notice' })
    expect(lab.world.entries(0).at(-1)?.kind).toBe('push.lost')
  })
  it('tell the customer at once about an answer WeChat cannot read', async () => {
    lab.relay.answers.push((reply) => reply.send('{"ok":true}'))
    await client.write({ type: 'text', text: '在吗' })
    expect(lab.relay.knocks).toHaveLength(1)
    expect((await client.chat()).messages.at(-1)).toMatchObject({ type: 'notice' })
  })
  it('send copies on demand and by fault', async () => {
    await client.write({ type: 'text', text: '在吗', times: 3 })
    expect(lab.relay.knocks).toHaveLength(3)
    await lab.control('POST', '/faults', {
      platform: 'wechat',
      match: 'push text',
      kind: 'duplicate',
      count: 1,
    })
    await client.write({ type: 'text', text: '再说一遍' })
    expect(lab.relay.knocks).toHaveLength(5)
  })
  it('repeat a push whose answer was lost', async () => {
    lab.world.faults.add({ platform: 'wechat', match: 'push', kind: 'drop_answer', count: 1 })
    await client.write({ type: 'text', text: '在吗' })
    expect(lab.relay.knocks).toHaveLength(2)
  })
  it('let a later message overtake a reordered one', async () => {
    lab.plan.wechat.mode = 'plain'
    lab.world.faults.add({ platform: 'wechat', match: 'push text', kind: 'reorder', count: 1 })
    const first = client.write({ type: 'text', text: '先' })
    const isOffered = (): boolean =>
      lab.world.entries(0).some((entry) => entry.data['text'] === '先')
    await expect.poll(isOffered).toBe(true)
    await client.write({ type: 'text', text: '后' })
    await first
    const order = lab.relay.knocks.map((knock) => textAt(readXml(knock.body), 'Content'))
    expect(order).toEqual(['后', '先'])
  })
})

describe('passive replies', () => {
  const reply = (createTime: number): string =>
    writeXml({
      ToUserName: client.openid,
      FromUserName: lab.plan.wechat.originalId,
      CreateTime: createTime,
      MsgType: 'text',
      Content: '已收到，稍后回复您',
    })
  const sealReply = (text: string, token = lab.plan.wechat.token): string => {
    const { encodingAesKey, appId } = lab.plan.wechat
    const Encrypt = seal(text, { encodingAesKey, receiver: appId, random16: Buffer.alloc(16, 7) })
    const MsgSignature = sign(token, '1700000000', 'n', Encrypt)
    return writeXml({ Encrypt, MsgSignature, TimeStamp: 1_700_000_000, Nonce: 'n' })
  }

  it('appear on the phone and cost no send', async () => {
    lab.relay.answers.push((answer) => answer.send(sealReply(reply(1_700_000_000))))
    await client.write({ type: 'text', text: '在吗' })
    const { messages, window } = await client.chat()
    expect(messages.at(-1)).toMatchObject({ from: 'brand', text: '已收到，稍后回复您' })
    expect(window['remaining']).toBe(5)
  })
  it.each<[string, () => string]>([
    ['in clear in safe mode', () => reply(1_700_000_000)],
    ['with a foreign signature', () => sealReply(reply(1_700_000_000), 'other')],
    ['with milliseconds', () => sealReply(reply(1_700_000_000_000))],
    ['to somebody else', () => sealReply(reply(1_700_000_000).replace(client.openid, 'oNobody'))],
    ['from another account', () => sealReply(reply(1_700_000_000).replace('gh_', 'gg_'))],
    ['without words', () => sealReply(reply(1_700_000_000).replace('已收到，稍后回复您', ''))],
    ['of a kind nobody knows', () => sealReply(reply(1_700_000_000).replace('[text]', '[poem]'))],
  ])('are out of order %s', async (_how, body) => {
    lab.relay.answers.push((answer) => answer.send(body()))
    await client.write({ type: 'text', text: '在吗' })
    expect((await client.chat()).messages.at(-1)).toMatchObject({ type: 'notice' })
  })
})

describe('passive replies in compatible mode', () => {
  it('may come in clear', async () => {
    lab.plan.wechat.mode = 'compatible'
    const clear = writeXml({
      ToUserName: client.openid,
      FromUserName: lab.plan.wechat.originalId,
      CreateTime: 1_700_000_000,
      MsgType: 'text',
      Content: '已收到',
    })
    lab.relay.answers.push((answer) => answer.send(clear))
    await client.write({ type: 'text', text: '在吗' })
    expect((await client.chat()).messages.at(-1)).toMatchObject({ from: 'brand', text: '已收到' })
  })
})

describe('handshake', () => {
  it('is accepted only with the echo itself', async () => {
    expect(await lab.control('POST', '/wechat/handshake')).toMatchObject({ isAccepted: true })
    const { query } = lastKnock()
    const { timestamp = '', nonce = '' } = query
    expect(query['signature']).toBe(sign(lab.plan.wechat.token, timestamp, nonce))
    lab.relay.answers.push((answer) => answer.send('"1"'))
    expect(await lab.control('POST', '/wechat/handshake')).toMatchObject({ isAccepted: false })
  })
})
