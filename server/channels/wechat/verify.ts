import { RelayError } from '../../core/error.ts'
import type { HttpRequest } from '../../core/http.ts'
import { readJson } from '../../wire/json.ts'
import { readXml } from '../../wire/xml.ts'
import type { WechatAccount } from './account.ts'

/** A callback that proved itself. */
export interface Verified {
  /** The message as WeChat wrote it, decrypted. */
  readonly text: string
  /** The key that worked, to answer under the same. */
  readonly keyIndex: number | undefined
  readonly signedAt: number
}

/** The same for every fault: a forger learns nothing. */
export function forged(): RelayError {
  return new RelayError('channel.forged', 'The callback did not verify.')
}

function isSigned(account: WechatAccount, { query }: HttpRequest): boolean {
  const { signature = '', timestamp = '', nonce = '' } = query
  return timestamp !== '' && nonce !== '' && account.cipher.verify(signature, timestamp, nonce)
}

/** Seconds, as WeChat signs them. */
function signedTime({ query }: HttpRequest): number {
  const seconds = query['timestamp'] ?? ''
  if (!/^\d{1,12}$/.test(seconds)) throw forged()
  return Number(seconds) * 1000
}

/** The address check when settings are saved: echostr in clear, or encrypted where msg_signature is sent. */
export function verifyHandshake(account: WechatAccount, request: HttpRequest): string {
  const { msg_signature: strong, timestamp = '', nonce = '', echostr = '' } = request.query
  if (echostr === '') throw forged()
  if (strong === undefined) {
    if (!isSigned(account, request)) throw forged()
    return echostr
  }
  if (!account.cipher.verify(strong, timestamp, nonce, echostr)) throw forged()
  return account.cipher.decrypt(echostr).text
}

/** The Encrypt element of an envelope, XML or JSON; undefined when there is none. */
function encryptedIn(text: string): string | undefined {
  const value = text.trimStart().startsWith('{') ? jsonField(text) : xmlField(text)
  return typeof value === 'string' && value !== '' ? value : undefined
}

function jsonField(text: string): unknown {
  const value = readJson(text)
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)['Encrypt']
    : undefined
}

function xmlField(text: string): unknown {
  const { fields, duplicates } = readXml(text, { maxBytes: 256 * 1024 })
  // Two of a kind: which one was signed, and which one would be read?
  if (duplicates.length > 0) throw forged()
  return fields['Encrypt']
}

function openEnvelope(account: WechatAccount, request: HttpRequest, text: string): Verified {
  const { msg_signature: signature = '', timestamp = '', nonce = '' } = request.query
  const encrypted = encryptedIn(text)
  if (
    encrypted === undefined ||
    !account.cipher.verify(signature, timestamp, nonce, encrypted.trim())
  )
    throw forged()
  const { text: opened, keyIndex } = account.cipher.decrypt(encrypted)
  return { text: opened, keyIndex, signedAt: signedTime(request) }
}

function bodyText({ body }: HttpRequest): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    throw forged()
  }
}

function verifyBody(account: WechatAccount, request: HttpRequest): Verified {
  const text = bodyText(request)
  if (account.mode !== 'plain') return openEnvelope(account, request, text)
  // Plain mode: the signature covers only the query, the account's owner chose that.
  if (!isSigned(account, request)) throw forged()
  return { text, keyIndex: undefined, signedAt: signedTime(request) }
}

/**
 * A pushed message. Safe and compatible mode know the encrypted part only, whatever else the body
 * holds; there is no way down to the weaker signature. Throws `channel.forged`.
 */
export function verifyPush(account: WechatAccount, request: HttpRequest): Verified {
  try {
    return verifyBody(account, request)
  } catch (error) {
    if (error instanceof RelayError && error.code === 'channel.malformed') throw forged()
    throw error
  }
}
