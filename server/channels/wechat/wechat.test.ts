import { createCipheriv, createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import type { HttpRequest } from '../../core/http.ts'
import { channelContract } from '../contract.ts'
import { wechatDescriptor } from './index.ts'

const appId = 'wx0000000000000001'
const token = 'not-a-real-token'
const encodingAesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
const appSecret = 'not-a-real-secret'

const files = readdirSync(new URL('fixtures', import.meta.url)).filter((file) =>
  /\.(xml|json)$/.test(file),
)

function fixture(file: string): string {
  return readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8')
}

function sha1(...parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex')
}

/** Sealed by hand as the platform's page describes it: the test shares no cipher with what it tests. */
function seal(text: string, receiver = appId): string {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  const body = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const plain = Buffer.concat([Buffer.alloc(16, 'r'), length, body, Buffer.from(receiver)])
  const pad = 32 - (plain.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([plain, Buffer.alloc(pad, pad)])
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
}

function push(
  text: string,
  at: number,
  options: { key?: string; receiver?: string } = {},
): HttpRequest {
  const { key = token, receiver = appId } = options
  const [timestamp, nonce] = [String(Math.floor(at / 1000)), '1372623149']
  const encrypted = seal(text, receiver)
  const body = `<xml><ToUserName><![CDATA[gh_0000000001]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`
  return {
    method: 'POST',
    path: '/hooks/acme/wx',
    query: {
      signature: sha1(key, timestamp, nonce),
      timestamp,
      nonce,
      encrypt_type: 'aes',
      msg_signature: sha1(key, timestamp, nonce, encrypted),
    },
    headers: { 'content-type': 'text/xml' },
    body: new TextEncoder().encode(body),
    receivedAt: at,
  }
}

const bodies = { text: fixture('text.xml'), unknown: fixture('unknown.xml') }

channelContract('wechat in safe mode', {
  descriptor: wechatDescriptor,
  account: {
    tenant: 'acme',
    id: 'wx',
    channel: 'wechat',
    settings: {
      appId,
      appSecret,
      token,
      encodingAesKey,
      mode: 'safe',
      apiBase: 'https://wechat.example',
    },
  },
  secrets: [appSecret, token, encodingAesKey, 'issued-token'],
  fixtures: files.map((file) => ({ source: 'callback', body: fixture(file) })),
  genuine: (what, at) => push(bodies[what], at),
  handshake(at) {
    const { query } = push('', at)
    const { signature = '', timestamp = '', nonce = '' } = query
    const echo = '5927782489442352469'
    const request = { ...push('', at), method: 'GET', body: new Uint8Array() }
    return { request: { ...request, query: { signature, timestamp, nonce, echostr: echo } }, echo }
  },
  forgeries(at) {
    const good = push(bodies.text, at)
    const text = new TextDecoder().decode(good.body)
    const { msg_signature: _strong, ...weak } = good.query
    const bytes = (body: string) => new TextEncoder().encode(body)
    return {
      'a wrong token': push(bodies.text, at, { key: 'another' }),
      "another account's app id inside": push(bodies.text, at, { receiver: 'wx0000000000000002' }),
      'a changed body': {
        ...good,
        body: bytes(text.replace('<Encrypt><![CDATA[', '<Encrypt><![CDATA[A')),
      },
      'the weak signature only': { ...good, query: weak },
      'a body in clear': { ...good, body: bytes(bodies.text) },
      'two encrypted parts': {
        ...good,
        body: bytes(text.replace('</xml>', '<Encrypt>A</Encrypt></xml>')),
      },
      'a document type': { ...good, body: bytes(`<!DOCTYPE xml>${text}`) },
      'no query': { ...good, query: {} },
    }
  },
  address: { customer: 'oFictional-Customer_00000001', thread: '', visibility: 'private' },
  answers: {
    good: ({ url }) => ({
      json: url.endsWith('/stable_token')
        ? { access_token: 'issued-token', expires_in: 7200 }
        : { errcode: 0, errmsg: 'ok' },
    }),
    refused: {
      tokenExpired: { errcode: 42001, errmsg: 'access_token expired' },
      rateLimited: { errcode: 45009, errmsg: 'reach max api daily quota limit' },
      windowClosed: { errcode: 45015, errmsg: 'response out of time limit' },
    },
    isSend: (url) => url.includes('/message/custom/send'),
  },
})
