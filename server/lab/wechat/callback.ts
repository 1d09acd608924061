import { randomBytes, randomInt } from 'node:crypto'
import { writeExactJson } from '../exact-json.ts'
import type { LabPlan } from '../plan.ts'
import type { PushRequest } from '../pusher.ts'
import { open, seal, sign } from './cipher.ts'
import { readXml, textAt, writeXml, type Fields, type XmlTree } from './payload.ts'

/** The relay's address for this account's callbacks. */
export function hookUrl(plan: LabPlan): string {
  return `${plan.relayUrl}/hooks/${plan.tenant}/${plan.wechat.account}`
}

/** One signed delivery, in the mode and format set in the account's console. */
export function callbackRequest(plan: LabPlan, fields: Fields, nowMs: number): PushRequest {
  const { token, mode, format } = plan.wechat
  const timestamp = String(Math.floor(nowMs / 1_000))
  const nonce = String(randomInt(100_000_000, 2_000_000_000))
  const query = new URLSearchParams({
    signature: sign(token, timestamp, nonce),
    timestamp,
    nonce,
    openid: String(fields['FromUserName'] ?? ''),
  })
  const write = format === 'json' ? writeExactJson : writeXml
  const contentType = format === 'json' ? 'application/json' : 'text/xml'
  if (mode === 'plain') {
    return { url: `${hookUrl(plan)}?${query.toString()}`, contentType, body: write(fields) }
  }

  const Encrypt = encrypt(plan, write(fields))
  query.set('encrypt_type', 'aes')
  query.set('msg_signature', sign(token, timestamp, nonce, Encrypt))
  const clear = mode === 'compatible' ? fields : { ToUserName: plan.wechat.originalId }
  return {
    url: `${hookUrl(plan)}?${query.toString()}`,
    contentType,
    body: write({ ...clear, Encrypt }),
  }
}

/** The address check WeChat makes when the settings are saved. Never encrypted. */
export function handshakeUrl(plan: LabPlan, nowMs: number): { url: string; echo: string } {
  const timestamp = String(Math.floor(nowMs / 1_000))
  const nonce = String(randomInt(100_000_000, 2_000_000_000))
  const echo = Array.from({ length: 19 }, () => String(randomInt(1, 10))).join('')
  const signature = sign(plan.wechat.token, timestamp, nonce)
  const query = new URLSearchParams({ signature, timestamp, nonce, echostr: echo })
  return { url: `${hookUrl(plan)}?${query.toString()}`, echo }
}

/** What the relay's answer to a push means for the customer. */
export type Answer =
  | { kind: 'accepted' }
  | { kind: 'reply'; tree: XmlTree }
  /** WeChat tells the customer that the account is out of order. */
  | { kind: 'fault' }

/** https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Passive_user_reply_message.html */
const replyParts: Readonly<Record<string, readonly string[] | undefined>> = {
  text: ['Content'],
  image: ['Image', 'MediaId'],
  voice: ['Voice', 'MediaId'],
  video: ['Video', 'MediaId'],
  music: ['Music', 'ThumbMediaId'],
  news: ['ArticleCount'],
  transfer_customer_service: ['MsgType'],
}

export function readAnswer(plan: LabPlan, body: string, openid: string): Answer {
  if (body === '' || body === 'success') return { kind: 'accepted' }
  const outer = readXml(body)
  if (outer === undefined || typeof outer === 'string') return { kind: 'fault' }
  const tree = openAnswer(plan, outer)
  const part = replyParts[textAt(tree, 'MsgType')]
  if (!tree || !part || textAt(tree, ...part) === '') return { kind: 'fault' }
  const isAddressed =
    textAt(tree, 'ToUserName') === openid && textAt(tree, 'FromUserName') === plan.wechat.originalId
  if (!isAddressed) return { kind: 'fault' }
  // Seconds: a well-known library sends milliseconds here.
  if (!/^\d{1,10}$/.test(textAt(tree, 'CreateTime'))) return { kind: 'fault' }
  return { kind: 'reply', tree }
}

/** Safe mode takes sealed answers only, plain mode clear ones, compatible mode both. */
function openAnswer(plan: LabPlan, outer: XmlTree): XmlTree | undefined {
  const { mode } = plan.wechat
  const isSealed = textAt(outer, 'Encrypt') !== ''
  if (mode === 'plain' || (mode === 'compatible' && !isSealed)) return outer
  return openReply(plan, outer)
}

function openReply(plan: LabPlan, outer: XmlTree): XmlTree | undefined {
  const encrypted = textAt(outer, 'Encrypt')
  const [timestamp, nonce] = [textAt(outer, 'TimeStamp'), textAt(outer, 'Nonce')]
  const expected = sign(plan.wechat.token, timestamp, nonce, encrypted)
  if (encrypted === '' || textAt(outer, 'MsgSignature') !== expected) return undefined
  const { encodingAesKey, appId } = plan.wechat
  const text = open(encrypted, { encodingAesKey, receiver: appId })
  return text === undefined ? undefined : readXml(text)
}

function encrypt(plan: LabPlan, text: string): string {
  const { encodingAesKey, appId } = plan.wechat
  return seal(text, { encodingAesKey, receiver: appId, random16: randomBytes(16) })
}
