import { createCipheriv, createHash } from 'node:crypto'
import type { ChannelAccount } from '../../core/channel.ts'
import type { HttpRequest } from '../../core/http.ts'
import type { SettingValues } from '../../core/settings.ts'

export const appId = 'wx0000000000000001'
export const appSecret = 'not-a-real-secret'
export const token = 'not-a-real-token'
export const encodingAesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
export const previousKey = 'GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba'

export type Mode = 'plain' | 'compatible' | 'safe'
export type Format = 'xml' | 'json'

export function accountOf(settings: SettingValues = {}): ChannelAccount {
  const own = { appId, appSecret, token, encodingAesKey, apiBase: 'https://wechat.example' }
  return { tenant: 'acme', id: 'wx', channel: 'wechat', settings: { ...own, ...settings } }
}

export function sha1(...parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex')
}

/** What goes into the cipher, before padding. */
export function framed(text: string, receiver = appId): Buffer {
  const body = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  return Buffer.concat([Buffer.alloc(16, 'r'), length, body, Buffer.from(receiver)])
}

export function padded(plain: Buffer): Buffer {
  const pad = 32 - (plain.length % 32)
  return Buffer.concat([plain, Buffer.alloc(pad, pad)])
}

/** By hand, as the platform's page describes it: the tests share no cipher with what they test. */
export function encrypted(blocks: Buffer, aesKey = encodingAesKey): string {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(blocks), cipher.final()]).toString('base64')
}

export function seal(text: string, receiver = appId): string {
  return encrypted(padded(framed(text, receiver)))
}

export function request(method: string, query: HttpRequest['query'], body = ''): HttpRequest {
  return {
    method,
    path: '/hooks/acme/wx',
    query,
    headers: method === 'GET' ? {} : { 'content-type': 'text/xml' },
    body: new TextEncoder().encode(body),
    receivedAt: 0,
  }
}

/** An envelope around a ciphertext. In compatible mode the message stands beside it in clear. */
export function envelope(format: Format, sealed: string, clear = ''): string {
  if (format === 'json') {
    const beside = clear === '' ? '"ToUserName":"gh_0000000001"' : clear.trim().slice(1, -1)
    return `{${beside},"Encrypt":"${sealed}"}`
  }
  const beside =
    clear === ''
      ? '<ToUserName><![CDATA[gh_0000000001]]></ToUserName>'
      : clear.trim().slice('<xml>'.length, -'</xml>'.length)
  return `<xml>${beside}<Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`
}

export interface Signing {
  readonly at: number
  readonly key?: string
  readonly timestamp?: string
  readonly nonce?: string
}

/** The query of a push, signed; with `sealed` also over the ciphertext. */
export function signed(signing: Signing, sealed?: string): Readonly<Record<string, string>> {
  const { at, key = token, nonce = '1372623149' } = signing
  const timestamp = signing.timestamp ?? String(Math.floor(at / 1000))
  return {
    signature: sha1(key, timestamp, nonce),
    timestamp,
    nonce,
    openid: 'oFictional-Customer_00000001',
    ...(sealed !== undefined && {
      encrypt_type: 'aes',
      msg_signature: sha1(key, timestamp, nonce, sealed),
    }),
  }
}

export interface Written {
  readonly mode: Mode
  readonly format: Format
}

/** A callback as the platform makes it in this mode and format. */
export function push({ mode, format }: Written, text: string, signing: Signing): HttpRequest {
  if (mode === 'plain') return request('POST', signed(signing), text)
  const sealed = seal(text)
  const body = envelope(format, sealed, mode === 'compatible' ? text : '')
  return request('POST', signed(signing, sealed), body)
}

export function handshake(signing: Signing, echostr: string): HttpRequest {
  return request('GET', { ...signed(signing), echostr })
}
