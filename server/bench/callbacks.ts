import { createWxCipher, type WxCipher } from '../wire/wx-cipher.ts'
import { postRequest } from './load.ts'

export interface WechatKeys {
  readonly appid: string
  readonly token: string
  readonly encodingAESKey: string
}

export const benchKeys: WechatKeys = {
  token: 'benchToken',
  appid: 'wx0000000000bench0',
  encodingAESKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
}

export const hookPath = '/hooks/bench/wx'

interface Words {
  readonly customer: string
  readonly text: string
  readonly id: string
}

const ciphers = new WeakMap<WechatKeys, WxCipher>()

function cipherOf(keys: WechatKeys): WxCipher {
  const known = ciphers.get(keys)
  if (known) return known
  const { token, appid: receiveId, encodingAESKey: encodingAesKey } = keys
  const made = createWxCipher({ token, receiveId, keys: [{ encodingAesKey }] })
  ciphers.set(keys, made)
  return made
}

let nonces = 0

/** A whole request in safe mode, signed and encrypted as WeChat does it, whatever the message says. */
export function sealedRequest(keys: WechatKeys, message: string, path = hookPath): Buffer {
  const cipher = cipherOf(keys)
  const timestamp = String(Math.floor(Date.now() / 1000))
  const nonce = `n${(nonces += 1)}`
  const encrypted = cipher.encrypt(message)
  const query =
    `signature=${cipher.sign(timestamp, nonce)}&timestamp=${timestamp}&nonce=${nonce}` +
    `&encrypt_type=aes&msg_signature=${cipher.sign(timestamp, nonce, encrypted)}`
  const body = `<xml><ToUserName><![CDATA[gh_bench]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`
  return postRequest(`${path}?${query}`, body)
}

/** A customer's text. */
export function textRequest(keys: WechatKeys, words: Words, path = hookPath): Buffer {
  const message =
    `<xml><ToUserName><![CDATA[gh_bench]]></ToUserName><FromUserName><![CDATA[${words.customer}]]></FromUserName>` +
    `<CreateTime>${Math.floor(Date.now() / 1000)}</CreateTime><MsgType><![CDATA[text]]></MsgType>` +
    `<Content><![CDATA[${words.text}]]></Content><MsgId>${words.id}</MsgId></xml>`
  return sealedRequest(keys, message, path)
}

/** Zendesk is a closed port: what is measured is the way in, and a helpdesk that is down must not slow it. */
export const closedTenant = {
  id: 'bench',
  zendesk: {
    subdomain: 'bench',
    baseUrl: 'http://127.0.0.1:1',
    auth: { grant: 'client_credentials', clientId: 'bench', clientSecret: 'bench' },
    webhookSecret: 'bench',
  },
  accounts: [
    {
      id: 'wx',
      channel: 'wechat',
      settings: {
        appId: benchKeys.appid,
        appSecret: 'bench',
        token: benchKeys.token,
        encodingAesKey: benchKeys.encodingAESKey,
        apiBase: 'http://127.0.0.1:1',
      },
    },
  ],
}
