import { wechatAccount } from '../channels/wechat/account.ts'
import { verifyPush } from '../channels/wechat/verify.ts'
import type { HttpRequest } from '../core/http.ts'
import { createWxCipher } from '../wire/wx-cipher.ts'
import { writeXml } from '../wire/xml.ts'
import { compare } from './compare.ts'
import { loadPeer } from './peers.ts'
import type { BenchRow } from './row.ts'

const token = 'benchToken'
const appid = 'wx0000000000bench0'
const encodingAESKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
const cipher = createWxCipher({
  token,
  receiveId: appid,
  keys: [{ encodingAesKey: encodingAESKey }],
})

interface Push {
  readonly body: string
  readonly timestamp: string
  readonly nonce: string
  readonly signature: string
}

/** A callback in safe mode, as WeChat makes it. */
function push(index: number): Push {
  const text = writeXml({
    ToUserName: 'gh_bench0000000',
    FromUserName: `oBench${String(index).padStart(22, '0')}`,
    CreateTime: 1_750_000_000 + index,
    MsgType: 'text',
    Content: `你好，我上周买的耳机左边没有声音了，可以换吗？单号 ${index}`,
    MsgId: 7_000_000_000 + index,
  })
  const [encrypt, timestamp, nonce] = [
    cipher.encrypt(text),
    String(1_750_000_000 + index),
    `${index}73`,
  ]
  return {
    body: writeXml({ ToUserName: 'gh_bench0000000', Encrypt: encrypt }),
    timestamp,
    nonce,
    signature: cipher.sign(timestamp, nonce, encrypt),
  }
}

const pushes = Array.from({ length: 64 }, (_, index) => push(index))
const pushAt = (turn: number): Push => pushes[turn % pushes.length] ?? push(turn)

function demand(isRight: boolean): void {
  // Anybody who skips the work would win: every side shows that it read the message.
  if (!isRight) throw new TypeError('a side of the benchmark did not read the message')
}

const own = wechatAccount({
  tenant: 'bench',
  id: 'wx',
  channel: 'wechat',
  settings: { appId: appid, token, encodingAesKey: encodingAESKey, mode: 'safe' },
})

const requests = pushes.map(({ body, timestamp, nonce, signature }): HttpRequest => ({
  method: 'POST',
  path: '/hooks/bench/wx',
  query: { encrypt_type: 'aes', msg_signature: signature, timestamp, nonce },
  headers: { 'content-type': 'text/xml' },
  body: Buffer.from(body),
  receivedAt: Number(timestamp) * 1000,
}))

/** What the relay itself runs for each callback, from the bytes to the fields, every check on. */
function ours(turn: number): void {
  const request = requests[turn % requests.length]
  const fields = request && verifyPush(own, request).fields
  demand(fields?.text('MsgType') === 'text' && fields.has('MsgId'))
}

interface WxcryptClass {
  new (
    token: string,
    key: string,
    id: string,
  ): {
    decryptMsg(signature: string, timestamp: string, nonce: string, body: string): string
  }
  x2o(xml: string): { xml: { MsgType: string } }
}

function wxcrypt(): (turn: number) => unknown {
  const Wxcrypt = loadPeer('wxcrypt') as WxcryptClass
  const peer = new Wxcrypt(token, encodingAESKey, appid)
  return (turn) => {
    const { body, timestamp, nonce, signature } = pushAt(turn)
    const { xml } = Wxcrypt.x2o(peer.decryptMsg(signature, timestamp, nonce, body))
    demand(xml.MsgType === 'text')
    return xml
  }
}

interface WecomCrypto {
  getSignature(token: string, timestamp: string, nonce: string, encrypt: string): string
  decrypt(key: string, encrypt: string): { message: string; id: string }
}
interface FastXmlParser {
  readonly XMLParser: new (options: object) => {
    parse(xml: string): { xml: Record<string, string> }
  }
}

function wecomCrypto(): (turn: number) => unknown {
  const peer = loadPeer('@wecom/crypto') as WecomCrypto
  const { XMLParser } = loadPeer('fast-xml-parser') as FastXmlParser
  const parser = new XMLParser({ parseTagValue: false, processEntities: false, trimValues: false })
  return (turn) => {
    const { body, timestamp, nonce, signature } = pushAt(turn)
    const encrypt = parser.parse(body).xml['Encrypt'] ?? ''
    demand(peer.getSignature(token, timestamp, nonce, encrypt) === signature)
    const { message, id } = peer.decrypt(encodingAESKey, encrypt)
    demand(id === appid)
    const { xml } = parser.parse(message)
    demand(xml['MsgType'] === 'text')
    return xml
  }
}

const account = { token, appid, encodingAESKey }
const queryOf = ({ timestamp, nonce, signature }: Push): Record<string, string> => ({
  encrypt_type: 'aes',
  msg_signature: signature,
  timestamp,
  nonce,
})

interface WechatRequest {
  readonly method: string
  readonly query: Record<string, string>
  readonly rawBody: string
  weixin?: { MsgType: string }
}
type WechatMiddleware = (req: WechatRequest, res: object, next: (error: unknown) => void) => void
type WechatModule = (config: object, handle: (req: WechatRequest) => void) => WechatMiddleware

function wechat(): (turn: number) => unknown {
  const read: string[] = []
  const middleware = (loadPeer('wechat') as WechatModule)(account, (req) => {
    read.push(req.weixin?.MsgType ?? '')
  })
  return (turn) => {
    const one = pushAt(turn)
    middleware({ method: 'POST', query: queryOf(one), rawBody: one.body }, {}, () => undefined)
    demand(read.pop() === 'text')
  }
}

type CoHandle = (message: { MsgType: string }) => Promise<string>
type CoWechatModule = (config: object) => {
  middleware(handle: CoHandle): (context: object) => Promise<void>
}

function coWechat(): (turn: number) => unknown {
  const read: string[] = []
  const middleware = (loadPeer('co-wechat') as CoWechatModule)(account).middleware((message) => {
    read.push(message.MsgType)
    return Promise.resolve('')
  })
  return async (turn) => {
    const one = pushAt(turn)
    await middleware({ method: 'POST', query: queryOf(one), request: { body: one.body } })
    demand(read.pop() === 'text')
  }
}

/** WeChat's callback in safe mode: verify, decrypt and parse, against what others do for the same bytes. */
export async function benchCrypto(): Promise<readonly BenchRow[]> {
  const contests = [
    { peer: 'wxcrypt', floor: 1, theirs: wxcrypt() },
    { peer: '@wecom/crypto + fast-xml-parser', floor: 1.8, theirs: wecomCrypto() },
    { peer: 'wechat', floor: 3.5, theirs: wechat() },
    { peer: 'co-wechat', floor: 5, theirs: coWechat() },
  ]
  const rows: BenchRow[] = []
  for (const contest of contests) {
    rows.push(await compare({ name: 'wechat verify + decrypt + parse', ours, ...contest }))
  }
  return rows
}
